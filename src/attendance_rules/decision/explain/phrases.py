"""What explanations say in several places: facts, what is not known, lists, comparisons."""

from __future__ import annotations

from collections.abc import Iterable

from attendance_rules.decision.case import Case
from attendance_rules.decision.reasons import SIDES, Reason
from attendance_rules.edition.models import RateDefinition
from attendance_rules.messages.english import listed
from attendance_rules.wording.facts import to_find_out
from attendance_rules.wording.rates import share
from attendance_rules.wording.statuses import STATUSES


def because_of(case: Case, reasons: Iterable[Reason]) -> str:
    """The facts as one list."""
    return listed(fact_said(case, reason) for reason in reasons)


def fact_said(case: Case, reason: Reason) -> str:
    """A fact, and whether the vocabulary's default stands for it."""
    assumed = reason.fact in case.facts.assumed
    return f"{reason.shown} (assumed)" if assumed else reason.shown


def rate_is(rate: RateDefinition, bound: int, strictly: bool, reached: bool) -> str:
    """How a rate compares with a bound in basis points."""
    return f"the {rate.title} is {SIDES[reached, strictly]} {share(bound)}"


def undetermined(case: Case, position: int) -> str:
    """What has to be found out for a rule. Of a rate, the rate, not its counts."""
    edition, program = case.decider.edition, case.decider.program
    missing, unclassifiable = case.open(position)
    phrases = []
    tested = case.decider.ways(case.decider.alike[position]).variables
    left = list(missing)
    for rate in program.rates:
        if rate.name in tested and {rate.part, rate.whole} <= set(left):
            definition = edition.definitions[rate.name]
            assert isinstance(definition, RateDefinition)
            phrases.append(to_find_out(definition.unknown))
            left = [name for name in left if name not in (rate.part, rate.whole)]
    phrases += [to_find_out(edition.facts[name].unknown) for name in left]
    said = [f"{STATUSES['undetermined']}: {'; '.join(phrases)}."] if phrases else []
    if unclassifiable:
        said.append(f"Not clear yet: {unclassifiable}.")
    return " ".join(said)
