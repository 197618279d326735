"""Steps → derivations: what the rules derive, each from facts and from what lies below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from attendance_rules.engines.durable.bounds import (
    ALWAYS,
    NEVER,
    Bound,
    Conjunction,
    Disjunction,
    Number,
    all_of,
    any_of,
    at_least,
    one_of,
)
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Condition,
    Holds,
    Not,
    OneOf,
    Program,
    Reaches,
    Ref,
)

MOST_RULES = 16
"""Up to so many rules an "or" inside an "and" is multiplied out; then it is derived first."""

MOST_TESTS = 32
"""A message has room for 254 fields, so a rule that asks for more than this is cut up."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Rules that derive one number, and the stratum in which all that they ask for is known."""

    number: Number
    rules: Disjunction
    stratum: int


class Derivations:
    """All derivations of a Program, and for each step its number, or its answer if it has but one.

    Every other step has rules of its own, even where another step has the same ones.
    """

    def __init__(self, program: Program) -> None:
        self._facts = {fact.name: fact for fact in program.facts}
        self._strata: dict[Number, int] = {}
        self.all: list[Derivation] = []
        self.steps: dict[str, Number | bool] = {}
        for step in program.steps:
            rules = self._rules(step.condition, wanted=True)
            constant = rules in (NEVER, ALWAYS)
            self.steps[step.name] = rules == ALWAYS if constant else self._derive(rules)

    def _derive(self, rules: Disjunction) -> Number:
        """A number that is 1 where any of the rules fires."""
        short = tuple(self._cut(rule) for rule in rules)
        number = Number("derived", str(len(self.all)))
        below = {bound.number for rule in short for bound in rule}
        self._strata[number] = 1 + max((self._strata.get(one, -1) for one in below), default=-1)
        self.all.append(Derivation(number, short, self._strata[number]))
        return number

    def _cut(self, rule: Conjunction) -> Conjunction:
        """The rule; if it asks for more than `MOST_TESTS`, with pieces of that derived first."""
        while len(rule) > MOST_TESTS:
            tests = [*rule.items()]
            starts = range(0, len(tests), MOST_TESTS)
            pieces = [self._derive((dict(tests[one : one + MOST_TESTS]),)) for one in starts]
            rule = {Bound(piece, "most"): 1 for piece in pieces}
        return rule

    def _rules(self, condition: Condition, wanted: bool) -> Disjunction:
        """The rules that find the condition to hold; or, unless `wanted`, not to hold."""
        match condition:
            case Not():
                return self._rules(condition.of, not wanted)
            case All() | Any():
                branches = [self._rules(one, wanted) for one in condition.of]
                together = isinstance(condition, All) == wanted
                return self._multiplied(branches) if together else any_of(branches)
            case Ref():
                number = self.steps[condition.step]
                if isinstance(number, bool):
                    return ALWAYS if number == wanted else NEVER
                return at_least(number, 1, wanted)
            case Holds():
                return at_least(Number("fact", condition.fact), 1, wanted)
            case AtLeast():
                return at_least(Number("fact", condition.fact), condition.bound, wanted)
            case OneOf():
                words = self._facts[condition.fact].words
                places = [n for n, word in enumerate(words) if (word in condition.words) == wanted]
                return one_of(Number("fact", condition.fact), places, len(words) - 1)
            case Reaches(strictly=False):
                # A bound is whole, so a rate reaches it just when the rate rounded down does.
                return at_least(Number("rate_down", condition.rate), condition.bound, wanted)
            case Reaches():
                # And it lies above the bound just when, rounded up, it is one more or higher.
                return at_least(Number("rate_up", condition.rate), condition.bound + 1, wanted)

    def _multiplied(self, branches: Sequence[Disjunction]) -> Disjunction:
        """All branches together. If that multiplies, the longest are derived first."""
        branches = sorted(branches, key=len)
        while prod(map(len, branches)) > MOST_RULES and prod(map(len, branches[:-1])) > 1:
            longest = branches.pop()
            branches.insert(0, at_least(self._derive(longest), 1, wanted=True))
        return all_of(branches)
