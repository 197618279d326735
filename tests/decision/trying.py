"""What the tests of explanations share: random policies whose phrases say what they state."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from attendance_rules import Decision, Policy
from attendance_rules.checks.load import load_edition
from attendance_rules.decision.explain.why import Ground
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.program.lower import part_rule
from tests.support.oracle import Oracle
from tests.support.policies import Documents, write

Facts = dict[str, Any]
ANSWERS = {True: "yes", False: "no", None: "unknown"}
STATUSES = {"required": "yes", "not_required": "no", "undetermined": "unknown"}


def built(documents: Documents) -> Policy:
    """The policy, its phrases replaced by ones that name what they state: "flag_0 is yes"."""
    for name, fact in documents["vocabulary.yaml"].items():
        fact["unknown"] = f"{name} is unknown"
        if fact["type"] == "word":
            fact["words"] = {word: f"{name} is {word}" for word in fact["words"]}
        elif fact["type"] == "yes_no":
            fact |= {"yes": f"{name} is yes", "no": f"{name} is no"}
        else:
            fact |= {"known": f"{name} is {{value}}", "title": name}
    for name, one in (documents["definitions.yaml"] | documents["tiers.yaml"]).items():
        if one.get("type") == "rate":
            one |= {"title": name, "unknown": f"{name} is unknown", "undefined": f"no {name}"}
        else:
            one |= {state: f"{name} is {state}" for state in ("yes", "no", "unknown")}
    with tempfile.TemporaryDirectory() as folder:
        return Policy(load_edition(write(documents, Path(folder))))


def with_defaults(policy: Policy, facts: Facts) -> Facts:
    values = zip(policy.program.facts, policy.read(facts).values, strict=True)
    return {fact.name: value for fact, value in values if value is not None}


def small_facts(policy: Policy, random: Random, unknown: float, most: int = 12) -> Facts:
    """Random facts with counts so small that every other count can be tried."""
    facts: Facts = {}
    for name, fact in policy.edition.facts.items():
        if random.random() < unknown:
            continue
        if isinstance(fact, CountFact):
            limit = [facts[whole] for whole in wholes(policy.edition, name) if whole in facts]
            facts[name] = random.randint(0, min([most, *limit]))
        elif isinstance(fact, WordFact):
            facts[name] = random.choice(list(fact.words))
        else:
            facts[name] = random.random() < 0.5
    return facts


def every_value(policy: Policy, name: str, most: int = 13) -> list[Any]:
    """What a fact can be; counts up to `most`."""
    fact = policy.edition.facts[name]
    if isinstance(fact, CountFact):
        return list(range(most + 1))
    return list(fact.words) if isinstance(fact, WordFact) else [True, False]


def fits(policy: Policy, facts: Facts) -> bool:
    """Whether no count is above one that it lies within."""
    return not any(
        facts[whole] < value
        for name, value in facts.items()
        if isinstance(policy.edition.facts[name], CountFact)
        for whole in wholes(policy.edition, name)
        if whole in facts
    )


def shares_counts(policy: Policy) -> bool:
    """Whether some count is tested by itself and as part of a rate, or by several rates."""
    counts = [one for rate in policy.program.rates for one in (rate.part, rate.whole)]
    tested = {test.subject for one in policy.edition.conditions() for test in _tests(one)}
    return len(set(counts)) < len(counts) or bool(tested & set(counts))


def _tests(condition: Any) -> Iterator[Any]:
    if hasattr(condition, "subject"):
        yield condition
    elif isinstance(condition.of, tuple):
        for one in condition.of:
            yield from _tests(one)
    else:
        yield from _tests(condition.of)


def named(policy: Policy) -> Iterator[tuple[str, str | None, str]]:
    """Each obligation and part, and the name of its rule."""
    for obligation, written in policy.edition.obligations.items():
        yield obligation, None, obligation
        for part in written.parts:
            yield obligation, part, part_rule(obligation, part)


def statuses(decision: Decision) -> dict[str, str]:
    """The status of each obligation and part by the name of its rule."""
    return {
        name if part is None else part_rule(name, part): status
        for (name, part), status in decision.all_statuses().items()
    }


def each(ground: Ground) -> Iterator[Ground]:
    yield ground
    for one in ground.grounds:
        yield from each(one)


def condition_holds(policy: Policy, oracle: Oracle, phrase: str, facts: Facts) -> bool | None:
    """Whether a single condition as it is worded holds, by the oracle. `built` made its phrases."""
    edition = policy.edition
    if phrase.startswith("the rate is "):
        rate = edition.definitions["rate"]
        assert isinstance(rate, RateDefinition)
        *words, share = phrase.removeprefix("the rate is ").removesuffix("%").split()
        return compared(" ".join(words), oracle.look_up("rate", facts), Fraction(share) / 100)
    name, _, value = phrase.partition(" is ")
    if name in edition.tiers:
        answer = oracle.has_support_of(name, facts)
        return answer if value == "yes" or answer is None else not answer
    if name in edition.facts and isinstance(edition.facts[name], CountFact):
        if value in ("no", "0 or 1"):
            return compared("below", facts.get(name), 1 if value == "no" else 2)
        (bound,) = [int(word) for word in value.split() if word.isdigit()]
        return compared("at or above" if "more" in value else "below", facts.get(name), bound)
    known = oracle.look_up(name, facts)
    if known is None:
        return None
    choices = phrase.replace(" or ", ", ").split(", ")
    return f"{name} is {known}" in choices


def compared(how: str, value: Any, bound: Any) -> bool | None:
    if value is None:
        return None
    return bool(
        {
            "at or above": value >= bound,
            "above": value > bound,
            "below": value < bound,
            "at or below": value <= bound,
        }[how]
    )
