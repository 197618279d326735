"""What one fact could be, as far as it makes a difference to one obligation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.counts import (
    both,
    known_counts,
    limits,
    parts_of,
    whole_numbers,
    wholes_of,
)
from attendance_rules.decision.explain.phrases import rate_is
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.messages.english import listed
from attendance_rules.plain import private
from attendance_rules.program.analysis.ways import Span, Ways
from attendance_rules.program.kleene import FALSE, TRUE, UNKNOWN
from attendance_rules.wording.facts import counted


@private
class Situation:
    """One class of values of a fact or rate, in words, and the answer that it would bring."""

    subject: str
    text: str
    answer: int


def situations(case: Case, position: int, subject: str) -> tuple[Situation, ...]:
    """What an unknown fact or rate could be, and what the rule at `position` would then be.

    Empty where the rule has too many ways to go through. Where the rule tests a count also by
    itself, an answer that is open here may be settled by the very number.
    """
    ways = case.decider.ways(case.decider.alike[position])
    return tuple(
        Situation(subject, cell_said(case.decider.edition, ways, subject, cell), answer)
        for cell in _possible(case, ways, subject)
        if (answer := answer_with(case, ways, {subject: cell})) is not None
    )


def unknown_facts(case: Case, position: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each fact or rate of a rule whose value is open, with the facts that would tell it.

    What is assumed counts as open. A rate that has no value since its whole is 0 does not.
    """
    values, facts = case.facts.values, case.decider.program.facts
    for subject, variable in case.decider.ways(case.decider.alike[position]).variables.items():
        if subject in case.facts.assumed:
            yield subject, (subject,)
        elif variable.cell(values) is None:
            unknown = [facts[at].name for at in variable.facts if values[at] is None]
            yield subject, tuple(unknown)


def answer_with(case: Case, ways: Ways, learned: Mapping[str, int]) -> int | None:
    """The value of a rule if some variables were in given cells; None for too many ways."""
    yes, no = ways.to(True), ways.to(False)
    if yes is None or no is None:
        return None
    cells = {**ways.cells(case.facts.values), **learned}
    for found, answer in ((yes, TRUE), (no, FALSE)):
        if any(all(cells[name] == cell for name, cell in way.items()) for way in found):
            return answer
    return UNKNOWN


def _possible(case: Case, ways: Ways, subject: str) -> Iterator[int]:
    """The cells that a value can lie in, beside the counts that are known."""
    edition = case.decider.edition
    rate = edition.definitions.get(subject)
    if rate is None and not isinstance(edition.facts[subject], CountFact):
        yield from ways.reachable(subject)
        return
    known = known_counts(edition, case.values)
    for cell in ways.reachable(subject):
        span = ways.span(subject, cell)
        if not isinstance(rate, RateDefinition):
            low, high = both(limits(edition, known, subject), whole_numbers(span))
        elif rate.whole in known:
            part = limits(edition, known, rate.part)
            low, high = both(part, parts_of(known[rate.whole], span))
        elif rate.part in known:
            whole = limits(edition, known, rate.whole)
            low, high = both(whole, wholes_of(known[rate.part], span))
        else:
            low, high = 0, 0
        if low <= high:
            yield cell


def cell_said(edition: Edition, ways: Ways, subject: str, cell: int) -> str:
    """A class of values of a fact or rate in words."""
    rate = edition.definitions.get(subject)
    if isinstance(rate, RateDefinition):
        return _rate_said(rate, ways.span(subject, cell))
    match edition.facts[subject]:
        case YesNoFact() as fact:
            return fact.yes if cell else fact.no
        case CountFact() as fact:
            return _count_said(fact, ways.span(subject, cell))
        case WordFact() as fact:
            return listed([fact.words[word] for word in ways.words(subject, cell)], "or")


def _count_said(fact: CountFact, span: Span) -> str:
    low, high = whole_numbers(span)
    if low == high:
        return counted(fact, "is", low)
    if span.below is None:
        return counted(fact, "at_least", low)
    if low == 0:
        return counted(fact, "at_most", high)
    return fact.known.replace("{value}", f"{low} to {high}")


def _rate_said(rate: RateDefinition, span: Span) -> str:
    """A range of a rate in words."""
    phrases = []
    if span.lowest is not None and span.lowest != (0, False):
        phrases.append(rate_is(rate, *span.lowest, reached=True))
    if span.below is not None:
        phrases.append(rate_is(rate, *span.below, reached=False))
    if len(phrases) == 2:
        phrases[1] = phrases[1].removeprefix(f"the {rate.title} is ")
    return listed(phrases) or f"the {rate.title} is known"
