"""The ways in which a rule can be decided, and from them the unknown facts that still matter.

A way is a smallest set of answers that settles a rule, whichever else is known: "the rate is at
or above 10% and engagement is lacking", or "the rate is below 10%". An answer is one cell of a
variable; the cells of a variable are the classes of its values that the rule's tests tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from attendance_rules.program.analysis.implicants import (
    MOST_WAYS,
    Combiner,
    TooManyWaysError,
    smallest,
)
from attendance_rules.program.analysis.partition import UNDEFINED, Cells, Span, Variable, subject
from attendance_rules.program.program import (
    All,
    Any,
    Atom,
    Condition,
    FactValues,
    Not,
    Program,
    Ref,
    atoms,
    leaves,
)

__all__ = ["MOST_WAYS", "Span", "Variable", "Ways", "below", "subject"]


class Ways(Cells):
    """The ways to decide one rule of a Program. Holds no pupil's facts."""

    def __init__(self, program: Program, rule: str) -> None:
        self._rule = rule
        self._conditions = below(program, rule)
        super().__init__(program, (a for one in self._conditions.values() for a in atoms(one)))
        self._names = tuple(fact.name for fact in program.facts)

    @cached_property
    def _bits(self) -> Mapping[str, int]:
        """Where the cells of each variable begin in a bit mask of cells."""
        offsets: dict[str, int] = {}
        offset = 0
        for name, variable in self.variables.items():
            offsets[name] = offset
            offset += variable.cells
        return offsets

    @cached_property
    def _masks(self) -> Mapping[str, int]:
        """All cells of each variable, as a bit mask."""
        return {
            name: ((1 << variable.cells) - 1) << self._bits[name]
            for name, variable in self.variables.items()
        }

    @cached_property
    def _ways(self) -> tuple[int, ...] | None:
        """Every way, to yes or to no, as a bit mask with one cell for each variable it names."""
        both = self._both
        return None if both is None else (*both[True], *both[False])

    @cached_property
    def _both(self) -> Mapping[bool, list[int]] | None:
        """The ways to each answer."""
        ways: dict[tuple[str, bool], list[int]] = {}
        try:
            for name, condition in self._conditions.items():
                for answer in (True, False):
                    ways[name, answer] = self._to(condition, answer, ways)
        except TooManyWaysError:
            return None
        return {answer: ways[self._rule, answer] for answer in (True, False)}

    def to(self, answer: bool) -> tuple[Mapping[str, int], ...] | None:
        """The ways to make the rule true, or false, each as a cell for every variable it names.

        None when there are more than `MOST_WAYS`.
        """
        return None if self._named is None else self._named[answer]

    @cached_property
    def _named(self) -> Mapping[bool, tuple[Mapping[str, int], ...]] | None:
        if self._both is None:
            return None
        return {
            answer: tuple(
                {
                    name: ((way & mask) >> self._bits[name]).bit_length() - 1
                    for name, mask in self._masks.items()
                    if way & mask
                }
                for way in ways
            )
            for answer, ways in self._both.items()
        }

    def missing(self, values: FactValues) -> tuple[str, ...]:
        """The unknown facts that could still settle the rule, in the Program's order.

        Exact where no two variables of the rule share a count: an unknown fact is named if and
        only if, once some others are known, the answer hangs on it. Where they share one, or the
        rule has more than `MOST_WAYS` ways, a fact too many may be named, never one too few.
        """
        known = decided = blocked = 0
        for mask, offset, variable in self._layout:
            cell = variable.cell(values)
            if cell is None:
                continue
            if cell == UNDEFINED:
                blocked |= mask
            else:
                known |= 1 << (offset + cell)
                decided |= mask
        if self._ways is None:
            relevant = ~(decided | blocked)
        else:
            against = (decided & ~known) | blocked
            relevant = 0
            for way in smallest({way & ~decided for way in self._ways if not way & against}):
                relevant |= way
        positions = {
            position
            for mask, _, variable in self._layout
            if relevant & mask
            for position in variable.facts
            if values[position] is None
        }
        return tuple([self._names[position] for position in sorted(positions)])

    def undefined(self, values: FactValues) -> tuple[str, ...]:
        """The rates of the rule that have no value, because nothing could be missed."""
        return tuple([name for name, cell in self._rate_cells if cell(values) == UNDEFINED])

    @cached_property
    def _layout(self) -> tuple[tuple[int, int, Variable], ...]:
        """Each variable with its mask and where its cells begin."""
        return tuple(
            (self._masks[name], self._bits[name], variable)
            for name, variable in self.variables.items()
        )

    @cached_property
    def _rate_cells(self) -> tuple[tuple[str, Callable[[FactValues], int | None]], ...]:
        return tuple(
            (name, one.cell) for name, one in self.variables.items() if name in self._rates
        )

    def _to(
        self, condition: Condition, answer: bool, below: Mapping[tuple[str, bool], list[int]]
    ) -> list[int]:
        """The ways to make a condition true, or false, from those of the rules below it."""
        match condition:
            case Not():
                return self._to(condition.of, not answer, below)
            case All() | Any():
                children = [self._to(one, answer, below) for one in condition.of]
                if isinstance(condition, All) == answer:
                    return self._combiner.every(children)
                return self._combiner.either(children)
            case Ref():
                return below[condition.rule, answer]
            case _:
                return self._to_atom(condition, answer)

    def _to_atom(self, atom: Atom, answer: bool) -> list[int]:
        name = subject(atom)
        cells = self.reachable(name)
        if len(cells) > MOST_WAYS:
            raise TooManyWaysError
        holding = self.holding(atom)
        return [1 << (self._bits[name] + cell) for cell in cells if (cell in holding) == answer]

    @cached_property
    def _combiner(self) -> Combiner:
        return Combiner(self._masks.values())


def below(program: Program, rule: str) -> Mapping[str, Condition]:
    """The conditions of a rule and of every rule that it rests on, the lowest first."""
    needed = {rule}
    for one in reversed(program.rules):
        if one.name in needed:
            needed.update(leaf.rule for leaf in leaves(one.condition) if isinstance(leaf, Ref))
    return {one.name: one.condition for one in program.rules if one.name in needed}
