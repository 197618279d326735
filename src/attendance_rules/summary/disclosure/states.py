"""The states that pupils can be in, and the changes that lead from one to another."""

from __future__ import annotations

from typing import NamedTuple

from attendance_rules.summary.disclosure.published import Bits

Cores = int
"""A set of cores: bit n stands for the core of number n."""


class Change(NamedTuple):
    """The cells that a pupil comes into and leaves when its core and one group are otherwise."""

    group: int
    into: Bits
    out_of: Bits

    def cells(self) -> Bits:
        return self.into | self.out_of

    def back(self) -> Change:
        """The change that undoes it."""
        return Change(self.group, self.out_of, self.into)


class State:
    """What a core and the answers of one group come to: the cells in which pupils are counted.

    These are the cells of the core, of that group and of the groups without a choice, and those of
    the parties, which hang on all answers together.
    """

    def __init__(self, group: int, cells: Bits, reached: dict[Bits, Cores]) -> None:
        """`reached` holds the cells of each state that can come of it, with its cores."""
        self.cells = cells
        self._group = group
        self._reached = reached
        self._ways: dict[Bits, list[tuple[Bits, Cores]]] = {}

    def ways(self, cell: Bits) -> list[tuple[Bits, Cores]]:
        """The ways to the other side of a cell: of each the cells that change, fewest first, and
        the cores to which it leads."""
        if cell not in self._ways:
            found = [
                (new ^ self.cells, cores)
                for new, cores in self._reached.items()
                if (new ^ self.cells) & cell
            ]
            self._ways[cell] = sorted(found, key=lambda way: way[0].bit_count())
        return self._ways[cell]

    def change(self, cells: Bits) -> Change:
        """The change by which a pupil comes to the other side of these cells."""
        return Change(self._group, cells & ~self.cells, cells & self.cells)

    def by(self, change: Change) -> Cores:
        """The cores to which a change leads; none, if nobody in this state can undergo it."""
        _, into, out_of = change
        if self.cells & (into | out_of) != out_of:
            return 0
        return self._reached.get(self.cells ^ (into | out_of), 0)
