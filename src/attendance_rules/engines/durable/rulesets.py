"""Derivations → the rules of durable-rules, and the messages that they wait for.

A stratum is one message, or several where its rules do not fit one kind. Each kind has a catch-all
rule, which shows that a message was handled to the end.
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
MOST_RULES_OF_A_KIND = 59
MOST_FIELDS = 200
MOST_RULES = 4096
MOST_KINDS = 400
MOST_VALUE = 2**31 - 2

SEEN = -1
"""What a catch-all finds; every other rule finds the place of what it derives."""

PRIME, COMMIT = "prime", "commit"

Found = set[int]
Action = Callable[[Found], None]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: the place that it is filled from, and what says "unknown" in it."""

    name: str
    place: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message, asserted for a pupil once, or twice if it leaves something unknown."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Kinds that need nothing of one another, and the places of what their rules derive."""

    kinds: tuple[Kind, ...]
    derives: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Tests after that of the kind, and the place that its action finds."""

    kind: str
    tests: tuple[dict[str, dict[str, int]], ...]
    finds: int


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A Program compiled for durable-rules.

    What is known of a pupil is one list, with a place for each number that a rule asks for or
    derives. `start` is that list before anything is read, `readers` fill in the facts, and
    `steps` says where each step is found in the end.
    """

    rules: tuple[Rule, ...]
    strata: tuple[Stratum, ...]
    start: tuple[int | None, ...]
    readers: tuple[tuple[int, Reader], ...]
    steps: tuple[int, ...]

    def definition(self) -> dict[str, dict[str, Any]]:
        """The rules in the library's JSON form: new ones each time, since it changes them."""
        return {
            f"r{n}": {
                "all": [{"m": {"$and": [{"kind": rule.kind}, *rule.tests]}}],
                "run": finding(rule.finds),
            }
            for n, rule in enumerate(self.rules)
        }


def finding(place: int) -> Action:
    """The action of a rule."""

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
            for rule in derivation.rules:
                for bound, value in rule.items():
                    bounds[bound] = None
                    self._values.setdefault(bound.number, set()).add(value)
        if any(abs(value) > MOST_VALUE for values in self._values.values() for value in values):
            raise EngineError("a rule has a number that is too big for durable-rules")
        derived = (derivation.number for derivation in self._derivations.all)
        # Places 0 and 1 hold the answers of the steps that never and that always hold.
        numbers = dict.fromkeys([*self._values, *derived])
        self._places = {number: place for place, number in enumerate(numbers, start=2)}
        names = distinct("f", taken=("id", "sid", "kind", "$s"))
        self._fields = {bound: self._field(bound, next(names)) for bound in bounds}

    def rulebook(self) -> Rulebook:
        rules = [Rule(kind, (), SEEN) for kind in (PRIME, COMMIT)]
        heights = sorted({derivation.stratum for derivation in self._derivations.all})
        strata = tuple(self._stratum(height, rules) for height in heights)
        kinds = {rule.kind for rule in rules}
        if len(rules) > MOST_RULES or len(kinds) > MOST_KINDS:
            raise EngineError("the policy has more rules than durable-rules can hold")
        return Rulebook(
            rules=tuple(rules),
            strata=strata,
            start=(0, 1, *(None for _ in self._places)),
            readers=tuple(
                (self._places[number], reader(self._program, number, values))
                for number, values in self._values.items()
                if number.of != "derived"
            ),
            steps=tuple(self._place(step.name) for step in self._program.steps),
        )

    def _place(self, step: str) -> int:
        number = self._derivations.steps[step]
        return int(number) if isinstance(number, bool) else self._places[number]

    def _field(self, bound: Bound, name: str) -> Field:
        values = self._values[bound.number]
        passes_all = max(values) if bound.side == "most" else min(values) - 1
        return Field(name, self._places[bound.number], unknown=passes_all)

    def _stratum(self, height: int, rules: list[Rule]) -> Stratum:
        here = [one for one in self._derivations.all if one.stratum == height]
        kinds: list[Kind] = []
        for shard in _shards(here):
            kind = f"stratum {height}.{len(kinds)}"
            asked = dict.fromkeys(bound for asks, _ in shard for bound in asks)
            kinds.append(Kind(kind, tuple(self._fields[bound] for bound in asked)))
            for asks, number in shard:
                tests = tuple(self._test(bound, value) for bound, value in asks.items())
                rules.append(Rule(kind, tests, self._places[number]))
            rules.append(Rule(kind, (), SEEN))
        return Stratum(tuple(kinds), tuple(self._places[one.number] for one in here))

    def _test(self, bound: Bound, value: int) -> dict[str, dict[str, int]]:
        return {"$gte" if bound.side == "most" else "$lt": {self._fields[bound].name: value}}


def _shards(derivations: Iterable[Derivation]) -> Iterator[list[tuple[Conjunction, Number]]]:
    """The rules of a stratum, as many together as the library takes in one kind."""
    shard: list[tuple[Conjunction, Number]] = []
    asked: set[Bound] = set()
    for derivation in derivations:
        for rule in derivation.rules:
            if len(shard) == MOST_RULES_OF_A_KIND or len(asked | rule.keys()) > MOST_FIELDS:
                yield shard
                shard, asked = [], set()
            shard.append((rule, derivation.number))
            asked |= rule.keys()
    if shard:
        yield shard
