"""What to ask: in any order the answers lead to one end, and nothing is asked in vain."""

from __future__ import annotations

import json
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.decision.explain.questions import Question
from attendance_rules.engines.python import PythonEngine
from tests.decision.trying import (
    Facts,
    built,
    every_value,
    fits,
    named,
    statuses,
    with_defaults,
)
from tests.support.effort import examples
from tests.support.policies import Documents, domains, policies, random_facts

MOST_TRIED = 4_000


def interview(policy: Policy, known: Facts, answers: Facts, random: Random | None) -> Facts:
    """The facts that are known when nothing is left to ask; in the given order without `random`.

    What `answers` does not hold is answered by "don't know".
    """
    known, declined = dict(known), set[str]()
    while True:
        left = [one.fact for one in policy.decide(known).questions() if one.fact not in declined]
        if not left:
            return known
        fact = random.choice(left) if random else left[0]
        assert known.get(fact) is None
        if fact in answers:
            known[fact] = answers[fact]
        else:
            declined.add(fact)


def check_interview(policy: Policy, random: Random) -> None:
    answers = random_facts(policy.edition, random, random.choice((0.0, 0.3)))
    begun = {name: value for name, value in answers.items() if random.random() < 0.3}
    wanted = statuses(policy.decide(answers))
    for order in (None, random, random):
        ended = interview(policy, begun, answers, order)
        assert statuses(policy.decide(ended)) == wanted


@examples(50)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_answers_in_any_order_end_where_all_at_once_do(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_interview(policy, random)


@examples(15)
@given(seed=st.integers(0, 2**32))
def test_the_same_for_the_real_policy(policy: Policy, seed: int) -> None:
    check_interview(policy, Random(seed))


@examples(50)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_a_fact_that_is_not_asked_for_changes_nothing_and_never_will(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_not_asked(policy, random)


@examples(30)
@given(seed=st.integers(0, 2**32))
def test_the_same_for_the_real_policy_too(policy: Policy, seed: int) -> None:
    check_not_asked(policy, Random(seed))


def check_not_asked(policy: Policy, random: Random) -> None:
    known = random_facts(policy.edition, random, random.choice((0.3, 0.6)))
    decision = policy.decide(known)
    asked = {one.fact for one in decision.questions()}
    later = random_facts(policy.edition, random, 0.5)
    more = {**{name: one for name, one in later.items() if name not in decision.assumed}, **known}
    for facts in (known, more):
        if not fits(policy, facts):
            continue
        before = statuses(policy.decide(facts))
        for name in policy.edition.facts:
            if name in asked or name in facts:
                continue
            for value in every_value(policy, name):
                if fits(policy, facts | {name: value}):
                    assert statuses(policy.decide(facts | {name: value})) == before


@examples(50)
@given(documents=policies(share_counts=False, most=3), seed=st.integers(0, 2**32))
def test_a_question_bears_on_exactly_the_obligations_that_its_answer_can_change(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    engine = PythonEngine(policy.program)
    order = [fact.name for fact in policy.program.facts]
    positions = {rule.name: n for n, rule in enumerate(policy.program.rules)}
    facts = random_facts(policy.edition, random, 0.5)
    facts = {name: one for name, one in facts.items() if name not in ("part", "whole")}
    decision, complete = policy.decide(facts), with_defaults(policy, facts)
    can_be = domains(policy.edition, facts)
    unknown = [name for name in order if name not in complete]
    others = {name: [None, *can_be[name]] for name in unknown}
    if prod(map(len, others.values())) > MOST_TRIED:
        return
    bears_on = {one.fact: set(one.bears_on) for one in decision.questions()}
    rules = list(named(policy))
    for fact in (*unknown, *decision.assumed):
        changed = set()
        rest = [name for name in unknown if name != fact]
        for values in product(*(others[name] for name in rest)):
            situation = complete | dict(zip(rest, values, strict=True))
            seen = [
                engine.evaluate(tuple((situation | {fact: value}).get(name) for name in order))
                for value in (complete.get(fact), *can_be[fact])
            ]
            changed |= {
                obligation
                for obligation, _, rule in rules
                if len({one[positions[rule]] for one in seen}) > 1
            }
        assert bears_on.get(fact, set()) == changed


def check_order(policy: Policy, facts: Facts) -> None:
    decision = policy.decide(facts)
    asked = decision.questions()
    before = statuses(decision)
    json.dumps([one.to_dict() for one in asked], allow_nan=False)
    assert len({one.fact for one in asked}) == len(asked)
    facts_asked = [one.fact for one in asked]
    if asked:
        assert asked[0].settles == max(one.settles for one in asked)
    order = list(policy.edition.obligations)
    for one in asked:
        assert list(one.bears_on) == [name for name in order if name in one.bears_on]
        assert one.assumed == (one.fact in decision.assumed)
        if policy.edition.facts[one.fact].type == "yes_no":
            assert one.settles == pytest.approx(settled(policy, facts, one, before))
    for rate in policy.program.rates:
        both = [facts_asked.index(name) for name in (rate.part, rate.whole) if name in facts_asked]
        if len(both) == 2 and len(policy.program.rates) == 1:
            assert abs(both[0] - both[1]) == 1


def settled(policy: Policy, facts: Facts, one: Question, before: dict[str, str]) -> float:
    """How many open answers a yes/no fact settles on average, by trial."""
    found = 0
    for value in (True, False):
        after = statuses(policy.decide(facts | {one.fact: value}))
        found += sum(before[rule] == "undetermined" != after[rule] for _, _, rule in named(policy))
    return found / 2


@examples(60)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_the_question_that_settles_most_comes_first(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_order(policy, random_facts(policy.edition, random, random.choice((0.3, 0.7, 1.0))))


@examples(20)
@given(seed=st.integers(0, 2**32), unknown=st.sampled_from((0.3, 0.7, 1.0)))
def test_it_does_so_in_the_real_policy(policy: Policy, seed: int, unknown: float) -> None:
    check_order(policy, random_facts(policy.edition, Random(seed), unknown))


def test_of_a_pupil_of_whom_nothing_is_known_the_sessions_are_asked_first(policy: Policy) -> None:
    asked = policy.decide({}).questions()
    assert [one.fact for one in asked[:2]] == ["sessions_possible", "sessions_absent"]
    assert asked[0].question.endswith("?")
    assert asked[0].allowed == "a whole number, 0 or more"
    assert asked[0].answers == ()
    (engagement,) = [one for one in asked if one.fact == "engagement"]
    assert engagement.answers == (
        ("engaged", "parents are engaging"),
        ("lacking", "parents are not engaging"),
    )
    assert engagement.bears_on == ("persistent/school-formal-conversations",)
    assert "sessions_remaining" not in {one.fact for one in asked}


def test_what_is_assumed_is_asked_where_it_makes_a_difference(policy: Policy) -> None:
    few = {"sessions_possible": 120, "sessions_absent": 2}
    (asked,) = [one for one in policy.decide(few).questions() if one.assumed]
    assert asked.fact == "identified_at_risk"
    assert "at-risk/school-understand-reasons" in asked.bears_on
    assert asked.settles == 0
    many = {"sessions_possible": 120, "sessions_absent": 12}
    assert not [one for one in policy.decide(many).questions() if one.assumed]
    said = policy.decide(few | {"identified_at_risk": False})
    assert "identified_at_risk" not in {one.fact for one in said.questions()}


def test_nothing_is_left_to_ask_of_a_pupil_of_whom_all_is_known(policy: Policy) -> None:
    facts = random_facts(policy.edition, Random(1), 0.0)
    assert policy.decide(facts).questions() == ()


def test_without_a_possible_session_nothing_that_needs_a_rate_is_asked(policy: Policy) -> None:
    asked = {one.fact for one in policy.decide({"sessions_possible": 0}).questions()}
    assert "sessions_absent" not in asked
    assert "social_worker" in asked
