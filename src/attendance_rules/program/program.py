"""The Program: facts, rates and rules, and nothing that an engine does not need.

A rule is a named condition: a definition, membership of a tier, an obligation or a part of one.
Rules stand in an order in which each refers only to rules of a lower stratum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

FactValue = bool | int | str | None
FactValues = tuple[FactValue, ...]
"""What is known of a pupil: one value for each fact of the Program, None where unknown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An input. `words` is empty unless the fact is a word."""

    name: str
    kind: Literal["yes_no", "word", "count"]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of one count in another; unknown while either is, and undefined when `whole` is 0."""

    name: str
    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Holds:
    """The yes/no fact is yes."""

    fact: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The word is one of these. Never all words of the fact."""

    fact: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The count is `bound` or more."""

    fact: str
    bound: int


@dataclass(frozen=True, slots=True)
class Reaches:
    """The rate is at or above `bound` basis points; above it, if `strictly`."""

    rate: str
    bound: int
    strictly: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """The rule of this name holds."""

    rule: str


@dataclass(frozen=True, slots=True)
class Not:
    of: Condition


@dataclass(frozen=True, slots=True)
class All:
    """Every one holds; of none, true."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one holds; of none, false."""

    of: tuple[Condition, ...]


Atom = Holds | OneOf | AtLeast | Reaches
Condition = Atom | Ref | Not | All | Any

Role = Literal["definition", "tier", "obligation", "part"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named condition. `stratum` is above that of every rule that it refers to, from 0."""

    name: str
    role: Role
    condition: Condition
    stratum: int


@dataclass(frozen=True, slots=True)
class Program:
    """Facts and rates in, rules out. `tiers` names the tiers' rules from the lowest up."""

    facts: tuple[Fact, ...]
    rates: tuple[Rate, ...]
    rules: tuple[Rule, ...]
    tiers: tuple[str, ...]

    def fact(self, name: str) -> Fact:
        return next(fact for fact in self.facts if fact.name == name)

    def rule(self, name: str) -> Rule:
        return next(rule for rule in self.rules if rule.name == name)


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of a condition, not following references."""
    for leaf in leaves(condition):
        if not isinstance(leaf, Ref):
            yield leaf


def leaves(condition: Condition) -> Iterator[Atom | Ref]:
    """Every atom and reference of a condition, in order."""
    match condition:
        case Not():
            yield from leaves(condition.of)
        case All() | Any():
            for one in condition.of:
                yield from leaves(one)
        case _:
            yield condition
