"""No small count can be worked out from what a summary shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.checks.load import load_edition
from attendance_rules.summary import withholding
from attendance_rules.summary.relations import vectors
from attendance_rules.summary.tally import Event, Tally, indicators
from attendance_rules.summary.withholding import Figures, show
from tests.support.effort import examples
from tests.support.policies import random_facts

POLICY = Policy(load_edition())
PRIME = 2**31 - 1
TYPES = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}


@pytest.fixture(autouse=True)
def found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Relations are found once, which takes most of the time."""
    found = cache(lambda events, known: vectors(POLICY, events, known))
    monkeypatch.setattr(
        withholding, "vectors", lambda _, events, known: found(tuple(events), known)
    )


def anything(pupils: int) -> pl.DataFrame:
    """Every fact is known of somebody."""
    known = pl.repeat(True, pupils, eager=True)
    return pl.DataFrame(dict.fromkeys(POLICY.edition.facts, known))


def decided(random: Random, pupils: int, unknown: Sequence[float]) -> pl.DataFrame:
    rows: list[dict[str, Any]] = []
    for number in range(pupils):
        facts = random_facts(POLICY.edition, random, random.choice(unknown))
        # Most pupils are seldom absent, so that some counts are small and others are not.
        if "sessions_possible" in facts and random.random() < 0.8:
            for name in ("sessions_absent", "sessions_unauthorised", "sessions_unexplained"):
                facts[name] = 0
        rows.append({"pupil_id": str(number), **facts})
    schema = {fact.name: TYPES[fact.kind] for fact in POLICY.program.facts}
    return POLICY.decide_frame(pl.DataFrame(rows, schema={"pupil_id": pl.String, **schema}))


@cache
def patterns(events: tuple[Event, ...]) -> tuple[tuple[int, ...], ...]:
    """For each event, of which of some thousand kinds of pupils it is true."""
    answers = decided(Random(99), 4_000, (0.0, 0.2, 0.5))
    kinds = answers.select(indicators(POLICY.edition, events)).unique(maintain_order=True)
    return tuple(tuple(column.to_list()) for column in kinds.iter_columns())


class Attack:
    """What somebody can work out who knows the rules, and some sums of pupils."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, list[int]]] = []

    def _rest(self, row: Sequence[int]) -> list[int]:
        rest = list(row)
        for place, other in self._rows:
            if times := rest[place]:
                rest = [(a - times * b) % PRIME for a, b in zip(rest, other, strict=True)]
        return rest

    def learn(self, row: Sequence[int]) -> None:
        rest = self._rest(row)
        place = next((place for place, value in enumerate(rest) if value), None)
        if place is not None:
            inverse = pow(rest[place], -1, PRIME)
            self._rows.append((place, [value * inverse % PRIME for value in rest]))

    def knows(self, row: Sequence[int]) -> bool:
        return not any(self._rest(row))


@cache
def coordinates(events: tuple[Event, ...]) -> tuple[tuple[int, ...], ...]:
    """The patterns in as few numbers for each event as tell the same."""
    random = Random(1)
    mixes = [[random.randrange(PRIME) for _ in patterns(events)[0]] for _ in range(60)]
    return tuple(
        tuple(sum(a for a, b in zip(mix, row, strict=True) if b) % PRIME for mix in mixes)
        for row in patterns(events)
    )


def leaks(tally: Tally, figures: Figures, under: int) -> list[str]:
    """The small counts that can be worked out from those that are shown."""
    standing = {name for name, one in POLICY.edition.obligations.items() if one.standing}
    own = [number for number, event in enumerate(tally.events) if event.name not in standing]
    rows = dict(zip(own, coordinates(tuple(tally.events[n] for n in own)), strict=True))
    width, schools = len(next(iter(rows.values()))), list(figures.schools)

    def of_school(number: int, at: int) -> list[int]:
        before = [0] * (width * at)
        return [*before, *rows[number], *[0] * (width * (len(schools) - at - 1))]

    attack = Attack()
    for number in figures.all:
        attack.learn(list(rows[number]) * max(len(schools), 1))
    for at, name in enumerate(schools):
        for number in figures.schools[name]:
            attack.learn(of_school(number, at))
    found = []
    every = tally.all_schools()
    for number in own:
        if every[number] < under and attack.knows(list(rows[number]) * max(len(schools), 1)):
            found.append(f"all: {tally.events[number]}")
        for at, name in enumerate(schools):
            small = tally.schools[name][number] < under
            if small and any(rows[number]) and attack.knows(of_school(number, at)):
                found.append(f"{name}: {tally.events[number]}")
    return found


def random_tally(random: Random) -> Tally:
    tally = Tally(POLICY.edition)
    for number in range(random.randint(1, 4)):
        pupils = random.choice((1, 4, 12, 60, 150))
        unknown = random.choice(((0.0,), (0.0, 0.1), (0.3,)))
        school = pl.repeat(f"S{number}", pupils, dtype=pl.String, eager=True)
        tally.add(school, decided(random, pupils, unknown), anything(pupils))
    return tally


@examples(25)
@given(seed=st.integers(0, 2**32), under=st.sampled_from((2, 5, 10)), by_school=st.booleans())
def test_nothing_leaks(seed: int, under: int, by_school: bool) -> None:
    tally = random_tally(Random(seed))
    figures = show(POLICY, tally, under, by_school)
    scopes = [(tally.all_schools(), figures.all)]
    scopes += [(tally.schools[name], shown) for name, shown in figures.schools.items()]
    for counts, shown in scopes:
        assert all(counts[number] >= under for number in shown)
        tiers = [n for n, event in enumerate(tally.events) if event.about == "tier"]
        hidden = [counts[number] for number in tiers if number not in shown]
        assert not hidden or counts[0] < under or sum(hidden) >= under
    assert leaks(tally, figures, under) == []


def test_the_attack_would_find_what_only_small_counts_hide() -> None:
    """Withholding nothing but small counts gives them away: the test above can fail."""
    tally = random_tally(Random(3))
    naive = Figures(
        frozenset(n for n, count in enumerate(tally.all_schools()) if count >= 5),
        {
            name: frozenset(n for n, count in enumerate(counts) if count >= 5)
            for name, counts in tally.schools.items()
        },
    )
    standing = {name for name, one in POLICY.edition.obligations.items() if one.standing}
    own = {n for n, event in enumerate(tally.events) if event.name not in standing}
    limited = Figures(naive.all & own, {name: one & own for name, one in naive.schools.items()})
    assert leaks(tally, limited, 5) != []


@pytest.mark.parametrize("only_absence", [False, True])
def test_the_rules_give_nothing_away(only_absence: bool) -> None:
    """Every severely absent pupil is owed a joint approach: neither tells of the other."""
    tally = Tally(POLICY.edition)
    absences = [60] * 3 + [20] * 30 + [7] * 40 + [0] * 127
    facts = pl.DataFrame({"sessions_absent": absences}).with_columns(sessions_possible=100)
    answers = POLICY.decide_frame(facts.with_row_index("pupil_id"))
    # Where nothing but absence is known, more follows from it than elsewhere.
    tally.add(None, answers, facts if only_absence else anything(200))
    shown = show(POLICY, tally, 5, by_school=False).all
    seen = {tally.events[number]: tally.all_schools()[number] for number in shown}
    assert seen[Event("pupils")] == 200
    assert seen[Event("tier", "persistent")] == 30
    assert seen[Event("tier", "at_risk")] == 40
    for hidden in (
        Event("tier", "severe"),
        Event("tier", None),
        Event("tier", "all_pupils"),
        Event("obligation", "severe/school-joint-approach", "required"),
        Event("obligation", "persistent/school-targeted-support", "required"),
        *([Event("party", "local_authority", "required")] if only_absence else []),
    ):
        assert hidden not in seen


def test_of_a_school_alone_with_a_small_count_another_is_withheld_too() -> None:
    """Or else it would be all of them less the others."""
    tally = Tally(POLICY.edition)
    for school, severe in (("A", 2), ("B", 20), ("C", 30)):
        absences = [60] * severe + [20] * 30 + [7] * 40 + [0] * 50
        facts = pl.DataFrame({"sessions_absent": absences}).with_columns(sessions_possible=100)
        schools = pl.repeat(school, len(absences), dtype=pl.String, eager=True)
        tally.add(schools, POLICY.decide_frame(facts.with_row_index("pupil_id")), facts)
    figures = show(POLICY, tally, 5, by_school=True)
    severe = tally.events.index(Event("tier", "severe"))
    assert severe in figures.all
    assert [severe in figures.schools[name] for name in "ABC"] == [False, False, True]
