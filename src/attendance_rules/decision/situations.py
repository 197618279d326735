"""What one fact could be, as far as it makes a difference to one obligation."""

from __future__ import annotations

from dataclasses import dataclass

from attendance_rules.decision.decide import Case
from attendance_rules.edition.models import CountFact, RateDefinition, YesNoFact
from attendance_rules.program.kleene import FALSE, TRUE, UNKNOWN
from attendance_rules.program.ways import Span, Ways
from attendance_rules.wording.facts import counted
from attendance_rules.wording.rates import share


@dataclass(frozen=True, slots=True, repr=False)
class Situation:
    """One class of values of a fact or rate, in words, and the status that it would bring."""

    subject: str
    cell: int
    text: str
    answer: int

    def __repr__(self) -> str:
        return f"<Situation of {self.subject}>"


def situations(case: Case, position: int, subject: str) -> tuple[Situation, ...]:
    """What an unknown fact or rate could be, and what the step at `position` would then be.

    Empty where the step has too many ways to go through.
    """
    ways = case.decider.ways(case.decider.alike[position])
    return tuple(
        Situation(subject, cell, said(case, ways, subject, cell), answer)
        for cell in ways.reachable(subject)
        if (answer := answer_with(case, ways, {subject: cell})) is not None
    )


def answer_with(case: Case, ways: Ways, learned: dict[str, int]) -> int | None:
    """The value of a step if some variables were in given cells; None for too many ways."""
    yes, no = ways.to(True), ways.to(False)
    if yes is None or no is None:
        return None
    values = case.facts.values
    cells = {name: one.cell(values) for name, one in ways.variables.items()} | learned
    for found, answer in ((yes, TRUE), (no, FALSE)):
        if any(all(cells[name] == cell for name, cell in way.items()) for way in found):
            return answer
    return UNKNOWN


def said(case: Case, ways: Ways, subject: str, cell: int) -> str:
    """A class of values in words."""
    edition = case.decider.edition
    rate = edition.definitions.get(subject)
    if isinstance(rate, RateDefinition):
        return rate_said(rate, ways.span(subject, cell))
    fact = edition.facts[subject]
    if isinstance(fact, YesNoFact):
        return fact.yes if cell else fact.no
    if isinstance(fact, CountFact):
        span = ways.span(subject, cell)
        if span.below is None:
            assert span.lowest is not None
            return counted(fact, "at_least", span.lowest[0])
        if span.lowest is None or span.lowest[0] == 0:
            return counted(fact, "less_than", span.below[0])
        low, high = span.lowest[0], span.below[0] - 1
        return (
            counted(fact, "is", low)
            if low == high
            else fact.known.replace("{value}", f"{low} to {high}")
        )
    return " or ".join(fact.words[word] for word in ways.words(subject, cell))


def rate_said(rate: RateDefinition, span: Span) -> str:
    """A range of a rate in words."""
    phrases = []
    if span.lowest is not None and span.lowest != (0, False):
        bound, strictly = span.lowest
        phrases.append(f"{'above' if strictly else 'at or above'} {share(bound)}")
    if span.below is not None:
        bound, strictly = span.below
        phrases.append(f"{'at or below' if strictly else 'below'} {share(bound)}")
    return f"the {rate.title} is {' and '.join(phrases) or 'known'}"
