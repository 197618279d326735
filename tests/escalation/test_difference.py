"""What changes between tiers, and that decisions for pupils of those tiers agree."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.edition.edition import Edition
from attendance_rules.errors import UnknownNameError
from attendance_rules.escalation import between, build, obligations_of
from attendance_rules.escalation.graph import Graph
from attendance_rules.policy import Policy
from tests.support.effort import examples
from tests.support.policies import random_facts

LADDER = ("all_pupils", "at_risk", "persistent", "severe")
ABSENT = {"all_pupils": (0, 4), "at_risk": (5, 9), "persistent": (10, 49), "severe": (50, 100)}


@pytest.fixture(scope="module")
def graph(edition: Edition) -> Graph:
    return build(edition)


def test_what_persistence_adds(graph: Graph) -> None:
    change = between(graph, "at_risk", "persistent")
    assert change.gained["local_authority"] == (
        "persistent/local-authority-formal-support",
        "persistent/local-authority-joint-safeguarding",
        "persistent/local-authority-legal-intervention",
    )
    assert [(one.tier, one.thresholds) for one in change.ways_in] == [
        ("persistent", {"persistent_from": 1000})
    ]
    assert "all-pupils/school-registers" in change.kept["school"]
    assert list(change.gained) == ["school", "local_authority"]


def test_what_is_owed_at_all_times_does_not_begin_with_a_tier(graph: Graph) -> None:
    change = between(graph, "all_pupils", "at_risk")
    assert "at-risk/school-identify-pupils" in change.kept["school"]
    assert "at-risk/school-identify-pupils" not in change.gained["school"]


def test_a_pupil_identified_as_at_risk_may_not_have_reached_its_threshold(graph: Graph) -> None:
    assert len(between(graph, "at_risk", "persistent").may_begin["school"]) == 3
    assert between(graph, "persistent", "severe").may_begin == {}


def test_several_tiers_are_crossed_in_order(graph: Graph) -> None:
    change = between(graph, "all_pupils", "severe")
    assert [one.tier for one in change.ways_in] == ["at_risk", "persistent", "severe"]
    assert json.loads(json.dumps(change.to_dict()))["higher"] == "severe"
    same = between(graph, "persistent", "persistent")
    assert (same.ways_in, same.gained) == ((), {})


def test_the_higher_tier_continues_the_lower(graph: Graph) -> None:
    with pytest.raises(ValueError, match="the tier `at_risk` does not continue `severe`"):
        between(graph, "severe", "at_risk")
    with pytest.raises(UnknownNameError, match="there is no tier `x`"):
        between(graph, "x", "severe")


def pupil(policy: Policy, facts: dict[str, object], tier: str, percent: int) -> dict[str, str]:
    counts = {"sessions_possible": 100, "sessions_absent": percent}
    decision = policy.decide(facts | counts)
    assert decision.tier == tier
    return dict(decision.statuses)


@examples(60)
@given(data=st.data(), seed=st.integers(0, 10**6), identified=st.booleans())
def test_decisions_change_as_the_tiers_do(
    policy: Policy, data: st.DataObject, seed: int, identified: bool
) -> None:
    graph = policy.escalation
    lower, higher = sorted(
        data.draw(st.lists(st.sampled_from(LADDER), min_size=2, max_size=2, unique=True)),
        key=LADDER.index,
    )
    facts = {
        name: value
        for name, value in random_facts(policy.edition, Random(seed)).items()
        if not name.startswith("sessions_")
    }
    least, most = ABSENT[lower]
    facts["identified_at_risk"] = identified and lower != "all_pupils"
    if facts["identified_at_risk"] and lower == "at_risk":
        least = 0
    before = pupil(policy, facts, lower, data.draw(st.integers(least, most)))
    after = pupil(policy, facts, higher, data.draw(st.integers(*ABSENT[higher])))

    change = between(graph, lower, higher)
    gained = {name for names in change.gained.values() for name in names}
    kept = {name for names in change.kept.values() for name in names}
    may_begin = {name for names in change.may_begin.values() for name in names}
    assert gained | kept == set(obligations_of(graph, higher, continued=True))
    assert not gained & kept
    assert may_begin <= kept
    for name, status in before.items():
        assert status == "not_required" or name in kept, name
        if name in kept - may_begin:
            assert after[name] == status, name
        elif name in may_begin:
            assert after[name] == status or status == "not_required", name
        elif name not in gained:
            assert after[name] == "not_required", name
