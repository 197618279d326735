"""A small edition as an author would write it, and mistakes in it.

In the text of a mistake, `¦` marks the place at which it must be reported.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from attendance_rules.checks.codes import CODES
from attendance_rules.checks.load import check_edition
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules
from attendance_rules.messages.diagnostics import Diagnostic

MARK = "¦"

FILES: Mapping[str, str] = {
    "edition.yaml": """\
        title: A small edition
        version: first
        publisher: nobody
        country: Nowhere
        in_force: {from: 2022-09-01, until: 2024-08-18}
        superseded_by:
          title: the next edition
          from: 2024-08-19
          source: made up
          confidence: sure
          revised: {date: May 2025, source: hearsay, confidence: unsure}
        guidance_in_force: {title: a page, address: https://www.example.org/a-page}
        source:
          title: Table
          licence: none
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
        columns: {left: Left, right: Right}
        sections:
          low: {title: Low, items: {left: 2, right: 1}}
          high: {title: High, items: {left: 1}}
        parties: {school: School, authority: Authority}
        counterparts: {parents: parents}
        """,
    "parameters.yaml": """\
        low_from:
          title: low
          value: 5%
          unit: share
          source: made up
          confidence: judgement
        high_from:
          title: high
          value: 10.5%
          not_below: low_from
          unit: share
          source: made up
          confidence: judgement
        """,
    "vocabulary.yaml": """\
        possible:
          type: count
          title: possible
          question: How many?
          known: "{value} possible"
          unknown: not known
        absent:
          type: count
          title: absent
          within: possible
          question: How many?
          known: "{value} absent"
          unknown: not known
        worried:
          type: yes_no
          title: worried
          question: Is anybody?
          yes: somebody is
          no: nobody is
          unknown: not known
          default: no
          default_because: nobody said so
        engagement:
          type: word
          title: engagement
          question: How is it?
          words:
            engaged: engaged
            lacking: lacking
            no: none at all
          unknown: not known
        in_trust:
          type: yes_no
          about: school
          title: trust
          question: Is it?
          yes: it is
          no: it is not
          unknown: not known
        """,
    "definitions.yaml": """\
        rate:
          type: rate
          title: rate
          part: absent
          whole: possible
          known: "{part} of {whole}"
          undefined: none
          unknown: not known
        in_need:
          type: condition
          title: need
          when: {engagement: {one_of: [lacking, no]}}
          yes: need
          no: no need
          unknown: not known
        in_great_need:
          type: condition
          title: great need
          when: {in_need: yes, worried: yes}
          yes: great need
          no: no great need
          unknown: not known
        """,
    "tiers.yaml": """\
        low:
          title: Low
          section: low
          yes: is low
          no: is not low
          unknown: not known
          when: {rate: {at_least: low_from}}
        high:
          title: High
          section: high
          yes: is high
          no: is not high
          unknown: not known
          continues: low
          when:
            any:
              - rate: {at_least: high_from, less_than: 100%}
              - not: {worried: no}
          continued_by:
            - column: left
              item: 0
              sha256: 0000000000000000000000000000000000000000000000000000000000000000
        """,
    "low/first.yaml": """\
        title: First
        party: school
        with: [parents, authority]
        tier: low
        when: {engagement: lacking}
        strength: expected
        source:
          section: low
          column: left
          item: 1
          starts: First
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
        leads_to: [low/second]
        hands_over_to: [low/other]
        meaning: First.
        parts:
          one:
            title: One
          other-one:
            title: Other
            when: {in_need: yes}
        examples:
          - name: due
            given: {possible: 10, absent: 5, engagement: lacking}
            expect: required
            parts: {one: required}
          - name: unknown
            given: {possible: 10}
            expect: undetermined
            missing: [absent, engagement]
        """,
    "low/second.yaml": """\
        title: Second
        party: school
        tier: low
        when: {absent: {at_least: 3}, possible: {more_than: 0}}
        strength: may
        source:
          section: low
          column: left
          item: 2
          starts: Second
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
        meaning: Second.
        examples:
          - name: due
            given: {possible: 10, absent: 5}
            set: {low_from: 8%}
            expect: required
        """,
    "low/other.yaml": """\
        title: Other
        party: authority
        tier: low
        standing: yes
        when: {in_trust: yes}
        strength: described
        source:
          section: low
          column: right
          item: 1
          starts: Other
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
        meaning: Other.
        examples:
          - name: due
            given: {in_trust: yes}
            expect: required
        """,
    "high/third.yaml": """\
        title: Third
        party: school
        tier: high
        strength: consider
        source:
          section: high
          column: left
          item: 1
          starts: Third
          sha256: 0000000000000000000000000000000000000000000000000000000000000000
        meaning: Third.
        examples:
          - name: due
            given: {possible: 10, absent: 6}
            expect: required
        """,
}


def write(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """The small edition in a folder, with some files exchanged for others."""
    for name, text in {**FILES, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def shipped(folder: Path) -> Path:
    """A copy of the edition that comes with the package."""
    return Path(shutil.copytree(packaged_rules() / DEFAULT_EDITION, folder / DEFAULT_EDITION))


def replace(folder: Path, file: str, old: str, new: str) -> str | None:
    """Put `new` for `old`, which stands there once; the marked place as `file:line:column`."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    text = text.replace(old, new)
    before, mark, after = text.partition(MARK)
    path.write_text(before + after, encoding="utf-8")
    if not mark:
        return None
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def mistakes(folder: Path) -> list[Diagnostic]:
    """Every mistake in the folder. There is an edition if and only if there is none."""
    edition, found = check_edition(folder)
    assert (edition is None) == bool(found)
    for one in found:
        assert one.code in CODES
        assert one.message == one.message.strip() != ""
        assert "\n" not in str(one)
        assert one.message.isprintable()
        assert one.help.isprintable()
    return list(found)


def only(folder: Path, place: str | None, code: str, *words: str) -> None:
    """There is just one mistake: at `place`, of this code, and its text holds these words."""
    found = mistakes(folder)
    assert [one.code for one in found] == [code], "\n".join(map(str, found))
    if place is not None:
        assert str(found[0].place) == place, found[0]
    said = f"{found[0].message} ({found[0].help})"
    for word in words:
        assert word in said
