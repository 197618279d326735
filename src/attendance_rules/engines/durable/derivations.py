"""Rules of the Program → derivations: the productions that derive each, and in which stratum."""

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

MOST_PRODUCTIONS = 16
"""Up to so many an "or" inside an "and" is multiplied out; then it is derived first."""

MOST_TESTS = 32
"""A message has room for 254 fields, so a production that asks for more than this is cut up."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """Productions that derive a number, and the stratum in which all that they ask for is known."""

    number: Number
    productions: Disjunction
    stratum: int


class Derivations:
    """All derivations of a Program, and for each rule its number, or its answer if it is constant.

    Every other rule has productions of its own, even where another rule has the same ones, which
    the other engine computes once: the two engines share the Program and nothing else.
    """

    def __init__(self, program: Program) -> None:
        self._facts = {fact.name: fact for fact in program.facts}
        self._strata: dict[Number, int] = {}
        self.all: list[Derivation] = []
        self.rules: dict[str, Number | bool] = {}
        for rule in program.rules:
            productions = self._productions(rule.condition, wanted=True)
            constant = productions in (NEVER, ALWAYS)
            self.rules[rule.name] = productions == ALWAYS if constant else self._derive(productions)

    def _derive(self, productions: Disjunction) -> Number:
        """A number that is 1 where any of the productions fires."""
        short = tuple(self._cut(production) for production in productions)
        number = Number("derived", str(len(self.all)))
        below = {bound.number for production in short for bound in production}
        self._strata[number] = 1 + max((self._strata.get(lower, -1) for lower in below), default=-1)
        self.all.append(Derivation(number, short, self._strata[number]))
        return number

    def _cut(self, production: Conjunction) -> Conjunction:
        """The production; if it asks for more than `MOST_TESTS`, with pieces derived first."""
        while len(production) > MOST_TESTS:
            tests = [*production.items()]
            starts = range(0, len(tests), MOST_TESTS)
            pieces = [self._derive((dict(tests[at : at + MOST_TESTS]),)) for at in starts]
            production = {Bound(piece, "most"): 1 for piece in pieces}
        return production

    def _productions(self, condition: Condition, wanted: bool) -> Disjunction:
        """Those that find the condition to hold; or, unless `wanted`, not to hold.

        "Not" is carried inwards by De Morgan's laws, which hold in strong Kleene logic as well, so
        that no production asks for the absence of another.
        """
        match condition:
            case Not():
                return self._productions(condition.of, not wanted)
            case All() | Any():
                branches = [self._productions(part, wanted) for part in condition.of]
                together = isinstance(condition, All) == wanted
                return self._multiplied(branches) if together else any_of(branches)
            case Ref():
                number = self.rules[condition.rule]
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
        while prod(map(len, branches)) > MOST_PRODUCTIONS and prod(map(len, branches[:-1])) > 1:
            longest = branches.pop()
            branches.insert(0, at_least(self._derive(longest), 1, wanted=True))
        return all_of(branches)
