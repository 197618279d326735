"""Program → the tables that the module's hand-written part goes through, as plain values.

Steps, tests, facts and rates are named by their positions. What can be worked out without a pupil
is worked out here: the classes of values that a step tells apart, and the ways to decide it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any as Plain

from attendance_rules.edition.vocabulary import LARGEST_COUNT
from attendance_rules.errors import EngineError
from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Atom,
    Condition,
    Holds,
    Not,
    OneOf,
    Program,
    Reaches,
    Ref,
    atoms,
)

EXACT = 2**53
"""From here on, not every whole number is a number of JavaScript."""

SayCell = Callable[[Ways, str, int], str]
"""A class of values of a fact or rate, as one step sees it, in words."""


def tests(program: Program) -> dict[Atom, int]:
    """Every test that some step makes, once, with its position."""
    found: dict[Atom, int] = {}
    for step in program.rules:
        for atom in atoms(step.condition):
            found.setdefault(atom, len(found))
    return found


class Tables:
    """The tables of one Program. `asked` names the steps that outcomes are told of."""

    def __init__(self, program: Program, asked: Iterable[str], say: SayCell) -> None:
        """Raises `EngineError` for numbers that JavaScript does not hold exactly."""
        self._program = program
        self._asked = tuple(asked)
        self._say = say
        self._facts = {fact.name: position for position, fact in enumerate(program.facts)}
        self._rates = {rate.name: position for position, rate in enumerate(program.rates)}
        self._steps = {step.name: position for position, step in enumerate(program.rules)}
        self._tests = tests(program)
        self._variables: dict[str, int] = {}
        self._plain: list[Plain] = []
        for atom in self._tests:
            _check_exact(atom)

    def plain(self) -> dict[str, Plain]:
        """All of them, as JSON can hold them."""
        first: dict[Condition, int] = {}
        alike = [
            first.setdefault(step.condition, position)
            for position, step in enumerate(self._program.rules)
        ]
        asked = dict.fromkeys(alike[self._steps[name]] for name in self._asked)
        return {
            "rates": [
                {"part": self._facts[rate.part], "whole": self._facts[rate.whole]}
                for rate in self._program.rates
            ],
            "tests": [self._test(atom) for atom in self._tests],
            "alike": alike,
            "conditions": [
                self._condition(step.condition) if alike[position] == position else None
                for position, step in enumerate(self._program.rules)
            ],
            "ways": {position: self._ways(position) for position in asked},
            "variables": self._plain,
        }

    def _condition(self, condition: Condition) -> Plain:
        match condition:
            case Ref():
                return {"step": self._steps[condition.rule]}
            case Not():
                return {"not": self._condition(condition.of)}
            case All():
                return {"all": [self._condition(inner) for inner in condition.of]}
            case Any():
                return {"any": [self._condition(inner) for inner in condition.of]}
            case _:
                return {"test": self._tests[condition]}

    def _test(self, atom: Atom) -> dict[str, Plain]:
        match atom:
            case Holds():
                return {"kind": "holds", "fact": self._facts[atom.fact]}
            case OneOf():
                return {"kind": "one_of", "fact": self._facts[atom.fact], "words": [*atom.words]}
            case AtLeast():
                return {"kind": "at_least", "fact": self._facts[atom.fact], "bound": atom.bound}
            case Reaches():
                rate = self._rates[atom.rate]
                return {
                    "kind": "reaches",
                    "rate": rate,
                    "bound": atom.bound,
                    "strictly": atom.strictly,
                }

    def _ways(self, position: int) -> dict[str, Plain]:
        ways = Ways(self._program, self._program.rules[position].name)
        at = {name: self._variable(ways, name) for name in ways.variables}
        return {
            "variables": [*at.values()],
            **{
                answer: None
                if (found := ways.to(answer == "yes")) is None
                else [[[at[name], cell] for name, cell in way.items()] for way in found]
                for answer in ("yes", "no")
            },
        }

    def _variable(self, ways: Ways, name: str) -> int:
        """The position of a variable among those of all steps; steps that see it alike share it."""
        variable = ways.variables[name]
        reachable = ways.reachable(name)
        plain: dict[str, Plain] = {}
        if name in self._rates:
            plain |= {"kind": "rate", "rate": self._rates[name]}
        else:
            fact = self._program.fact(name)
            plain |= {"kind": fact.kind, "fact": self._facts[name]}
            if fact.kind == "word":
                plain["cells"] = {
                    word: cell for cell in reachable for word in ways.words(name, cell)
                }
        if name in self._rates or self._program.fact(name).kind == "count":
            plain["bounds"] = [ways.span(name, cell).lowest for cell in range(1, variable.cells)]
        plain["first"], plain["end"] = reachable.start, reachable.stop
        plain["said"] = [self._say(ways, name, cell) for cell in reachable]
        key = repr(plain)
        if key not in self._variables:
            self._variables[key] = len(self._plain)
            self._plain.append(plain)
        return self._variables[key]


def _check_exact(atom: Atom) -> None:
    largest = LARGEST_COUNT * max(10_000, atom.bound) if isinstance(atom, Reaches) else 0
    if largest >= EXACT or (isinstance(atom, AtLeast) and atom.bound >= EXACT):
        raise EngineError("a number of the rules is too big for JavaScript to compare exactly")
