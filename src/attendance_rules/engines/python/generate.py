"""Program → the source of one Python function, straight-line but for a branch per gate.

Kleene values are the two bits of `program.kleene`, so "and" is `&` and "or" is `|`. A test that
several rules make is computed once. Rules that are gated by the same definition or tier stand
under one `if`, because most pupils are in none of the higher tiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

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
    Rule,
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
        self._twins = _twins(program)
        own = [rule for rule in program.rules if rule.name not in self._twins]
        self._groups = [(gate, list(rules)) for gate, rules in groupby(own, _gate)]
        uses: dict[Atom, list[int]] = {}
        for n, (_, rules) in enumerate(self._groups):
            for atom in (atom for rule in rules for atom in atoms(rule.condition)):
                uses.setdefault(atom, []).append(n)
        shared = [a for a, where in uses.items() if len(where) > 1 or isinstance(a, Reaches)]
        self._shared = {atom: f"t{n}" for n, atom in enumerate(shared)}
        self._only_in = {
            atom: uses[atom][0]
            for atom in shared
            if len(set(uses[atom])) == 1 and self._branches(uses[atom][0])
        }
        self._rules: dict[str, str] = {}
        for n, rule in enumerate(program.rules):
            twin = self._twins.get(rule.name)
            own_name = self._alias(rule.condition) or f"s{n}"
            self._rules[rule.name] = self._rules[twin] if twin else own_name

    def _branches(self, group: int) -> bool:
        """Whether a group of rules stands under an `if` of its own."""
        gate, rules = self._groups[group]
        return gate is not None and len(rules) > 1

    def _alias(self, condition: Condition) -> str | None:
        """What already holds the value of a rule that needs no line of its own."""
        match condition:
            case All(of=()):
                return "3"
            case Any(of=()):
                return "0"
            case Ref():
                return self._rules[condition.rule]
            case Holds() | OneOf() | AtLeast() | Reaches() if condition not in self._only_in:
                return self._shared.get(condition)
            case _:
                return None

    def lines(self) -> Iterator[str]:
        yield "def evaluate(facts):"
        if self._program.facts:
            yield f"    {''.join(f'f_{fact.name}, ' for fact in self._program.facts)}= facts"
        for atom, name in self._shared.items():
            if not isinstance(atom, Reaches) and atom not in self._only_in:
                yield f"    {name} = {self._atom(atom)}"
        yield from self._rates()
        for n, (gate, rules) in enumerate(self._groups):
            yield from self._group(n, gate, rules)
        yield f"    return ({''.join(f'{name}, ' for name in self._rules.values())})"

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

    def _group(self, number: int, gate: str | None, rules: list[Rule]) -> Iterator[str]:
        lines = {
            self._rules[rule.name]: self._expression(rule.condition)
            for rule in rules
            if self._alias(rule.condition) is None
        }
        if gate is None or not self._branches(number):
            yield from (f"    {name} = {value}" for name, value in lines.items())
        elif lines:
            yield f"    if {self._rules[gate]}:"
            for atom, name in self._shared.items():
                if self._only_in.get(atom) == number:
                    yield f"        {name} = {self._atom(atom)}"
            yield from (f"        {name} = {value}" for name, value in lines.items())
            yield "    else:"
            yield f"        {' = '.join(lines)} = 0"

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
                return self._rules[condition.rule]
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


def _twins(program: Program) -> dict[str, str]:
    """The rules whose condition an earlier rule has as well, with that rule."""
    first: dict[Condition, str] = {}
    found = {rule.name: first.setdefault(rule.condition, rule.name) for rule in program.rules}
    return {name: twin for name, twin in found.items() if name != twin}


def _gate(rule: Rule) -> str | None:
    """The definition or tier that a rule's condition begins with, if it needs it."""
    match rule.condition:
        case Ref(rule=name) | All(of=(Ref(rule=name), *_)):
            return name
    return None
