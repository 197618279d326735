"""What changes in the counts when some pupils are otherwise than they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attendance_rules.summary.disclosure.allowed import Allowed, Change, Cores, Way
from attendance_rules.summary.disclosure.movers import Movers
from attendance_rules.summary.disclosure.published import Bits


class Pupils:
    """The pupils of one school, and the changes that they can undergo."""

    def __init__(self, movers: Movers, allowed: Allowed) -> None:
        self._movers = movers
        self._allowed = allowed
        self._able: dict[Change, int] = {}

    def __repr__(self) -> str:
        return "<Pupils>"

    def groups(self, cell: Bits) -> Sequence[int]:
        """The groups whose answers decide on a cell; all of them, if it is of the core or a party:
        then the core alone is the first of them."""
        return self._allowed.groups.get(cell, range(len(self._movers)))

    def ways(self, group: int, cell: Bits, up: bool) -> Iterator[tuple[int, list[Way], Cores]]:
        """Who could come into a cell, or if not `up` leave it, by changes of the core and a group.

        Gives numbers of pupils, each pupil in one of them only, with the ways that lead there, by
        changes of few cells first, of which those are open that lead to some of the cores.
        """
        for mover in self._movers[group]:
            if bool(mover.cells & cell) != up:
                ways = self._allowed.ways(group, mover.core, mover.rest, mover.cells, cell)
                yield mover.pupils, ways, mover.cores

    def able(self, change: Change) -> int:
        """How many pupils can undergo a change."""
        if change not in self._able:
            group, into, out_of = change
            self._able[change] = sum(
                mover.pupils
                for mover in self._movers[group]
                if mover.cells & (into | out_of) == out_of
                and self._allowed.targets(group, mover.core, mover.rest).get(
                    mover.cells ^ (into | out_of), 0
                )
                & mover.cores
            )
        return self._able[change]
