"""Decisions through the public interface: what is required, why, and what is missing."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from attendance_rules import (
    Decision,
    FactsError,
    ParameterError,
    Policy,
    UnknownNameError,
    load_policy,
)

LACKING: dict[str, Any] = {
    "sessions_possible": 120,
    "sessions_absent": 31,
    "engagement": "lacking",
}


def action(decision: Decision, obligation: str) -> Any:
    (found,) = [one for one in decision.actions if one.obligation == obligation]
    return found


def test_a_persistently_absent_pupil_whose_parents_do_not_engage(policy: Policy) -> None:
    decision = policy.decide(LACKING)
    assert decision.tier == "persistent"
    conversation = action(decision, "persistent/school-formal-conversations")
    assert conversation.status == "required"
    assert conversation.party == "school"
    assert [reason.to_dict() for reason in conversation.because] == [
        {
            "fact": "absence_rate",
            "value": "25.83%",
            "shown": "31 of 120 sessions were missed (25.83%, at or above 10%)",
            "given": ["sessions_absent", "sessions_possible"],
        },
        {
            "fact": "engagement",
            "value": "lacking",
            "shown": "parents are not engaging",
            "given": ["engagement"],
        },
    ]


def test_required_and_undetermined_can_be_asked_by_party(policy: Policy) -> None:
    decision = policy.decide(LACKING)
    assert {one.party for one in decision.required("school")} == {"school"}
    assert {one.party for one in decision.undetermined("local_authority")} == {"local_authority"}
    assert len(decision.actions) == len(decision.required()) + len(decision.undetermined())


def test_nothing_known_leaves_nothing_but_standing_obligations_required(policy: Policy) -> None:
    decision = policy.decide({})
    assert decision.tier is None
    assert all(one.standing for one in decision.required())
    assert len(decision.required()) == 16
    assert "not_required" not in decision.statuses.values()
    assert action(decision, "persistent/school-formal-conversations").missing == (
        "sessions_possible",
        "sessions_absent",
        "engagement",
    )


def test_defaults_that_were_taken_are_named(policy: Policy) -> None:
    assert policy.decide({}).assumed == ("identified_at_risk",)
    assert policy.decide({"identified_at_risk": False}).assumed == ()


@pytest.mark.parametrize(
    ("possible", "absent", "tier"),
    [
        (120, 5, "all_pupils"),
        (120, 6, "at_risk"),
        (120, 11, "at_risk"),
        (120, 12, "persistent"),
        (120, 59, "persistent"),
        (120, 60, "severe"),
        (10_000, 999, "at_risk"),
        (10_000, 1_000, "persistent"),
        (10**9, 10**8 - 1, "at_risk"),
        (10**9, 10**8, "persistent"),
        (1, 0, "all_pupils"),
        (1, 1, "severe"),
    ],
)
def test_thresholds_are_exact(policy: Policy, possible: int, absent: int, tier: str) -> None:
    facts = {"sessions_possible": possible, "sessions_absent": absent}
    assert policy.decide(facts).tier == tier


def test_a_shown_rate_does_not_contradict_its_threshold(policy: Policy) -> None:
    facts = {"sessions_possible": 10_000, "sessions_absent": 999, "out_of_school_barriers": True}
    because = action(policy.decide(facts), "at-risk/school-signpost-services").because
    assert because[0].shown == "999 of 10000 sessions were missed (9.99%, at or above 5%)"


def test_no_possible_session_cannot_be_classified(policy: Policy) -> None:
    decision = policy.decide({"sessions_possible": 0, "sessions_absent": 0})
    assert decision.tier is None
    assert decision.unclassifiable == "no session was possible, so there is no absence rate"
    support = action(decision, "persistent/school-targeted-support")
    assert support.status == "undetermined"
    assert support.missing == ()
    assert support.unclassifiable == decision.unclassifiable


def test_a_pupil_identified_by_the_school_is_at_risk_and_has_not_yet_poor_attendance(
    policy: Policy,
) -> None:
    decision = policy.decide(
        {
            "sessions_possible": 120,
            "sessions_absent": 2,
            "identified_at_risk": True,
            "medical_condition": True,
        }
    )
    assert decision.tier == "at_risk"
    assert decision.statuses["at-risk/school-understand-reasons"] == "required"
    assert decision.statuses["medical-send/school-same-ambition"] == "not_required"


def test_a_severely_absent_pupil_keeps_the_support_of_every_tier_below(policy: Policy) -> None:
    facts = {"sessions_possible": 100, "sessions_absent": 50}
    required = {one.obligation for one in policy.decide(facts).required()}
    assert "at-risk/school-understand-reasons" in required
    assert "persistent/school-targeted-support" in required
    assert "severe/school-joint-approach" in required


def test_a_part_that_cannot_matter_is_not_asked_for(policy: Policy) -> None:
    """Whether a plan's provision is reached hangs on the plan, not on a medical condition."""
    facts = {"sessions_possible": 100, "sessions_absent": 8}
    parts = {
        part.part: part
        for part in action(
            policy.decide(facts), "medical-send/school-support-and-adjustments"
        ).parts
    }
    (plan,) = [part for part in parts.values() if "send" in part.missing and len(part.missing) == 1]
    assert plan.missing == ("send",)


def test_thresholds_can_be_set(policy: Policy) -> None:
    eight = load_policy(parameters={"at_risk_from": "8%"})
    facts = {"sessions_possible": 100, "sessions_absent": 7}
    assert policy.decide(facts).tier == "at_risk"
    assert eight.decide(facts).tier == "all_pupils"
    assert eight.identity.parameters == (("at_risk_from", "8%"),)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"at_risk_fro": "8%"},
            "there is no parameter `at_risk_fro`, did you mean `at_risk_from`?",
        ),
        ({"at_risk_from": "8"}, "`at_risk_from` must be a share of 0% to 100%"),
        ({"at_risk_from": "8.125%"}, "`at_risk_from` must be a share of 0% to 100%"),
        ({"at_risk_from": "20%"}, "`persistent_from` must not be below `at_risk_from`"),
    ],
)
def test_a_threshold_that_cannot_be_set(given: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError) as caught:
        load_policy(parameters=given)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"sessions_absent": -1}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"sessions_absent": 1.5}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"sessions_absent": True}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"sessions_absent": "7"}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"sessions_absent": float("inf")}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"sessions_absent": 10**10}, "`sessions_absent` must be a whole number, 0 or more"),
        ({"social_worker": 1}, "`social_worker` must be yes or no"),
        ({"social_worker": "maybe"}, "`social_worker` must be yes or no"),
        ({"engagement": "Lacking"}, "`engagement` must be one of `engaged`, `lacking`"),
        ({"engagement": ["lacking"]}, "`engagement` must be one of `engaged`, `lacking`"),
        ({"engagment": "lacking"}, "there is no fact `engagment`, did you mean `engagement`?"),
        ({7: "lacking"}, "a fact's name must be text"),
        (
            {"sessions_possible": 10, "sessions_absent": 11},
            "`sessions_absent` is more than `sessions_possible`",
        ),
    ],
)
def test_facts_that_cannot_be_used(policy: Policy, facts: dict[str, Any], problem: str) -> None:
    with pytest.raises(FactsError) as caught:
        policy.decide(facts)
    assert caught.value.problems == (problem,)


def test_everything_wrong_with_facts_is_said_at_once_and_no_value_is_repeated(
    policy: Policy,
) -> None:
    with pytest.raises(FactsError) as caught:
        policy.decide({"engagement": "SECRET", "social_worker": "SECRET", "sessions_absent": -77})
    assert len(caught.value.problems) == 3
    assert "SECRET" not in str(caught.value)
    assert "77" not in str(caught.value)


def test_decisions_can_be_compared_copied_and_pickled(policy: Policy) -> None:
    decision = policy.decide(LACKING | {"pupil_id": "P0001"})
    assert decision == policy.decide(LACKING | {"pupil_id": "P0001"})
    assert decision != policy.decide(LACKING | {"pupil_id": "P0002"})
    assert decision != policy.decide(LACKING | {"pupil_id": "P0001", "social_worker": True})
    for twin in (pickle.loads(pickle.dumps(decision)), copy.deepcopy(decision)):
        assert twin == decision
        assert hash(twin) == hash(decision)
        assert twin.to_dict() == decision.to_dict()


def test_a_policy_can_be_pickled() -> None:
    eight = load_policy(parameters={"at_risk_from": "8%"})
    twin = pickle.loads(pickle.dumps(eight))
    assert twin.decide(LACKING) == eight.decide(LACKING)
    assert twin.identity.parameters == (("at_risk_from", "8%"),)


def test_nothing_about_a_pupil_shows_in_a_repr(policy: Policy) -> None:
    decision = policy.decide(LACKING | {"pupil_id": "SECRET"})
    shown = repr(decision) + repr(decision.actions) + repr([a.because for a in decision.actions])
    for secret in ("SECRET", "lacking", "31", "25.83", "required"):
        assert secret not in shown


def test_decide_many_decides_one_at_a_time(policy: Policy) -> None:
    rows = iter([LACKING, {"sessions_absent": -1}, LACKING])
    decisions = policy.decide_many(rows)
    assert next(decisions) == policy.decide(LACKING)
    with pytest.raises(FactsError):
        next(decisions)


def test_identifiers_are_passed_on(policy: Policy) -> None:
    decision = policy.decide({"pupil_id": "007", "school_id": "S1"})
    assert (decision.pupil_id, decision.school_id) == ("007", "S1")
    assert decision.to_dict()["pupil_id"] == "007"


@pytest.mark.parametrize("facts", [None, [], "sessions_absent", 7])
def test_facts_must_be_a_mapping(policy: Policy, facts: Any) -> None:
    with pytest.raises(FactsError) as caught:
        policy.decide(facts)
    assert "a mapping" in str(caught.value)


def test_decide_many_says_which_row_is_wrong(policy: Policy) -> None:
    with pytest.raises(FactsError) as caught:
        list(policy.decide_many([LACKING, {"sessions_absent": -1}]))
    assert caught.value.problems == ("row 2: `sessions_absent` must be a whole number, 0 or more",)


def test_a_misspelt_party_is_not_a_party_that_owes_nothing(policy: Policy) -> None:
    with pytest.raises(UnknownNameError) as caught:
        policy.decide(LACKING).required("schol")
    assert str(caught.value) == "there is no party `schol`; did you mean `school`?"


def test_checked_facts_do_not_show_themselves(policy: Policy) -> None:
    assert repr(policy.read(LACKING)) == "<CheckedFacts>"
