"""Program → the source of one Python function, straight-line but for a branch per gate.

Kleene values are the two bits of `program.kleene`, so "and" is `&` and "or" is `|`. A test that
several steps make is computed once. Steps that are gated by the same definition or tier stand
under one `if`, because most pupils are in none of the higher tiers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from attendance_rules.program.form import (
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
    Step,
    atoms,
)


def generate(program: Program) -> str:
    """The source of `evaluate(facts)`, with names and literals from the Program only."""
    return "\n".join(_Generator(program).lines()) + "\n"


class _Generator:
    def __init__(self, program: Program) -> None:
        self._program = program
        names = [fact.name for fact in program.facts] + [rate.name for rate in program.rates]
        if not all(name.isidentifier() and name.isascii() for name in names):
            raise ValueError("a fact's name cannot be a name in code")
        self._steps = {step.name: f"s{n}" for n, step in enumerate(program.steps)}
        uses = Counter(atom for step in program.steps for atom in atoms(step.condition))
        shared = [atom for atom, count in uses.items() if count > 1 or isinstance(atom, Reaches)]
        self._shared = {atom: f"t{n}" for n, atom in enumerate(shared)}

    def lines(self) -> Iterator[str]:
        yield "def evaluate(facts):"
        if self._program.facts:
            yield f"    {''.join(f'f_{fact.name}, ' for fact in self._program.facts)}= facts"
        for atom, name in self._shared.items():
            if not isinstance(atom, Reaches):
                yield f"    {name} = {self._atom(atom)}"
        yield from self._rates()
        for gate, group in groupby(self._program.steps, _gate):
            yield from self._group(gate, list(group))
        yield f"    return ({''.join(f'{name}, ' for name in self._steps.values())})"

    def _rates(self) -> Iterator[str]:
        """Each threshold of a rate, exact in integers: part / whole >= bound / 10,000."""
        for rate in self._program.rates:
            tests = {
                atom: name
                for atom, name in self._shared.items()
                if isinstance(atom, Reaches) and atom.rate == rate.name
            }
            if not tests:
                continue
            part, whole = f"f_{rate.part}", f"f_{rate.whole}"
            # An unknown whole is None and an undefined rate has the whole 0: neither has a rate.
            yield f"    if {part} is None or not {whole}:"
            yield f"        {' = '.join(tests.values())} = 1"
            yield "    else:"
            yield f"        scaled = {part} * 10000"
            for atom, name in tests.items():
                sign = ">" if atom.strictly else ">="
                yield f"        {name} = 3 if scaled {sign} {whole} * {atom.bound} else 0"

    def _group(self, gate: str | None, steps: list[Step]) -> Iterator[str]:
        names = [self._steps[step.name] for step in steps]
        if gate is None or len(steps) == 1:
            for step, name in zip(steps, names, strict=True):
                yield f"    {name} = {self._expression(step.condition)}"
            return
        yield f"    if {self._steps[gate]}:"
        for step, name in zip(steps, names, strict=True):
            yield f"        {name} = {self._expression(step.condition)}"
        yield "    else:"
        yield f"        {' = '.join(names)} = 0"

    def _expression(self, condition: Condition) -> str:
        match condition:
            case All(of=()):
                return "3"
            case Any(of=()):
                return "0"
            case All():
                return f"({' & '.join(self._expression(one) for one in condition.of)})"
            case Any():
                return f"({' | '.join(self._expression(one) for one in condition.of)})"
            case Not(of=Holds() | OneOf() | AtLeast() as atom) if atom not in self._shared:
                return self._atom(atom, yes=0, no=3)
            case Not():
                return f"(3, 1, 1, 0)[{self._expression(condition.of)}]"
            case Ref():
                return self._steps[condition.step]
            case _:
                return self._shared.get(condition) or self._atom(condition)

    def _atom(self, atom: Atom, yes: int = 3, no: int = 0) -> str:
        match atom:
            case Holds():
                fact, test = f"f_{atom.fact}", f"f_{atom.fact}"
            case OneOf(words=(word,)):
                fact, test = f"f_{atom.fact}", f"f_{atom.fact} == {word!r}"
            case OneOf():
                fact, test = f"f_{atom.fact}", f"f_{atom.fact} in {tuple(atom.words)!r}"
            case AtLeast():
                fact, test = f"f_{atom.fact}", f"f_{atom.fact} >= {atom.bound}"
            case Reaches():
                return self._shared[atom]
        return f"(1 if {fact} is None else {yes} if {test} else {no})"


def _gate(step: Step) -> str | None:
    """The definition or tier that a step's condition begins with, if it needs it."""
    match step.condition:
        case Ref(step=name) | All(of=(Ref(step=name), *_)):
            return name
    return None
