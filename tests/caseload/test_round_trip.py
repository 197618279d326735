"""A caseload that is written as a school would write it reads back the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.caseload import read_caseload
from attendance_rules.checks.load import load_edition
from attendance_rules.decision.facts import FactReader
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import LARGEST_COUNT
from tests.support.effort import examples

EDITION = load_edition()
SPELLINGS = {
    True: ["yes", "Yes", "TRUE", "y", "1", " yes"],
    False: ["no", "No", "FALSE", "n", "0", "no "],
}


@st.composite
def known(draw: st.DrawFn) -> tuple[dict[str, object], dict[str, str]]:
    """Some of the facts of a pupil, the counts in keeping with one another, and their cells."""
    facts: dict[str, object] = {}
    cells: dict[str, str] = {}
    largest: dict[str, int] = {}
    for name, fact in EDITION.facts.items():
        match fact:
            case CountFact():
                limit = LARGEST_COUNT if fact.within is None else largest[fact.within]
                largest[name] = draw(st.integers(0, limit))
                value: object = largest[name]
                cell = str(value)
            case YesNoFact():
                value = draw(st.booleans())
                cell = draw(st.sampled_from(SPELLINGS[value]))
            case WordFact():
                value = cell = draw(st.sampled_from(list(fact.words)))
        if draw(st.booleans()):
            facts[name] = value
            cells[name] = cell
    return facts, cells


IDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)
NOTES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@examples(200)
@given(
    pupils=st.dictionaries(IDS.filter(bool), st.tuples(known(), NOTES), min_size=1, max_size=4),
    columns=st.permutations(["pupil_id", "note", *EDITION.facts]),
    separator=st.sampled_from([",", ";"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_round_trip(
    tmp_path: Path,
    pupils: dict[str, tuple[tuple[dict[str, object], dict[str, str]], str]],
    columns: list[str],
    separator: str,
    end: str,
    encoding: str,
) -> None:
    path = tmp_path / "caseload.csv"
    with path.open("w", encoding=encoding, newline="") as stream:
        # Python 3.11 quotes a lone carriage return only if it is told to quote everything.
        writer = csv.DictWriter(
            stream, columns, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL
        )
        writer.writeheader()
        for pupil_id, ((_, cells), note) in pupils.items():
            writer.writerow({**cells, "pupil_id": pupil_id, "note": note})
    caseload = read_caseload(path, EDITION, carry=["note"])
    reader = FactReader(EDITION)
    assert [(row.pupil_id, row.facts, row.carried) for row in caseload.rows] == [
        (pupil_id, reader.read(facts), (note.strip(),))
        for pupil_id, ((facts, _), note) in pupils.items()
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_notes_of_several_lines(tmp_path: Path, edition: Edition, end: str) -> None:
    path = tmp_path / "caseload.csv"
    path.write_bytes(f'pupil_id,note{end}P1,"a{end}b"{end}P2,{end}'.encode())
    caseload = read_caseload(path, edition, carry=["note"])
    assert [(row.row, row.carried) for row in caseload.rows] == [(2, (f"a{end}b",)), (3, ("",))]
