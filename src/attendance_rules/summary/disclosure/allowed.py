"""The kinds of pupils that there can be where some facts are known, and how one becomes another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from attendance_rules.summary.disclosure.kinds import Answers, Kinds, Levels
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.published import LEVELS, Bits, Published, numbers

Cores = int
"""A set of cores: bit n stands for the core of number n."""

MOST_CORES: Final = 64
"""Of more cores than these, the rest is taken for impossible. The rules of the package have 20."""


class Change(NamedTuple):
    """The cells that a pupil comes into and leaves as its core and one group become otherwise."""

    group: int
    into: Bits
    out_of: Bits

    def cells(self) -> Bits:
        return self.into | self.out_of

    def back(self) -> Change:
        """The change that undoes it."""
        return Change(self.group, self.out_of, self.into)


class Way(NamedTuple):
    """A change with the cells that it touches, and the cores that a pupil may then have."""

    cells: Bits
    cores: Cores
    change: Change


class Allowed:
    """The kinds of pupils of whom no other facts are known than these."""

    def __init__(self, kinds: Kinds, published: Published, known: Known) -> None:
        self._kinds = kinds
        self._published = published
        self.cores: Cores = 0
        self.same_body: list[Cores] = []
        """For each core, those in which the same holds of the bodies."""
        for number, core in enumerate(kinds.cores):
            alike = (n for n, other in enumerate(kinds.cores) if other.body == core.body)
            self.same_body.append(sum(1 << n for n in alike))
            if number < MOST_CORES and _is_known(core.known, known):
                self.cores |= 1 << number
        self.within: list[dict[int, Cores]] = [{} for _ in kinds.groups]
        """For each group, the cores that its answers go with, by their number."""
        self.among: list[list[list[int]]] = [[[] for _ in kinds.cores] for _ in kinds.groups]
        """For each group and core, the answers that go with it."""
        for group, possible in enumerate(kinds.possible):
            for (core, answers), sets in possible.items():
                if self.cores >> core & 1 and _is_known(sets, known):
                    of_answers = self.within[group]
                    of_answers[answers] = of_answers.get(answers, 0) | 1 << core
                    self.among[group][core].append(answers)
        self.groups = {
            1 << cell: (group,)
            for group, answers in enumerate(kinds.answers)
            for cell in {cell for own in answers for cell in numbers(own.bits)}
        }
        """For each cell of a group, the group."""
        self._targets: dict[tuple[int, int, Levels], dict[Bits, Cores]] = {}
        self._cells: dict[tuple[int, int, int, Levels], Bits] = {}
        self._ways: dict[tuple[int, int, Levels, Bits, Bits], list[Way]] = {}

    def is_fixed(self, group: int, core: int) -> bool:
        """Whether the core leaves a group one answer only."""
        return len(self.among[group][core]) == 1

    def targets(self, group: int, core: int, rest: Levels) -> dict[Bits, Cores]:
        """What can become of a pupil with this core when its core and one group are otherwise.

        The other groups keep their answers, or if the pupil's core left them no other, have any
        that goes with the new core. Gives the cells in which the pupil would be counted, of the
        core, of that group and of those without a choice, each with the cores in which it would
        be so. `rest` is what the other groups with a choice mean for the parties.
        """
        key = group, core, rest
        if key not in self._targets:
            found: dict[Bits, Cores] = {}
            for new in _members(self.cores & self.same_body[core]):
                bits, levels = self._fixed(group, core, new)
                for number in self.among[group][new]:
                    own = self._kinds.answers[group][number]
                    cells = bits | own.bits | self._parties([levels, own.levels, rest])
                    found[cells] = found.get(cells, 0) | 1 << new
            self._targets[key] = found
        return self._targets[key]

    def cells(self, group: int, core: int, answers: int, rest: Levels) -> Bits:
        """The cells in which a pupil is counted, as in `targets`."""
        key = group, core, answers, rest
        if key not in self._cells:
            bits, levels = self._fixed(group, core, core)
            own = self._kinds.answers[group][answers]
            self._cells[key] = bits | own.bits | self._parties([levels, own.levels, rest])
        return self._cells[key]

    def ways(self, group: int, core: int, rest: Levels, cells: Bits, cell: Bits) -> list[Way]:
        """How a pupil who is counted in some cells could come to the other side of one of them,
        by changes of few cells first."""
        key = group, core, rest, cells, cell
        if key not in self._ways:
            found = [
                Way(new ^ cells, cores, Change(group, new & ~cells, cells & ~new))
                for new, cores in self.targets(group, core, rest).items()
                if (new ^ cells) & cell
            ]
            self._ways[key] = sorted(found, key=lambda way: way.cells.bit_count())
        return self._ways[key]

    def _fixed(self, group: int, core: int, new: int) -> tuple[Bits, Levels]:
        """The cells and levels of a new core, with the groups that had no choice in the old one."""
        found = [self._kinds.cores[new].answers]
        for other in range(len(self.among)):
            if other != group and self.is_fixed(other, core):
                (number,) = self.among[other][core]
                if not self.within[other][number] >> new & 1:
                    number = self._kinds.blank[other][new]
                found.append(self._kinds.answers[other][number])
        bits = 0
        for answers in found:
            bits |= answers.bits
        return bits, _highest([answers.levels for answers in found])

    def _parties(self, levels: Sequence[Levels]) -> Bits:
        return self._published.of_levels(self._kinds.parties, _highest(levels))

    @cached_property
    def spans(self) -> list[tuple[Bits, Bits]]:
        """For each core, the cells in which pupils of such bodies can be, and must be."""
        of_core = [self._span(core) for core in range(len(self._kinds.cores))]
        found: list[tuple[Bits, Bits]] = []
        for alike in self.same_body:
            can, must = 0, self._published.all
            for core in _members(alike & self.cores):
                can |= of_core[core][0]
                must &= of_core[core][1]
            found.append((can, must))
        return found

    def _span(self, core: int) -> tuple[Bits, Bits]:
        own = self._kinds.cores[core].answers
        can = must = own.bits
        reached = [{level} for level in own.levels]
        for group, among in enumerate(self.among):
            answers: Sequence[Answers] = [self._kinds.answers[group][n] for n in among[core]]
            every = self._published.all
            for one in answers:
                can |= one.bits
                every &= one.bits
            must |= every
            for party, levels in enumerate(reached):
                theirs = {one.levels[party] for one in answers}
                reached[party] = {max(level, more) for level in levels for more in theirs}
        for party, levels in zip(self._kinds.parties, reached, strict=True):
            cells = [self._published.parties[party, LEVELS[level]] for level in levels]
            can |= sum(cells)
            must |= cells[0] if len(cells) == 1 else 0
        return can, must


def _is_known(sets: Sequence[Known], known: Known) -> bool:
    return any(one & known == one for one in sets)


def _members(cores: Cores) -> list[int]:
    return [number for number in range(cores.bit_length()) if cores >> number & 1]


def _highest(levels: Sequence[Levels]) -> Levels:
    return tuple(map(max, zip(*levels, strict=True)))
