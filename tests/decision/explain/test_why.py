"""Why: the facts that are named are enough, and the tree says what they say."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.errors import UnknownNameError
from tests.decision.trying import (
    ANSWERS,
    STATUSES,
    built,
    condition_holds,
    each,
    named,
    statuses,
    with_defaults,
)
from tests.support.effort import examples
from tests.support.oracle import Oracle
from tests.support.policies import Documents, policies, random_facts


def check_why(policy: Policy, facts: dict[str, object]) -> None:
    decision, complete = policy.decide(facts), with_defaults(policy, facts)
    for obligation, part, rule in named(policy):
        why = decision.why(obligation, part)
        assert (why.obligation, why.part) == (obligation, part)
        assert why.status == statuses(decision)[rule]
        json.dumps(why.to_dict(), allow_nan=False)
        leaves = {ground.fact for ground in each(why.ground) if ground.fact is not None}
        assert {ground.answer for ground in each(why.ground)} == {STATUSES[why.status]}
        if why.status == "undetermined":
            assert why.because == ()
            continue
        assert {reason.fact for reason in why.because} == leaves
        assert len(set(why.because)) == len(why.because)
        used = {name for reason in why.because for name in reason.given}
        alone = {name: value for name, value in complete.items() if name in used}
        assert statuses(policy.decide(alone))[rule] == why.status


@examples(60)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_the_facts_named_alone_give_the_same_status_and_are_the_leaves_of_the_tree(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_why(policy, random_facts(policy.edition, random, 0.3))


@examples(60)
@given(seed=st.integers(0, 2**32), unknown=st.sampled_from((0.0, 0.2, 0.6)))
def test_the_same_for_the_real_policy(policy: Policy, seed: int, unknown: float) -> None:
    check_why(policy, random_facts(policy.edition, Random(seed), unknown))


@examples(60)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_every_condition_in_the_tree_is_answered_as_the_oracle_does(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    oracle = Oracle(policy.edition)
    facts = random_facts(policy.edition, random, 0.4)
    complete, decision = with_defaults(policy, facts), policy.decide(facts)
    for obligation, part, _ in named(policy):
        for ground in each(decision.why(obligation, part).ground):
            if ground.condition == "always" or len(ground.grounds) > 1:
                continue
            wanted = condition_holds(policy, oracle, ground.condition, complete)
            assert ground.answer == ANSWERS[wanted], ground.condition
            if ground.answer == "unknown":
                assert ground.text.endswith("is unknown") or ground.text == "no rate"
            elif ground.fact != "rate":
                # What is the case is the case: it is worded like a condition that holds.
                said = ground.text.removesuffix(" (assumed)")
                if ground.fact is None:
                    assert condition_holds(policy, oracle, said, complete) is True
                elif type(ground.value) is int:
                    assert str(ground.value) in said or (ground.value == 0 and "no" in said)
                else:
                    assert condition_holds(policy, oracle, said, complete) is True


def test_a_reason_that_several_tests_give_is_named_once(policy: Policy) -> None:
    documents = chain(1)
    documents["one/obligation-0.yaml"]["when"] = {"number": {"at_least": 3, "at_most": 5}}
    why = built(documents).decide({"number": 4}).why("one/obligation-0")
    assert why.sentence == "Expected because number is 4."


def test_a_default_is_said_to_be_assumed(policy: Policy) -> None:
    facts = {"sessions_possible": 120, "sessions_absent": 2}
    assert policy.decide(facts).why("at-risk/school-understand-reasons").sentence == (
        "Not expected because 2 of 120 sessions were missed (1.66%, below 5%) and the school has "
        "not identified the pupil as at risk (assumed)."
    )
    known = policy.decide(facts | {"identified_at_risk": False})
    assert "assumed" not in known.why("at-risk/school-understand-reasons").sentence


def test_a_rate_just_above_its_threshold_is_not_said_to_be_it() -> None:
    documents = chain(1)
    documents["vocabulary.yaml"] |= {
        "whole": documents["vocabulary.yaml"]["number"],
        "part": documents["vocabulary.yaml"]["number"] | {"within": "whole"},
    }
    rate = {"type": "rate", "title": "rate", "part": "part", "whole": "whole", "unknown": "u"}
    rate |= {"known": "{part} of {whole}", "undefined": "u"}
    documents["definitions.yaml"]["rate"] = rate
    documents["one/obligation-0.yaml"]["when"] = {"rate": {"more_than": "5%"}}
    policy = built(documents)
    above = policy.decide({"whole": 10**6, "part": 50_001}).why("one/obligation-0")
    assert above.sentence == "Expected because 50001 of 1000000 (just above 5%)."
    at = policy.decide({"whole": 100, "part": 5}).why("one/obligation-0")
    assert at.sentence == "Not expected because 5 of 100 (5%, at or below 5%)."


def test_an_obligation_or_part_that_is_not_there(policy: Policy) -> None:
    decision = policy.decide({})
    with pytest.raises(UnknownNameError, match="did you mean"):
        decision.why("severe/school-joint-aproach")
    with pytest.raises(UnknownNameError, match="there is no part `x`"):
        decision.why_not("severe/school-joint-approach", "x")


def chain(depth: int, wide: bool = False) -> Documents:
    """One obligation over definitions that rest on one another, each twice on the one below."""
    vocabulary = {
        "flag": {
            "type": "yes_no",
            "title": "t",
            "question": "q",
            "yes": "",
            "no": "",
            "unknown": "",
        },
        "number": {"type": "count", "title": "t", "question": "q", "known": "", "unknown": ""},
    }
    definitions: Documents = {}
    for n in range(depth):
        below = {f"definition_{n - 1}": "yes"} if n else {"flag": "yes"}
        when = {"all": [below, {"any": [below, {"number": {"at_least": n}}]}]} if wide else below
        definitions[f"definition_{n}"] = {"type": "condition", "title": "t", "when": when}
    source = {"section": "one", "item": 1, "column": "left", "starts": "S", "sha256": "0" * 64}
    about: Documents = {"title": "t", "version": "v", "publisher": "p", "country": "c"}
    about |= {
        "in_force": {"from": "2022-09-01"},
        "source": {"title": "t", "licence": "l", "sha256": "0" * 64},
        "columns": {"left": "Left"},
        "sections": {"one": {"title": "One", "items": {"left": 1}}},
        "parties": {"body": "Body"},
        "counterparts": {},
    }
    return {
        "edition.yaml": about,
        "vocabulary.yaml": vocabulary,
        "definitions.yaml": definitions,
        "parameters.yaml": {},
        "tiers.yaml": {"everyone": {"title": "t", "section": "one", "when": "always"}},
        "one/obligation-0.yaml": {
            "title": "t",
            "party": "body",
            "tier": "everyone",
            "strength": "expected",
            "when": {f"definition_{depth - 1}": "yes"},
            "source": source,
            "meaning": "m",
            "examples": [{"name": "e", "given": {}, "expect": "undetermined"}],
        },
    }


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("flag", [True, False, None])
def test_definitions_that_rest_on_one_another_forty_deep(wide: bool, flag: bool | None) -> None:
    policy = built(chain(40, wide))
    decision = policy.decide({"flag": flag})
    why, why_not = decision.why("one/obligation-0"), decision.why_not("one/obligation-0")
    assert why.status == {True: "required", False: "not_required", None: "undetermined"}[flag]
    assert len(list(each(why.ground))) >= 41
    assert len(json.dumps(why.to_dict())) < 50_000
    json.dumps(why_not.to_dict())
    assert [one.fact for one in decision.questions()] == (["flag"] if flag is None else [])
    assert policy.replay(decision.record()).same
