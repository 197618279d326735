"""Why not: the change that is named makes it required, and by trial no smaller one does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.decision.explain.situations import Situation
from attendance_rules.decision.explain.why_not import Effect
from attendance_rules.edition.models import CountFact
from attendance_rules.engines.python import PythonEngine
from attendance_rules.program.kleene import STATUS, TRUE
from tests.decision.trying import (
    Facts,
    built,
    every_value,
    fits,
    named,
    shares_counts,
    small_facts,
    statuses,
    with_defaults,
)
from tests.support.effort import examples
from tests.support.policies import Documents, policies, random_facts

MOST_TRIED = 30_000


def size(policy: Policy, facts: Facts, change: Facts) -> tuple[int, int]:
    """How many facts a change moves, and how many sessions."""
    moved = [
        abs(value - facts.get(name, 0))
        for name, value in change.items()
        if isinstance(policy.edition.facts[name], CountFact)
    ]
    return len(change), sum(moved)


def every_change(policy: Policy, facts: Facts, most: int) -> Iterator[Facts]:
    """Every change of up to `most` facts that leaves the wholes of rates as they are."""
    held = {rate.whole for rate in policy.program.rates}
    names = [name for name in policy.edition.facts if name not in held]
    for number in range(1, most + 1):
        for chosen in combinations(names, number):
            values = [
                [one for one in every_value(policy, name) if one != facts.get(name)]
                for name in chosen
            ]
            for picked in product(*values):
                change = dict(zip(chosen, picked, strict=True))
                if fits(policy, facts | change):
                    yield change


def tried(policy: Policy, most: int) -> int:
    """How many changes that are, about."""
    sizes = [len(every_value(policy, name)) for name in policy.edition.facts]
    total = 0
    for number in range(1, most + 1):
        for chosen in combinations(sizes, number):
            product_of = 1
            for one in chosen:
                product_of *= one
            total += product_of
    return total


@examples(60)
@given(documents=policies(most=2), seed=st.integers(0, 2**32))
def test_the_change_makes_it_required_and_no_smaller_one_does(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    engine = PythonEngine(policy.program)
    order = [fact.name for fact in policy.program.facts]
    position = {rule.name: n for n, rule in enumerate(policy.program.rules)}
    held = {rate.whole for rate in policy.program.rates}
    for _ in range(3):
        facts = small_facts(policy, random, 0.25)
        decision, complete = policy.decide(facts), with_defaults(policy, facts)
        for obligation, part, rule in named(policy):
            found = decision.why_not(obligation, part)
            json.dumps(found.to_dict(), allow_nan=False)
            if found.status != "not_required":
                assert found.failing == ()
            if found.status == "required":
                assert found.change is None
                continue
            change = None
            wanted = (len(order), 10**9)
            if found.change is not None:
                assert [one.fact for one in found.change] == [
                    name for name in order if name in {one.fact for one in found.change}
                ]
                assert all(one.before == complete.get(one.fact) for one in found.change)
                change = {one.fact: one.after for one in found.change}
                assert not set(change) & held
                assert statuses(policy.decide(facts | change))[rule] == "required"
                wanted = size(policy, complete, change)
            if tried(policy, wanted[0]) > MOST_TRIED:
                continue
            for other in every_change(policy, complete, wanted[0]):
                if size(policy, complete, other) < wanted:
                    values = tuple((complete | other).get(name) for name in order)
                    assert engine.evaluate(values)[position[rule]] != TRUE, (complete, other)


@examples(40)
@given(seed=st.integers(0, 2**32), unknown=st.sampled_from((0.0, 0.3)))
def test_the_change_makes_it_required_in_the_real_policy(
    policy: Policy, seed: int, unknown: float
) -> None:
    facts = random_facts(policy.edition, Random(seed), unknown)
    decision = policy.decide(facts)
    for obligation, part, rule in named(policy):
        found = decision.why_not(obligation, part)
        if found.change is not None:
            change = {one.fact: one.after for one in found.change}
            assert "sessions_possible" not in change
            assert statuses(policy.decide(facts | change))[rule] == "required"
            for name in change:  # none of it can be left out
                less = {one: value for one, value in change.items() if one != name}
                if fits(policy, facts | less):
                    assert statuses(policy.decide(facts | less))[rule] != "required"
        elif found.status == "not_required":
            assert not facts.get("sessions_possible")


@examples(60)
@given(documents=policies(most=3), seed=st.integers(0, 2**32))
def test_learning_a_fact_does_what_its_effect_says(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        facts = small_facts(policy, random, 0.5)
        decision = policy.decide(facts)
        for obligation, part, rule in named(policy):
            found = decision.why_not(obligation, part)
            if found.status != "undetermined":
                assert found.effects == ()
                continue
            told = {name for effect in found.effects for name in effect.facts}
            assert told == set(decision.why(obligation, part).missing)
            for effect in found.effects:
                check_effect(policy, facts, rule, effect)


def check_effect(policy: Policy, facts: Facts, rule: str, effect: Effect) -> None:
    """Try every value of the facts: each lies in one situation, and that one's status comes."""
    seen = set()
    names = [name for name in policy.edition.facts if name in effect.facts]
    for values in product(*(every_value(policy, name) for name in names)):
        learned = facts | dict(zip(names, values, strict=True))
        if not fits(policy, learned) or any(
            name == rate.whole and learned[name] == 0
            for rate in policy.program.rates
            for name in names
        ):
            continue
        matching = [
            (text, status) for text, status in effect.situations if lies_in(policy, text, learned)
        ]
        assert len(matching) == 1, (learned, effect.situations)
        seen.update(matching)
        assert not facts.keys() & set(names)
        status = statuses(policy.decide(learned))[rule]
        if not (shares_counts(policy) and matching[0][1] == "undetermined"):
            assert status == matching[0][1]
    if len(names) == 1 and names[0] not in {rate.part for rate in policy.program.rates}:
        rates = {rate.whole for rate in policy.program.rates}
        if names[0] not in rates:
            assert seen == set(effect.situations)


def lies_in(policy: Policy, text: str, facts: Facts) -> bool:
    """Whether the facts lie in a situation as it is worded. `built` made its phrases."""
    if text.startswith("the rate is "):
        if text == "the rate is known":
            return True
        share = Fraction(facts["part"] * 10_000, facts["whole"])
        tests = text.removeprefix("the rate is ").removesuffix("%").split("% and ")
        return all(rate_test(one, share) for one in tests)
    name, _, said = text.removeprefix("the number of ").partition(" is ")
    value = facts[name]
    if not isinstance(policy.edition.facts[name], CountFact):
        shown = {True: "yes", False: "no"}.get(value, value)
        return f"{name} is {shown}" in text.replace(" or ", ", ").split(", ")
    return count_test(said, value)


def rate_test(text: str, share: Fraction) -> bool:
    *words, bound = text.split()
    at = round(float(bound) * 100)
    how = " ".join(words)
    return {
        "at or above": share >= at,
        "above": share > at,
        "below": share < at,
        "at or below": share <= at,
    }[how]


def count_test(said: str, value: int) -> bool:
    numbers = [int(word) for word in said.split() if word.isdigit()]
    if said == "no":
        return value == 0
    if " or more" in said:
        return value >= numbers[0]
    if "fewer" in said:
        return value < numbers[0]
    if " to " in said or " or " in said:
        return numbers[0] <= value <= numbers[1]
    return value == numbers[0]


def test_the_value_of_a_situation_is_not_in_its_repr() -> None:
    assert "secret" not in repr(Situation("fact", "secret", TRUE)) + repr(
        Effect(("fact",), (("secret", STATUS[TRUE]),))
    )
