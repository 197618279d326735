"""Bounds: the only tests that the rules make, the same in the certain and in the possible pass.

Everything that a rule may look at is a whole number: a yes/no fact or a step is 0 or 1, a word its
place among the fact's words, a rate is in basis points. A message says of a number at most how
much and at least how much it may be: twice the number itself where it is known; where it is not,
nothing in the certain pass, and bounds wide enough for every test in the possible pass. So "at
least 1" asks for `most >= 1`, its negation for `least < 1`, and each of them is right in both
passes, since a comparison with a missing field is false.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Of = Literal["fact", "rate_down", "rate_up", "derived"]


@dataclass(frozen=True, slots=True)
class Number:
    """A fact, a rate rounded down or up to basis points, or what rules derive."""

    of: Of
    name: str


@dataclass(frozen=True, slots=True)
class Bound:
    """How much a number may be at most, or at least: one field of a message."""

    number: Number
    side: Literal["most", "least"]


Conjunction = Mapping[Bound, int]
"""What a rule asks for: `most >= value` and `least < value` for each of these, all together."""

Disjunction = tuple[Conjunction, ...]
"""Rules that derive the same thing: it holds where any of them fires."""

NEVER: Disjunction = ()
ALWAYS: Disjunction = ({},)


def at_least(number: Number, value: int, wanted: bool) -> Disjunction:
    """The number is `value` or more; or, unless `wanted`, it is not."""
    return ({Bound(number, "most" if wanted else "least"): value},)


def one_of(number: Number, places: Iterable[int], last: int) -> Disjunction:
    """The number, which runs from 0 to `last`, is one of `places`: one rule for each run of them.

    With a test against each other word instead, "or" would never split a rule, but rules would
    grow with the vocabulary.
    """
    runs: list[Conjunction] = []
    for _, group in groupby(enumerate(sorted(places)), lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        asked: dict[Bound, int] = {}
        if run[0] > 0 or run[-1] == last:
            asked[Bound(number, "most")] = run[0]
        if run[-1] < last:
            asked[Bound(number, "least")] = run[-1] + 1
        runs.append(asked)
    return tuple(runs)


def both(one: Conjunction, other: Conjunction) -> Conjunction:
    """Everything that either asks for; of two tests of one bound, the stricter."""
    joined = dict(one)
    for bound, value in other.items():
        joined[bound] = _stricter(bound, joined.get(bound, value), value)
    return joined


def any_of(branches: Iterable[Disjunction]) -> Disjunction:
    """All rules of the branches, without those that fire only where a more general one does.

    This is where "at 50% or at 10%" becomes "at 10%": each firing costs time.
    """
    kept: list[Conjunction] = []
    for rule in (rule for branch in branches for rule in branch):
        if not any(_implies(rule, other) for other in kept):
            kept = [other for other in kept if not _implies(other, rule)]
            kept.append(rule)
    return tuple(kept)


def all_of(branches: Sequence[Disjunction]) -> Disjunction:
    """One rule for each way to take one rule of every branch."""
    joined: Disjunction = ALWAYS
    for branch in branches:
        joined = any_of((both(one, other),) for one in joined for other in branch)
    return joined


def _implies(rule: Conjunction, other: Conjunction) -> bool:
    """Whatever `rule` asks for, `other` asks no more: also where facts are unknown."""
    return all(
        bound in rule and _stricter(bound, rule[bound], value) == rule[bound]
        for bound, value in other.items()
    )


def _stricter(bound: Bound, one: int, other: int) -> int:
    return max(one, other) if bound.side == "most" else min(one, other)
