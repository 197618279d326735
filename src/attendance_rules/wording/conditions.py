"""Written conditions in plain English."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.conditions import All, Any, Condition, Not, Test
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    RateDefinition,
    WordFact,
    YesNoFact,
    basis_points,
)
from attendance_rules.edition.operands import as_yes_no
from attendance_rules.wording.clauses import Clause, join, sentence
from attendance_rules.wording.facts import counted
from attendance_rules.wording.rates import share

# What each comparator is when it does not hold.
_OPPOSITE = {
    "at_least": "less_than",
    "less_than": "at_least",
    "more_than": "at_most",
    "at_most": "more_than",
}
_RATE = {
    "at_least": "at or above",
    "more_than": "above",
    "at_most": "at or below",
    "less_than": "below",
}


def in_words(
    edition: Edition, condition: Condition, parameters: Mapping[str, int] | None = None
) -> str:
    """A condition as one sentence; "always" where nothing is asked.

    `parameters` holds thresholds that a caller has set, in basis points; the others are the
    edition's own.
    """
    return sentence(clause(edition, condition, parameters))


def clause(
    edition: Edition, condition: Condition, parameters: Mapping[str, int] | None = None
) -> Clause:
    """A condition as a tree of statements.

    `not` is carried inwards, so that every statement is one that the vocabulary has a phrase for;
    in three-valued logic as in two-valued this changes nothing.
    """
    return _Speaker(edition, parameters or {}).say(condition, False)


class _Speaker:
    def __init__(self, edition: Edition, parameters: Mapping[str, int]) -> None:
        self._edition = edition
        self._parameters = parameters
        self._meanings: dict[tuple[str, bool], Clause] = {}

    def say(self, condition: Condition, negated: bool) -> Clause:
        match condition:
            case Test():
                return self._test(condition, negated)
            case Not():
                return self.say(condition.of, not negated)
            case All():
                parts = [self.say(one, negated) for one in condition.of]
                return join(parts, "any" if negated else "all")
            case Any():
                parts = [self.say(one, negated) for one in condition.of]
                return join(parts, "all" if negated else "any")

    def _test(self, test: Test, negated: bool) -> Clause:
        name, value = test.subject, test.operands[0].value
        subject = self._edition.facts.get(name) or self._edition.definitions[name]
        match subject:
            case YesNoFact():
                holds = as_yes_no(value) is not negated
                return Clause(subject.yes if holds else subject.no, about=name)
            case ConditionDefinition():
                holds = as_yes_no(value) is not negated
                # Once for each: definitions that refer twice to the one before would double it.
                if (name, holds) not in self._meanings:
                    self._meanings[name, holds] = self.say(subject.when, not holds)
                means = self._meanings[name, holds]
                return Clause(subject.yes if holds else subject.no, about=name, means=means)
            case WordFact():
                chosen = {operand.value for operand in test.operands}
                phrases = [
                    Clause(phrase, about=name)
                    for word, phrase in subject.words.items()
                    if (word in chosen) is not negated
                ]
                return join(phrases, "any")
            case CountFact():
                assert isinstance(value, int)
                return Clause(_count(subject, test.comparator, value, negated), about=name)
            case RateDefinition():
                comparator = _OPPOSITE[test.comparator] if negated else test.comparator
                bound = self._threshold(str(value))
                return Clause(f"the {subject.title} is {_RATE[comparator]} {bound}", about=name)

    def _threshold(self, value: str) -> str:
        parameter = self._edition.parameters.get(value)
        if parameter is None:
            points = basis_points(value)
            assert points is not None
            return share(points)
        return share(self._parameters.get(value, parameter.value))


def _count(fact: CountFact, comparator: str, number: int, negated: bool) -> str:
    if not negated:
        return counted(fact, comparator, number)
    if comparator == "is":
        return f"the number of {fact.title} is not {number}"
    return counted(fact, _OPPOSITE[comparator], number)
