"""Sets of ways: bit masks of cells, of which none lies within another.

How many there are can double with every condition that is joined on, so the work is limited.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

MOST_WAYS = 300
"""Ways to one answer. The rules of the package have no rule with more than 6."""

MOST_WORK = 200_000
"""Comparisons of two ways that are made for one rule, about 20 ms."""


class TooManyWaysError(Exception):
    """The rule has more ways than can be gone through."""


class Combiner:
    """Joins sets of ways of one rule. `masks` holds all cells of each variable."""

    def __init__(self, masks: Collection[int]) -> None:
        self._variable = {
            1 << position: mask
            for mask in masks
            for position in range((mask & -mask).bit_length() - 1, mask.bit_length())
        }
        self._work = MOST_WORK

    def either(self, sets: Sequence[Sequence[int]]) -> list[int]:
        """The ways to at least one of several conditions."""
        self._spend(sum(map(len, sets)))
        ways = {way for one in sets for way in one}
        self._spend(_comparisons(ways))
        return _few(smallest(ways))

    def every(self, sets: Sequence[Sequence[int]]) -> list[int]:
        """The ways to all of several conditions."""
        ways = [0]
        for others in sets:
            self._spend(len(ways) * len(others) + len(ways) + len(others))
            with_variables = [(one, self._variables(one)) for one in others]
            joined = {
                way | one
                for way, mine in [(way, self._variables(way)) for way in ways]
                for one, its in with_variables
                # Two ways that name two cells of one variable never hold together.
                if not (way ^ one) & mine & its
            }
            self._spend(_comparisons(joined))
            ways = _few(smallest(joined))
        return ways

    def _variables(self, way: int) -> int:
        """All cells of the variables that a way names."""
        self._spend(way.bit_count())
        found = 0
        while way:
            lowest = way & -way
            found |= self._variable[lowest]
            way ^= lowest
        return found

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise TooManyWaysError


def smallest(ways: set[int]) -> list[int]:
    """The ways that hold no other one within them."""
    if 0 in ways:
        return [0]
    kept = [way for way in ways if way.bit_count() == 1]
    single = 0
    for way in kept:
        single |= way
    several: list[int] = []
    for way in sorted((way for way in ways if not way & single), key=int.bit_count):
        for one in several:
            if one & way == one:
                break
        else:
            several.append(way)
    return kept + several


def _comparisons(ways: Collection[int]) -> int:
    """At most how many comparisons it takes to find the smallest."""
    several = sum(way.bit_count() > 1 for way in ways)
    return len(ways) + several * min(several, MOST_WAYS) // 2


def _few(ways: list[int]) -> list[int]:
    if len(ways) > MOST_WAYS:
        raise TooManyWaysError
    return ways
