"""The kinds of pupils that there can be where some facts are known, and how one becomes another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from attendance_rules.summary.disclosure.kinds import Answers, Kinds, Levels
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.published import LEVELS, Bits, Published, numbers
from attendance_rules.summary.disclosure.states import Cores, State

MOST_CORES: Final = 64
"""Of more cores than these, the rest is taken for impossible. The rules of the package have 20."""


class Allowed:
    """The kinds of pupils of whom no other facts are known than these."""

    def __init__(self, kinds: Kinds, published: Published, known: Known) -> None:
        self._kinds = kinds
        self._published = published
        self._known = known
        self.cores: Cores = 0
        self.same_body: list[Cores] = []
        """For each core, those in which the same holds of the bodies."""
        for number, own in enumerate(kinds.cores):
            alike = (n for n, other in enumerate(kinds.cores) if other.body == own.body)
            self.same_body.append(sum(1 << n for n in alike))
            if number < MOST_CORES and _is_known(own.option.shown, known):
                self.cores |= 1 << number
        self.within: list[dict[int, Cores]] = [{} for _ in kinds.groups]
        """For each group, the cores that its answers go with, by their number."""
        self.among: list[list[list[int]]] = [[[] for _ in kinds.cores] for _ in kinds.groups]
        """For each group and core, the answers that go with it."""
        for group, possible in enumerate(kinds.possible):
            for (core, answers), option in possible.items():
                if self.cores >> core & 1 and _is_known(option.shown, known):
                    of_answers = self.within[group]
                    of_answers[answers] = of_answers.get(answers, 0) | 1 << core
                    self.among[group][core].append(answers)
        self.groups = {
            1 << cell: (group,)
            for group, answers in enumerate(kinds.answers)
            for cell in {cell for own in answers for cell in numbers(own.bits)}
        }
        """For each cell of a group, the group."""
        self._states: dict[tuple[int, int, int, Levels], State] = {}
        self._targets: dict[tuple[int, int, Levels], dict[Bits, Cores]] = {}

    def is_fixed(self, group: int, core: int) -> bool:
        """Whether the core leaves a group one answer only."""
        return len(self.among[group][core]) == 1

    def state(self, group: int, core: int, answers: int, rest: Levels) -> State:
        """The state of pupils with a core and answers of a group, when this is what the other
        groups mean for the parties, but for those that the core leaves no choice."""
        key = group, core, answers, rest
        if key not in self._states:
            bits, levels = self._fixed(group, core, core)
            cells = self._cells(bits, levels, self._kinds.answers[group][answers], rest)
            self._states[key] = State(group, cells, self._reached(group, core, rest))
        return self._states[key]

    def _reached(self, group: int, core: int, rest: Levels) -> dict[Bits, Cores]:
        """Where pupils with this core can be counted when their core and a group are otherwise.

        The other groups keep their answers, or if the core left them no choice, have any that goes
        with the new core.
        """
        key = group, core, rest
        if key not in self._targets:
            found: dict[Bits, Cores] = {}
            for new in _members(self.cores & self.same_body[core]):
                bits, levels = self._fixed(group, core, new)
                for answers in self.among[group][new]:
                    cells = self._cells(bits, levels, self._kinds.answers[group][answers], rest)
                    found[cells] = found.get(cells, 0) | 1 << new
            self._targets[key] = found
        return self._targets[key]

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

    def _cells(self, bits: Bits, levels: Levels, own: Answers, rest: Levels) -> Bits:
        highest = _highest([levels, own.levels, rest])
        return bits | own.bits | self._published.of_levels(self._kinds.parties, highest)

    @cached_property
    def spans(self) -> list[tuple[Bits, Bits]]:
        """For each core, the cells in which pupils of such bodies can be, and must be.

        What can be is more than there are examples of: all that is not known to be impossible.
        """
        every = self._published.all
        if not self._kinds.are_all:
            return [(every, 0)] * len(self._kinds.cores)
        of_core = [
            self._span(number) if _is_known(core.option.known, self._known) else (0, every)
            for number, core in enumerate(self._kinds.cores)
        ]
        found: list[tuple[Bits, Bits]] = []
        for alike in self.same_body:
            can, must = 0, every
            for core in _members(alike):
                can |= of_core[core][0]
                must &= of_core[core][1]
            found.append((can, must))
        return found

    def _span(self, core: int) -> tuple[Bits, Bits]:
        own = self._kinds.cores[core].answers
        can = must = own.bits
        reached = [{level} for level in own.levels]
        for group, of_core in enumerate(self._could):
            answers = [self._kinds.answers[group][number] for number in of_core[core]]
            every = self._published.all
            for found in answers:
                can |= found.bits
                every &= found.bits
            must |= every
            for party, levels in enumerate(reached):
                theirs = {found.levels[party] for found in answers}
                reached[party] = {max(level, more) for level in levels for more in theirs}
        for name, levels in zip(self._kinds.parties, reached, strict=True):
            cells = [self._published.parties[name, LEVELS[level]] for level in levels]
            can |= sum(cells)
            must |= cells[0] if len(cells) == 1 else 0
        return can, must

    @cached_property
    def _could(self) -> list[list[list[int]]]:
        """For each group and core, the answers that may go with it."""
        found: list[list[list[int]]] = [[[] for _ in self._kinds.cores] for _ in self._kinds.groups]
        for group, possible in enumerate(self._kinds.possible):
            for (core, answers), option in possible.items():
                if _is_known(option.known, self._known):
                    found[group][core].append(answers)
        return found


def _is_known(sets: Sequence[Known], known: Known) -> bool:
    return any(facts & known == facts for facts in sets)


def _members(cores: Cores) -> list[int]:
    return [number for number in range(cores.bit_length()) if cores >> number & 1]


def _highest(levels: Sequence[Levels]) -> Levels:
    return tuple(map(max, zip(*levels, strict=True)))
