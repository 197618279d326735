"""The ways in which a step can be decided, and from them the unknown facts that still matter.

A way is a smallest set of answers that settles a step, whichever else is known: "the rate is at
or above 10 % and engagement is lacking", or "the rate is below 10 %". An answer is one cell of a
variable; the cells of a variable are the classes of its values that the step's tests tell apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from attendance_rules.program.form import (
    All,
    Any,
    AtLeast,
    Atom,
    Condition,
    Fact,
    FactValue,
    FactValues,
    Holds,
    Not,
    OneOf,
    Program,
    Rate,
    Reaches,
    Ref,
    atoms,
    leaves,
)

MOST_WAYS = 2_000
"""Beyond this many ways, every unknown fact that a step asks for counts as mattering."""

UNDEFINED = -1
"""The cell of a rate whose whole is 0: no answer about it is left to give."""


class TooManyWaysError(Exception):
    """The step has more ways than can be gone through."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact or rate as one step sees it: `cell` gives the class of its value, None if unknown."""

    facts: tuple[int, ...]
    cells: int
    cell: Callable[[FactValues], int | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Values from a lowest bound on, up to a bound that is not reached.

    A bound is a number (of a rate: basis points) and whether it must be passed, not just met.
    None where there is no bound.
    """

    lowest: tuple[int, bool] | None
    below: tuple[int, bool] | None


class Ways:
    """The ways to decide one step of a Program. Holds no pupil's facts."""

    def __init__(self, program: Program, step: str) -> None:
        self._program = program
        self._step = step
        self._names = tuple(fact.name for fact in program.facts)
        self._conditions = below(program, step)
        self._atoms = tuple(
            dict.fromkeys(atom for one in self._conditions.values() for atom in atoms(one))
        )

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {fact.name: position for position, fact in enumerate(self._program.facts)}

    @cached_property
    def _rates(self) -> Mapping[str, Rate]:
        return {rate.name: rate for rate in self._program.rates}

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """The facts and rates that the step asks for, by name."""
        return {
            name: self._rate(self._rates[name]) if name in self._rates else self._fact(name)
            for name in dict.fromkeys(map(subject, self._atoms))
        }

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
        return {answer: ways[self._step, answer] for answer in (True, False)}

    def to(self, answer: bool) -> tuple[Mapping[str, int], ...] | None:
        """The ways to make the step true, or false, each as a cell for every variable it names.

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

    def cells(self, values: FactValues) -> dict[str, int | None]:
        """The cell of each variable, None where it is unknown."""
        return {name: one.cell(values) for name, one in self.variables.items()}

    def span(self, name: str, cell: int) -> Span:
        """The values of a count or rate in one of its cells."""
        bounds = self._bounds(name)
        return Span(
            bounds[cell - 1] if cell else None, bounds[cell] if cell < len(bounds) else None
        )

    def words(self, name: str, cell: int) -> tuple[str, ...]:
        """The words of a fact in one of its cells."""
        return tuple(word for word, own in self._word_cells(name).items() if own == cell)

    def reachable(self, name: str) -> range:
        """The cells of a variable that hold a value: no count and no rate is below 0, and no rate
        is above 100 %, since the part of a rate lies within its whole."""
        bounds = self._bounds(name)
        none_below = (0, False) in bounds
        none_above = name in self._rates and (10_000, True) in bounds
        return range(int(none_below), self.variables[name].cells - int(none_above))

    def missing(self, values: FactValues) -> tuple[str, ...]:
        """The unknown facts that could still settle the step, in the Program's order.

        Exact where no two variables of the step share a count: an unknown fact is named if and
        only if, once some others are known, the answer hangs on it. Where they share one, or the
        step has more than `MOST_WAYS` ways, a fact too many may be named, never one too few.
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
            for way in _smallest({way & ~decided for way in self._ways if not way & against}):
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
        """The rates of the step that have no value, because nothing could be missed."""
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
        """The ways to make a condition true, or false, from those of the steps below it."""
        match condition:
            case Not():
                return self._to(condition.of, not answer, below)
            case All() | Any():
                children = [self._to(one, answer, below) for one in condition.of]
                if isinstance(condition, All) == answer:
                    return self._product(children)
                return _smallest({way for ways in children for way in ways})
            case Ref():
                return below[condition.step, answer]
            case _:
                name = subject(condition)
                return [
                    1 << (self._bits[name] + cell)
                    for cell in self.reachable(name)
                    if self._holds_in(condition, cell) == answer
                ]

    def _product(self, factors: list[list[int]]) -> list[int]:
        ways = [0]
        for factor in factors:
            if len(ways) * len(factor) > MOST_WAYS * 10:
                raise TooManyWaysError
            ways = _smallest(
                {one | other for one in ways for other in factor if self._agree(one, other)}
            )
            if len(ways) > MOST_WAYS:
                raise TooManyWaysError
        return ways

    def _agree(self, one: int, other: int) -> bool:
        """Whether two ways name no two cells of one variable."""
        return all(
            not (one & mask) or not (other & mask) or (one & mask) == (other & mask)
            for mask in self._masks.values()
        )

    def _holds_in(self, atom: Atom, cell: int) -> bool:
        match atom:
            case Holds():
                return cell == 1
            case OneOf():
                return cell in {self._word_cells(atom.fact)[word] for word in atom.words}
            case AtLeast():
                return cell > self._bounds(atom.fact).index((atom.bound, False))
            case Reaches():
                return cell > self._bounds(atom.rate).index((atom.bound, atom.strictly))

    def _bounds(self, name: str) -> list[tuple[int, bool]]:
        """The thresholds of a count or rate, rising; a cell is the number of those reached."""
        return sorted(
            {
                (atom.bound, isinstance(atom, Reaches) and atom.strictly)
                for atom in self._atoms
                if isinstance(atom, AtLeast | Reaches) and subject(atom) == name
            }
        )

    def _word_cells(self, name: str) -> Mapping[str, int]:
        """The class of each word: those that every test treats alike share one."""
        tests = [atom for atom in self._atoms if isinstance(atom, OneOf) and atom.fact == name]
        signatures = {
            word: tuple(word in test.words for test in tests)
            for word in self._program.fact(name).words
        }
        numbered = {signature: n for n, signature in enumerate(dict.fromkeys(signatures.values()))}
        return {word: numbered[signature] for word, signature in signatures.items()}

    def _fact(self, name: str) -> Variable:
        position = self._positions[name]
        fact: Fact = self._program.facts[position]
        if fact.kind == "yes_no":
            return Variable((position,), 2, _lookup(position, {False: 0, True: 1}))
        if fact.kind == "word":
            cells: dict[FactValue, int] = {**self._word_cells(name)}
            return Variable((position,), len(set(cells.values())), _lookup(position, cells))
        bounds = [bound for bound, _ in self._bounds(name)]

        def cell(values: FactValues) -> int | None:
            value = values[position]
            return bisect_right(bounds, value) if isinstance(value, int) else None

        return Variable((position,), len(bounds) + 1, cell)

    def _rate(self, rate: Rate) -> Variable:
        part_at, whole_at = self._positions[rate.part], self._positions[rate.whole]
        bounds = self._bounds(rate.name)

        def cell(values: FactValues) -> int | None:
            part, whole = values[part_at], values[whole_at]
            if whole == 0:
                return UNDEFINED
            if not isinstance(part, int) or not isinstance(whole, int):
                return None
            reached, scaled = 0, part * 10_000
            for bound, strictly in bounds:
                least = bound * whole
                reached += scaled > least if strictly else scaled >= least
            return reached

        return Variable((part_at, whole_at), len(bounds) + 1, cell)


def subject(atom: Atom) -> str:
    """The fact or rate that an atom tests."""
    return atom.rate if isinstance(atom, Reaches) else atom.fact


def below(program: Program, step: str) -> Mapping[str, Condition]:
    """The conditions of a step and of every step that it rests on, the lowest first."""
    needed = {step}
    for one in reversed(program.steps):
        if one.name in needed:
            needed.update(leaf.step for leaf in leaves(one.condition) if isinstance(leaf, Ref))
    return {one.name: one.condition for one in program.steps if one.name in needed}


def _lookup(position: int, cells: Mapping[FactValue, int]) -> Callable[[FactValues], int | None]:
    """The class of a fact of few values; none for None, which is unknown."""
    get = cells.get
    return lambda values: get(values[position])


def _smallest(ways: set[int]) -> list[int]:
    """The ways that hold no other one within them."""
    kept: list[int] = []
    for way in sorted(ways, key=int.bit_count):
        for one in kept:
            if one & way == one:
                break
        else:
            kept.append(way)
    return kept
