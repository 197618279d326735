"""Derivations → the rules of durable-rules, and the messages that they wait for.

A stratum is one message, or several where its productions do not fit one kind of message. Each kind
has a catch-all, which shows that a message was handled to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from attendance_rules.engines.durable.bounds import Bound, Conjunction, Number
from attendance_rules.engines.durable.derivations import Derivation, Derivations
from attendance_rules.engines.durable.names import distinct
from attendance_rules.engines.durable.readers import Reader, reader
from attendance_rules.errors import EngineError
from attendance_rules.program.program import Program

# Above 64 conditions that match one message the library fires nothing; a message has room for 254
# fields and a ruleset for 4,096 rules; and it hangs on 512 conditions under one parent, as the
# kinds all are.
MOST_PRODUCTIONS_OF_A_KIND = 59
MOST_FIELDS = 200
MOST_PRODUCTIONS = 4096
MOST_KINDS = 400
MOST_VALUE = 2**31 - 2

SEEN = -1
"""What a catch-all finds; every other production finds the place of what it derives."""

PRIME, COMMIT = "prime", "commit"

Found = set[int]
RuleAction = Callable[[Found], None]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: the place that it is filled from, and what says "unknown" in it."""

    name: str
    place: int
    unknown: int


@dataclass(frozen=True, slots=True)
class MessageKind:
    """Asserted for a pupil once, or twice if it leaves something unknown."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Kinds that need nothing of one another, and the places of what their productions derive."""

    kinds: tuple[MessageKind, ...]
    derives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Production:
    """A rule of the library: tests after that of the kind, and the place that its action finds."""

    kind: str
    tests: tuple[dict[str, dict[str, int]], ...]
    finds: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A Program compiled for durable-rules.

    What is known of a pupil is one list, with a place for each number that a production asks for or
    derives. `start` is that list before anything is read, `readers` fill in the facts, and `rules`
    says where the answer of each rule of the Program is found in the end.
    """

    productions: tuple[Production, ...]
    strata: tuple[Stratum, ...]
    start: tuple[int | None, ...]
    readers: tuple[tuple[int, Reader], ...]
    rules: tuple[int, ...]

    def definition(self) -> dict[str, dict[str, Any]]:
        """The productions in the library's JSON form: new each time, since it changes them."""
        return {
            f"r{n}": {
                "all": [{"m": {"$and": [{"kind": production.kind}, *production.tests]}}],
                "run": finding(production.finds),
            }
            for n, production in enumerate(self.productions)
        }


def finding(place: int) -> RuleAction:
    """The action of a production."""

    def run(found: Found) -> None:
        found.add(place)

    return run


def compile_rulebook(program: Program) -> Rulebook:
    """The rulebook of a Program. Raises `EngineError` if durable-rules cannot hold it."""
    return _Compiler(program).rulebook()


class _Compiler:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._derivations = Derivations(program)
        bounds: dict[Bound, None] = {}
        self._values: dict[Number, set[int]] = {}
        for derivation in self._derivations.all:
            for production in derivation.productions:
                for bound, value in production.items():
                    bounds[bound] = None
                    self._values.setdefault(bound.number, set()).add(value)
        if any(abs(value) > MOST_VALUE for values in self._values.values() for value in values):
            raise EngineError("a rule has a number that is too big for durable-rules")
        derived = (derivation.number for derivation in self._derivations.all)
        # Places 0 and 1 hold the answers of the rules that never and that always hold.
        numbers = dict.fromkeys([*self._values, *derived])
        self._places = {number: place for place, number in enumerate(numbers, start=2)}
        names = distinct("f", taken=("id", "sid", "kind", "$s"))
        self._fields = {bound: self._field(bound, next(names)) for bound in bounds}

    def rulebook(self) -> Rulebook:
        productions = [Production(kind, (), SEEN) for kind in (PRIME, COMMIT)]
        heights = sorted({derivation.stratum for derivation in self._derivations.all})
        strata = tuple(self._stratum(height, productions) for height in heights)
        kinds = {production.kind for production in productions}
        if len(productions) > MOST_PRODUCTIONS or len(kinds) > MOST_KINDS:
            raise EngineError("the policy has more rules than durable-rules can hold")
        return Rulebook(
            productions=tuple(productions),
            strata=strata,
            start=(0, 1, *(None for _ in self._places)),
            readers=tuple(
                (self._places[number], reader(self._program, number, values))
                for number, values in self._values.items()
                if number.of != "derived"
            ),
            rules=tuple(self._place(rule.name) for rule in self._program.rules),
        )

    def _place(self, rule: str) -> int:
        number = self._derivations.rules[rule]
        return int(number) if isinstance(number, bool) else self._places[number]

    def _field(self, bound: Bound, name: str) -> Field:
        values = self._values[bound.number]
        passes_all = max(values) if bound.side == "most" else min(values) - 1
        return Field(name, self._places[bound.number], unknown=passes_all)

    def _stratum(self, height: int, productions: list[Production]) -> Stratum:
        here = [derivation for derivation in self._derivations.all if derivation.stratum == height]
        kinds: list[MessageKind] = []
        for shard in _shards(here):
            kind = f"stratum {height}.{len(kinds)}"
            asked = dict.fromkeys(bound for asks, _ in shard for bound in asks)
            kinds.append(MessageKind(kind, tuple(self._fields[bound] for bound in asked)))
            for asks, number in shard:
                tests = tuple(self._test(bound, value) for bound, value in asks.items())
                productions.append(Production(kind, tests, self._places[number]))
            productions.append(Production(kind, (), SEEN))
        return Stratum(tuple(kinds), tuple(self._places[derived.number] for derived in here))

    def _test(self, bound: Bound, value: int) -> dict[str, dict[str, int]]:
        return {"$gte" if bound.side == "most" else "$lt": {self._fields[bound].name: value}}


def _shards(derivations: Iterable[Derivation]) -> Iterator[list[tuple[Conjunction, Number]]]:
    """The productions of a stratum, as many together as the library takes in one kind."""
    shard: list[tuple[Conjunction, Number]] = []
    asked: set[Bound] = set()
    for derivation in derivations:
        for production in derivation.productions:
            too_many = len(shard) == MOST_PRODUCTIONS_OF_A_KIND
            if too_many or len(asked | production.keys()) > MOST_FIELDS:
                yield shard
                shard, asked = [], set()
            shard.append((production, derivation.number))
            asked |= production.keys()
    if shard:
        yield shard
