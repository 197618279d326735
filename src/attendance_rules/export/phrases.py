"""The phrases of reasons as templates: `{value}`, `{part}`, `{whole}`, `{stated}`, `{share}`."""

from __future__ import annotations

from typing import Any

from attendance_rules.decision.explain.phrases import rate_is
from attendance_rules.decision.reasons import rate_compared, rate_template
from attendance_rules.edition.edition import Edition, Fact
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.engines.javascript.tables import tests
from attendance_rules.policy import Policy
from attendance_rules.program.program import Atom, Rate, Reaches
from attendance_rules.wording.facts import stated
from attendance_rules.wording.rates import percent, share


def phrases(policy: Policy) -> dict[str, Any]:
    """What states a fact, the two counts of a rate, and how a rate compares in each test."""
    edition, program = policy.edition, policy.program
    return {
        "stated": {
            "per_cent": share(0).removeprefix("0"),
            "facts": [_fact(fact) for fact in edition.facts.values()],
            "rates": [_rate(edition, rate) for rate in program.rates],
            "tests": [_compared(edition, atom) for atom in tests(program)],
        }
    }


def _fact(fact: Fact) -> dict[str, str]:
    match fact:
        case CountFact():
            return {"0": stated(fact, 0), "1": stated(fact, 1), "many": fact.known}
        case YesNoFact():
            return {"true": fact.yes, "false": fact.no}
        case WordFact():
            return dict(fact.words)


def _rate(edition: Edition, rate: Rate) -> dict[str, str]:
    written = _written(edition, rate.name)
    return {
        "name": rate.name,
        "one": rate_template(edition, written, part_is_one=True),
        "many": rate_template(edition, written, part_is_one=False),
        "undefined": written.undefined,
    }


def _compared(edition: Edition, atom: Atom) -> dict[str, str] | None:
    if not isinstance(atom, Reaches):
        return None
    rate, bound = _written(edition, atom.rate), percent(atom.bound, 10_000)
    return {
        "bound": bound,
        "reached": rate_compared("{stated}", "{share}", atom, reached=True),
        "short": rate_compared("{stated}", "{share}", atom, reached=False),
        "just_above": rate_compared("{stated}", bound, atom, reached=True),
        "is": rate_is(rate, atom.bound, atom.strictly, reached=True),
        "is_not": rate_is(rate, atom.bound, atom.strictly, reached=False),
    }


def _written(edition: Edition, rate: str) -> RateDefinition:
    definition = edition.definitions[rate]
    assert isinstance(definition, RateDefinition)
    return definition
