"""The values of facts and rates in classes: the cells of a variable, as one rule sees it.

The cells of a variable are the classes of its values that the rule's tests tell apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from attendance_rules.program.program import (
    AtLeast,
    Atom,
    Fact,
    FactValues,
    Holds,
    OneOf,
    Program,
    Rate,
    Reaches,
)

UNDEFINED = -1
"""The cell of a rate whose whole is 0: no answer about it is left to give."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact or rate as one rule sees it: `cell` gives the class of its value, None if unknown."""

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


class Cells:
    """The facts and rates that some tests ask for, each with its cells."""

    def __init__(self, program: Program, atoms: Iterable[Atom]) -> None:
        self._program = program
        self._atoms = tuple(dict.fromkeys(atoms))

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {fact.name: position for position, fact in enumerate(self._program.facts)}

    @cached_property
    def _rates(self) -> Mapping[str, Rate]:
        return {rate.name: rate for rate in self._program.rates}

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """The facts and rates that the rule asks for, by name."""
        return {
            name: self._rate(self._rates[name]) if name in self._rates else self._fact(name)
            for name in dict.fromkeys(map(subject, self._atoms))
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
        is above 100%, since the part of a rate lies within its whole."""
        bounds = self._bounds(name)
        none_below = (0, False) in bounds
        none_above = name in self._rates and (10_000, True) in bounds
        return range(int(none_below), self.variables[name].cells - int(none_above))

    def holding(self, atom: Atom) -> Container[int]:
        """The cells in which an atom holds."""
        match atom:
            case Holds():
                return (1,)
            case OneOf():
                cells = self._word_cells(atom.fact)
                return {cells[word] for word in atom.words}
            case AtLeast() | Reaches():
                bounds = self._bounds(subject(atom))
                return range(bisect_left(bounds, _bound(atom)) + 1, len(bounds) + 1)

    def _bounds(self, name: str) -> list[tuple[int, bool]]:
        """The thresholds of a count or rate, rising; a cell is the number of those reached."""
        return self._all_bounds.get(name, [])

    @cached_property
    def _all_bounds(self) -> Mapping[str, list[tuple[int, bool]]]:
        found: dict[str, set[tuple[int, bool]]] = {}
        for atom in self._atoms:
            if isinstance(atom, AtLeast | Reaches):
                found.setdefault(subject(atom), set()).add(_bound(atom))
        return {name: sorted(bounds) for name, bounds in found.items()}

    def _word_cells(self, name: str) -> Mapping[str, int]:
        """The class of each word: those that every test treats alike share one."""
        return self._all_word_cells[name]

    @cached_property
    def _all_word_cells(self) -> Mapping[str, Mapping[str, int]]:
        tests: dict[str, list[OneOf]] = {}
        for atom in self._atoms:
            if isinstance(atom, OneOf):
                tests.setdefault(atom.fact, []).append(atom)
        return {name: _classes(self._program.fact(name).words, of) for name, of in tests.items()}

    def _fact(self, name: str) -> Variable:
        position = self._positions[name]
        fact: Fact = self._program.facts[position]
        if fact.kind == "yes_no":
            return Variable((position,), 2, _lookup(position, {False: 0, True: 1}))
        if fact.kind == "word":
            cells = self._word_cells(name)
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


def _lookup(position: int, cells: Mapping[Any, int]) -> Callable[[FactValues], int | None]:
    """The class of a fact of few values; none for None, which is unknown."""
    get = cells.get
    return lambda values: get(values[position])


def _bound(atom: AtLeast | Reaches) -> tuple[int, bool]:
    """The threshold of an atom, and whether it must be passed, not just met."""
    return atom.bound, isinstance(atom, Reaches) and atom.strictly


def _classes(words: Iterable[str], tests: Iterable[OneOf]) -> Mapping[str, int]:
    """A number for each word, the same for words that stand in the same tests."""
    within: dict[str, list[int]] = {word: [] for word in words}
    for position, test in enumerate(tests):
        for word in test.words:
            within[word].append(position)
    numbers: dict[tuple[int, ...], int] = {}
    return {word: numbers.setdefault(tuple(of), len(numbers)) for word, of in within.items()}
