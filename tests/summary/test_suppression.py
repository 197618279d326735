"""What is withheld of a summary cannot be worked out from what is shown."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement, product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attendance_rules import Policy, load_policy
from attendance_rules.caseload import read_caseload
from attendance_rules.errors import PolicyError
from attendance_rules.summary.disclosure.suppression import Figures, suppress
from attendance_rules.summary.tally import Event, Tally
from tests.summary.attack import School
from tests.summary.making import attack, random_schools, size, table, tally_of
from tests.support.effort import examples
from tests.support.policies import Documents, domains, policies, write

EXAMPLE = Path(__file__).parents[2] / "examples" / "caseload.csv"
SHARES = (0, 3, 5, 7, 10, 30, 50, 100)
DOMAINS = {
    "sessions_possible": (0, 100),
    "sessions_absent": SHARES,
    "sessions_unexplained": (0, 1),
    "identified_at_risk": (True, False),
    "engagement": ("engaged", "lacking"),
    "send": ("none", "ehcp"),
    "social_worker": (True, False),
    "looked_after": ("no", "current", "previous"),
    "issue_persists": (True, False),
    "early_help_appropriate": (True, False),
}
"""Of each fact of the package's rules as many values as tests tell apart."""


def load(documents: Documents) -> Policy:
    with TemporaryDirectory() as folder:
        try:
            return load_policy(write(documents, Path(folder)))
        except PolicyError:
            assume(False)
            raise


def is_open(event: Event) -> bool:
    """Whether an event is that something is not known."""
    return event.status == "undetermined" or event == Event("tier", None)


def scopes(tally: Tally, figures: Figures) -> list[tuple[list[int], frozenset[int]]]:
    """The counts of each scope, and those that are shown."""
    schools = [(tally.schools[name], shown) for name, shown in figures.schools.items()]
    return [*schools, (tally.all_schools(), figures.all)]


def naive(tally: Tally, threshold: int, by_school: bool) -> Figures:
    """Primary suppression alone."""

    def shown(counts: list[int]) -> frozenset[int]:
        return frozenset(number for number, count in enumerate(counts) if count >= threshold)

    schools = {name: shown(counts) for name, counts in tally.schools.items()}
    return Figures(shown(tally.all_schools()), schools if by_school else {})


@examples(40)
@given(
    documents=policies(most=4),
    seed=st.integers(0, 2**32),
    threshold=st.sampled_from((2, 3, 5)),
    by_school=st.booleans(),
    has_body=st.booleans(),
)
def test_a_reader_is_left_with_the_range_that_was_promised(
    documents: Documents, seed: int, threshold: int, by_school: bool, has_body: bool
) -> None:
    if has_body:
        documents["vocabulary.yaml"]["flag_0"]["about"] = "school"
    policy, random = load(documents), Random(seed)
    values = domains(policy.edition, {})
    if "whole" in values:
        values |= {"whole": [0, *range(1, 14), 10_000]}
        values["part"] = sorted({*values["part"], *range(14)}, key=str)
    assume(size(values) < 8_000)
    sizes = random.choices((1, 3, 7, 20, 60), k=random.randint(1, 3))
    schools = random_schools(policy, random, list(values), sizes)
    attacked = attack(policy, schools, values, threshold, by_school=by_school)
    assert attacked.findings() == []
    for counts, shown in scopes(attacked.tally, attacked.figures):
        for number in shown:
            none_open = is_open(attacked.tally.events[number]) and counts[number] == 0
            assert counts[number] >= threshold or (none_open and counts[0] >= threshold)


@examples(15)
@given(
    seed=st.integers(0, 2**32),
    facts=st.lists(st.sampled_from(list(DOMAINS)[2:]), max_size=4, unique=True),
    threshold=st.sampled_from((2, 5)),
    by_school=st.booleans(),
)
def test_so_it_is_with_the_rules_of_the_package(
    policy: Policy, seed: int, facts: list[str], threshold: int, by_school: bool
) -> None:
    random = Random(seed)
    values = {name: DOMAINS[name] for name in (*list(DOMAINS)[:2], *facts)}
    sizes = random.choices((4, 12, 40, 150), k=random.randint(1, 3))
    schools = {}
    for school, drawn in random_schools(policy, random, list(values), sizes).items():
        shares = random.choices(SHARES, weights=(60, 20, 8, 5, 4, 3, 1, 1), k=len(drawn))
        absent = pl.Series(shares, dtype=pl.Int64)
        schools[school] = drawn.with_columns(
            sessions_possible=pl.lit(100, pl.Int64), sessions_absent=absent
        ).with_columns(pl.min_horizontal("sessions_unexplained", "sessions_absent", 1))
    attacked = attack(policy, schools, values, threshold, by_school=by_school)
    assert attacked.findings() == []


def test_primary_suppression_alone_would_not_do(policy: Policy) -> None:
    """So the tests above can fail: what is small follows from what is shown beside it."""
    absences = [60] * 3 + [20] * 30 + [7] * 40 + [0] * 127
    facts = table(policy, [{"sessions_possible": 100, "sessions_absent": n} for n in absences])
    schools: dict[School, pl.DataFrame] = {"A": facts, "B": facts}
    values = {"sessions_possible": (0, 100), "sessions_absent": SHARES}
    tally = tally_of(policy, schools)
    for by_school in (False, True):
        shown = naive(tally, 7, by_school)
        assert attack(policy, schools, values, 7, by_school=by_school, figures=shown).findings()


@pytest.mark.parametrize("only_absence", [False, True])
def test_the_rules_give_nothing_away(policy: Policy, only_absence: bool) -> None:
    """Where nothing but absence is known, a local authority's persistent duties are required of
    exactly the persistently and the severely absent, and more follows from less."""
    absences = [60] * 3 + [20] * 30 + [7] * 40 + [0] * 127
    rows: list[dict[str, object]] = [
        {"sessions_possible": 100, "sessions_absent": n} for n in absences
    ]
    if not only_absence:
        rows[-1] |= {
            "engagement": "lacking",
            "safeguarding_concern": True,
            "medical_condition": True,
        }
    tally = tally_of(policy, {None: table(policy, rows)})
    figures = suppress(policy, tally, 5, by_school=False)
    seen = {tally.events[number]: tally.all_schools()[number] for number in figures.all}
    assert seen[Event("pupils")] == 200
    assert seen[Event("tier", "at_risk")] == 40
    assert seen[Event("tier_or_above", "persistent")] == 33
    assert seen[Event("tier", None)] == 0
    for hidden in (
        Event("tier", "severe"),
        Event("tier", "persistent"),
        Event("obligation", "severe/school-joint-approach", "required"),
    ):
        assert hidden not in seen


def test_a_difference_of_two_large_counts_is_no_small_one(policy: Policy) -> None:
    """Beside the pupils at risk a school has something to do for those with a social worker: how
    many these are must not follow from for how many it has anything to do."""
    rows: list[dict[str, object]] = [
        {"sessions_possible": 100, "sessions_absent": 7, "social_worker": False}
    ] * 50
    rows += [{"sessions_possible": 100, "sessions_absent": 0, "social_worker": False}] * 100
    rows.append(
        {
            "sessions_possible": 100,
            "sessions_absent": 1,
            "sessions_unexplained": 1,
            "social_worker": True,
        }
    )
    tally = tally_of(policy, {None: table(policy, rows)})
    figures = suppress(policy, tally, 5, by_school=False)
    shown = {tally.events[number] for number in figures.all}
    at_risk = Event("obligation", "at-risk/school-understand-reasons", "required")
    assert len({Event("party", "school", "required"), at_risk} & shown) < 2


def test_of_a_school_alone_with_a_small_count_another_is_withheld_too(policy: Policy) -> None:
    """Or else it would be all of them less the others."""
    schools: dict[School, pl.DataFrame] = {
        school: table(
            policy,
            [
                {"sessions_possible": 100, "sessions_absent": n}
                for n in [60] * severe + [20] * 30 + [7] * 40 + [0] * 50
            ],
        )
        for school, severe in (("A", 2), ("B", 20), ("C", 30))
    }
    tally = tally_of(policy, schools)
    figures = suppress(policy, tally, 5, by_school=True)
    severe = tally.events.index(Event("tier", "severe"))
    assert severe in figures.all
    assert Counter(severe in figures.schools[name] for name in "ABC") == {False: 2, True: 1}
    assert severe not in figures.schools["A"]


def test_the_attack_finds_what_going_through_all_pupils_finds(policy: Policy) -> None:
    """On schools so small that all pupils whom they could have can be listed."""
    values = {"sessions_possible": (0, 100), "sessions_absent": SHARES}
    schools: dict[School, pl.DataFrame] = {
        "A": table(
            policy, [{"sessions_possible": 100, "sessions_absent": n} for n in (60, 7, 7, 0)]
        ),
        "B": table(policy, [{"sessions_possible": 100, "sessions_absent": n} for n in (60, 60, 7)]),
    }
    attacked = attack(policy, schools, values, 2, by_school=True)
    tally, figures = attacked.tally, attacked.figures
    seen = [
        (sum(a, start=np.zeros_like(a[0])), sum(b, start=np.zeros_like(b[0])))
        for a, b in product(
            combinations_with_replacement(attacked.kinds["A"], 4),
            combinations_with_replacement(attacked.kinds["B"], 3),
        )
    ]
    possible = [
        (a, b)
        for a, b in seen
        if all(a[n] == tally.schools["A"][n] for n in figures.schools["A"])
        and all(b[n] == tally.schools["B"][n] for n in figures.schools["B"])
        and all(a[n] + b[n] == tally.all_schools()[n] for n in figures.all)
    ]
    assert 1 < len(possible) < len(seen)
    for number in range(len(tally.events)):
        quantity = np.eye(len(tally.events), dtype=np.int64)[number]
        in_a, in_all = (
            [a[number] for a, _ in possible],
            [a[number] + b[number] for a, b in possible],
        )
        assert attacked.bounds(["A"], quantity) == (min(in_a), max(in_a))
        assert attacked.bounds(["A", "B"], quantity) == (min(in_all), max(in_all))


def test_most_of_what_is_large_is_shown(policy: Policy) -> None:
    """Or else nothing would be the safest to show."""
    caseload = read_caseload(EXAMPLE, policy.edition)
    rows = [
        {
            fact.name: None if fact.name in row.facts.assumed else value
            for fact, value in zip(policy.program.facts, row.facts.values, strict=True)
        }
        for row in caseload.rows
    ]
    school = tally_of(policy, {None: table(policy, rows)})
    counts, shown = school.all_schools(), suppress(policy, school, 5, by_school=False).all
    withheld = [event for n, event in enumerate(school.events) if counts[n] >= 5 and n not in shown]
    # Of 477 pupils for whom the school has to do something, 476 are at risk.
    standing = {name for name, own in policy.edition.obligations.items() if own.standing}
    assert {e for e in withheld if e.name not in standing} == {Event("party", "school", "required")}

    schools: dict[School, pl.DataFrame] = {
        f"S{n}": table(policy, rows[n * 250 : (n + 1) * 250]) for n in range(4)
    }
    tally = tally_of(policy, schools)
    own = [n for n, event in enumerate(tally.events) if event.name not in standing]
    shares = [
        sum(counts[n] >= 5 and n in shown for n in own) / sum(counts[n] >= 5 for n in own)
        for counts, shown in scopes(tally, suppress(policy, tally, 5, by_school=True))
    ]
    assert shares[-1] > 0.9  # of all schools together
    assert min(shares) > 0.5  # of the school of which least is shown: 53 %, measured


def test_the_order_and_the_batches_of_pupils_do_not_matter(policy: Policy) -> None:
    random = Random(7)
    schools = random_schools(policy, random, list(policy.edition.facts), (30, 40, 50))
    facts = pl.concat(
        [own.with_columns(school=pl.lit(name, pl.String)) for name, own in schools.items()]
    )
    answers = policy.decide_frame(facts.drop("school").with_columns(pupil_id=pl.lit("")))
    found = []
    for size_of_batch in (200, 17):
        tally = Tally(policy, withhold=True)
        order = random.sample(range(120), 120) if size_of_batch == 17 else list(range(120))
        for start in range(0, 120, size_of_batch):
            rows = order[start : start + size_of_batch]
            own = facts[rows]
            tally.add(own["school"], answers[rows], own.drop("school"))
        found.append(suppress(policy, tally, 5, by_school=True))
    assert found[0] == found[1]


def test_edges(policy: Policy) -> None:
    pupil = {"sessions_possible": 100, "sessions_absent": 7}
    schools: dict[School, pl.DataFrame] = {
        "A": table(policy, [pupil] * 4),
        "B": table(policy, [pupil] * 30),
    }
    tally = tally_of(policy, schools)
    every = frozenset(range(len(tally.events)))
    assert suppress(policy, tally, 0, by_school=True) == Figures(every, {"A": every, "B": every})
    few = suppress(policy, tally, 5, by_school=True)
    assert few.schools["A"] == frozenset()
    # That all are at risk tells of each of them.
    at_risk = tally.events.index(Event("tier", "at_risk"))
    assert at_risk not in few.schools["B"] | few.all
    alone = suppress(policy, tally_of(policy, {"B": schools["B"]}), 5, by_school=True)
    assert alone.schools == {"B": alone.all}
    assert suppress(policy, tally, 5, by_school=False).schools == {}
