"""Edition → Program: names resolved, needless nesting gone, ordered in strata."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given

from attendance_rules.checks.drafts.conditions import DEEPEST_DEFINITION
from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.lower import ALWAYS, join_all, join_any, lower
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Condition,
    Holds,
    Not,
    OneOf,
    Program,
    Reaches,
    Ref,
    leaves,
)
from tests.edition.small import write
from tests.program.making import lowered
from tests.support.effort import examples
from tests.support.policies import Documents, policies
from tests.support.policies import write as write_documents

T = TypeVar("T")

WHEN = "when: {engagement: lacking}"
LOW = Reaches("rate", 500)
HIGH = Any((All((Reaches("rate", 1050), Not(Reaches("rate", 10_000)))), Holds("worried")))
A, B, C = Holds("a"), Holds("b"), Holds("c")
NEVER = Not(ALWAYS)


def first(when: str) -> Condition:
    """The own condition of an obligation that is written so."""
    program = lowered(low__first=(WHEN, f"when: {when}"))
    condition = program.rule("low/first#one").condition
    gate, *own = condition.of if isinstance(condition, All) else (condition,)
    assert gate == Ref("tier:low")
    return own[0] if len(own) == 1 else All(tuple(own))


@pytest.mark.parametrize(
    ("when", "condition"),
    [
        ("{worried: yes}", Holds("worried")),
        ("{worried: true}", Holds("worried")),
        ("{worried: no}", Not(Holds("worried"))),
        ("{in_need: yes}", Ref("in_need")),
        ("{in_need: false}", Not(Ref("in_need"))),
        ("{engagement: no}", OneOf("engagement", ("no",))),
        ("{engagement: {one_of: [no, lacking]}}", OneOf("engagement", ("no", "lacking"))),
        ("{absent: {at_least: 3}}", AtLeast("absent", 3)),
        ("{absent: {more_than: 3}}", AtLeast("absent", 4)),
        ("{absent: {less_than: 3}}", Not(AtLeast("absent", 3))),
        ("{absent: {at_most: 3}}", Not(AtLeast("absent", 4))),
        ("{absent: 3}", All((AtLeast("absent", 3), Not(AtLeast("absent", 4))))),
        ("{absent: 010}", All((AtLeast("absent", 10), Not(AtLeast("absent", 11))))),
        ("{rate: {at_least: 8.25%}}", Reaches("rate", 825)),
        ("{rate: {more_than: 8%}}", Reaches("rate", 800, strictly=True)),
        ("{rate: {less_than: 8%}}", Not(Reaches("rate", 800))),
        ("{rate: {at_most: 8%}}", Not(Reaches("rate", 800, strictly=True))),
        ("{rate: {at_least: high_from}}", Reaches("rate", 1050)),
        ("{not: {not: {worried: yes}}}", Holds("worried")),
        ("{not: {worried: no}}", Holds("worried")),
        ("{all: [{worried: yes}, {all: [{worried: yes}]}]}", Holds("worried")),
        ("{any: [{worried: yes}]}", Holds("worried")),
        ("{any: [{worried: yes}, always]}", ALWAYS),
        ("{any: [{any: [{worried: yes}, {in_need: yes}]}, {in_trust: yes}]}",
         Any((Holds("worried"), Ref("in_need"), Holds("in_trust")))),
        ("always", ALWAYS),
        ("{not: always}", NEVER),
    ],
)  # fmt: skip
def test_conditions(when: str, condition: Condition) -> None:
    assert first(when) == condition


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ([], ALWAYS),
        ([A], A),
        ([A, A], A),
        ([A, ALWAYS], A),
        ([All((A, B)), C, B], All((A, B, C))),
        ([Any((A, B)), C], All((Any((A, B)), C))),
        ([NEVER, A], All((NEVER, A))),
    ],
)
def test_joining_all(parts: list[Condition], joined: Condition) -> None:
    assert join_all(parts) == joined


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        ([], Any(())),
        ([A], A),
        ([A, A], A),
        ([A, ALWAYS], ALWAYS),
        ([Any((A, B)), C, B], Any((A, B, C))),
        ([All((A, B)), C], Any((All((A, B)), C))),
        ([NEVER, A], Any((NEVER, A))),
    ],
)
def test_joining_any(parts: list[Condition], joined: Condition) -> None:
    assert join_any(parts) == joined


def test_a_tier_is_entered_by_itself_or_from_above() -> None:
    program = lowered()
    assert program.tiers == ("tier:low", "tier:high")
    assert program.rule("tier:high").condition == HIGH
    low = program.rule("tier:low").condition
    assert isinstance(low, Any)
    assert LOW in low.of
    assert Holds("worried") in low.of


def test_a_tier_that_is_open_to_all_is_no_gate() -> None:
    program = lowered(tiers=("when: {rate: {at_least: low_from}}", "when: always"))
    assert program.rule("tier:low").condition == ALWAYS
    assert program.rule("low/first#one").condition == OneOf("engagement", ("lacking",))


def test_an_open_tier_opens_those_that_it_continues() -> None:
    program = lowered(tiers=("- not: {worried: no}", "- always"))
    assert program.rule("tier:low").condition == ALWAYS
    assert program.rule("high/third").condition == ALWAYS


def test_a_standing_obligation_has_no_gate() -> None:
    assert lowered().rule("low/other").condition == Holds("in_trust")


def test_an_obligation_with_a_part_that_is_always_due() -> None:
    program = lowered()
    assert program.rule("low/first").condition == program.rule("low/first#one").condition
    other = program.rule("low/first#other-one").condition
    assert other == All((Ref("tier:low"), OneOf("engagement", ("lacking",)), Ref("in_need")))


def test_an_obligation_is_due_when_any_part_is() -> None:
    program = lowered(low__first=("    title: One\n", "    title: One\n    when: {worried: yes}\n"))
    condition = program.rule("low/first").condition
    assert isinstance(condition, All)
    assert condition.of[-1] == Any((Holds("worried"), Ref("in_need")))


def test_rules_stand_above_what_they_refer_to() -> None:
    program = lowered()
    strata = {rule.name: rule.stratum for rule in program.rules}
    assert strata["in_need"] == 0
    assert strata["in_great_need"] == 1
    assert strata["low/first"] == 1
    assert_in_strata(program)


def assert_in_strata(program: Program) -> None:
    seen: dict[str, int] = {}
    for rule in program.rules:
        refs = [leaf.rule for leaf in leaves(rule.condition) if isinstance(leaf, Ref)]
        assert all(one in seen for one in refs)
        assert rule.stratum == 1 + max((seen[one] for one in refs), default=-1)
        assert not seen or rule.stratum >= max(seen.values())
        seen[rule.name] = rule.stratum


@examples(25)
@given(documents=policies())
def test_random_policies_stand_in_strata(documents: Documents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edition = load_edition(write_documents(documents, Path(folder)))
    program = lower(edition, {name: one.value for name, one in edition.parameters.items()})
    assert_in_strata(program)
    names = [rule.name for rule in program.rules]
    assert len(set(names)) == len(names)


def backwards(entries: Mapping[str, T]) -> dict[str, T]:
    return dict(reversed(list(entries.items())))


def test_the_order_of_names_does_not_matter(edition: Edition) -> None:
    parameters = {name: one.value for name, one in edition.parameters.items()}
    turned = Edition(
        edition.id,
        edition.digest,
        edition.about,
        backwards(edition.parameters),
        edition.facts,
        backwards(edition.definitions),
        backwards(edition.tiers),
        edition.obligations,
    )
    one, other = lower(edition, parameters), lower(turned, parameters)
    assert {rule.name: rule for rule in one.rules} == {rule.name: rule for rule in other.rules}
    assert one.tiers == other.tiers


def test_definitions_that_double_are_lowered(tmp_path: Path) -> None:
    """As deep as definitions may rest on one another, each referring twice to the one before."""
    definition = "{{type: condition, title: t, yes: y, no: n, unknown: u, when: {}}}"
    lines = [f"d_0: {definition.format('{worried: yes, in_trust: yes}')}"]
    for n in range(1, DEEPEST_DEFINITION):
        twice = f"{{any: [{{d_{n - 1}: yes, in_trust: no}}, {{not: {{d_{n - 1}: yes}}}}]}}"
        lines.append(f"d_{n}: {definition.format(twice)}")
    folder = write(tmp_path)
    with (folder / "definitions.yaml").open("a") as file:
        file.write("\n".join(lines))
    edition = load_edition(folder)
    program = lower(edition, {name: one.value for name, one in edition.parameters.items()})
    last = f"d_{DEEPEST_DEFINITION - 1}"
    assert program.rule(last).stratum == DEEPEST_DEFINITION - 1
    unknown = (None,) * len(program.facts)
    assert set(Ways(program, last).missing(unknown)) <= {"worried", "in_trust"}
