"""Bounds: the only tests that productions make, the same in the certain and in the possible pass.

A production is a rule of durable-rules: it asks for several bounds together and derives a number.
Everything that it may look at is a whole number: a yes/no fact or a rule of the Program is 0 or 1,
a word its place among the fact's words, a rate is in basis points. A message says of a number at
most how much and at least how much it may be: twice the number itself where it is known; where it
is not, nothing in the certain pass, and bounds wide enough for every test in the possible pass. So
"at least 1" asks for `most >= 1`, its negation for `least < 1`, and each of them is right in both
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
    """A fact, a rate rounded down or up to basis points, or what productions derive."""

    of: Of
    name: str


@dataclass(frozen=True, slots=True)
class Bound:
    """How much a number may be at most, or at least: one field of a message."""

    number: Number
    side: Literal["most", "least"]


Conjunction = Mapping[Bound, int]
"""What a production asks for: `most >= value` and `least < value` for each of these together."""

Disjunction = tuple[Conjunction, ...]
"""Productions that derive the same thing: it holds where any of them fires."""

NEVER: Disjunction = ()
ALWAYS: Disjunction = ({},)


def at_least(number: Number, value: int, wanted: bool) -> Disjunction:
    """The number is `value` or more; or, unless `wanted`, it is not."""
    return ({Bound(number, "most" if wanted else "least"): value},)


def one_of(number: Number, places: Iterable[int], last: int) -> Disjunction:
    """The number, which runs from 0 to `last`, is among `places`: a production for each run.

    With a test against each other word instead, "or" would never split a production, but
    productions would grow with the vocabulary.
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


def both(first: Conjunction, other: Conjunction) -> Conjunction:
    """Everything that either asks for; of two tests of the same bound, the stricter."""
    joined = dict(first)
    for bound, value in other.items():
        joined[bound] = _stricter(bound, joined.get(bound, value), value)
    return joined


def any_of(branches: Iterable[Disjunction]) -> Disjunction:
    """All productions of the branches, without those that fire only where a more general does.

    This is absorption: "at 50% or at 10%" becomes "at 10%", since each firing costs time.
    """
    kept: list[Conjunction] = []
    for production in (production for branch in branches for production in branch):
        if not any(_implies(production, other) for other in kept):
            kept = [other for other in kept if not _implies(other, production)]
            kept.append(production)
    return tuple(kept)


def all_of(branches: Sequence[Disjunction]) -> Disjunction:
    """A production for each way to take one of every branch: the branches multiplied out."""
    joined: Disjunction = ALWAYS
    for branch in branches:
        joined = any_of((both(so_far, other),) for so_far in joined for other in branch)
    return joined


def _implies(production: Conjunction, other: Conjunction) -> bool:
    """Whatever `production` asks for, `other` asks no more: also where facts are unknown."""
    return all(
        bound in production and _stricter(bound, production[bound], value) == production[bound]
        for bound, value in other.items()
    )


def _stricter(bound: Bound, first: int, other: int) -> int:
    return max(first, other) if bound.side == "most" else min(first, other)
