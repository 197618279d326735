"""The values that some facts can have together, as far as the tests of the rules tell them apart.

An equivalence class partitioning: of the values that all tests treat alike, one set is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from random import Random
from typing import Final

import polars as pl

from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.policy import Policy
from attendance_rules.program.program import AtLeast, Atom, Reaches
from attendance_rules.summary.disclosure.related import Group
from attendance_rules.summary.disclosure.truths import schema, truths

Values = dict[str, object]
Truth = tuple[bool | None, ...]
"""What each test says."""
Known = int
"""A set of facts that are known: bit n stands for the fact at place n of the Program."""

_MOST: Final = 20_000
"""Of more sets of values than these, some are tried, by lot. What is not tried is taken for
impossible, so that it protects nothing: counts are withheld in its place."""


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """Values that some facts can have together, and the smallest sets of facts that are known
    when the tests say so."""

    values: Values
    known: tuple[Known, ...]


def options(policy: Policy, group: Group, seen: pl.DataFrame | None = None) -> dict[Truth, Option]:
    """The options for the facts of a group, by what its tests say.

    `seen` holds sets of values that are known to be possible.
    """
    names = group.facts
    if not names:
        return {(): Option({}, (0,))}
    tried = pl.DataFrame(list(_tried(policy, group)), schema(policy, names), orient="row")
    if seen is not None:
        tried = pl.concat([seen.select(tried.columns).cast(dict(tried.schema)), tried])
    places = {fact.name: place for place, fact in enumerate(policy.program.facts)}
    told = truths(policy, tried, group.tests)
    found: dict[Truth, tuple[Values, set[Known]]] = {}
    for truth, values in zip(told.rows(), tried.rows(), strict=True):
        own = dict(zip(names, values, strict=True))
        known = sum(1 << places[name] for name, value in own.items() if value is not None)
        found.setdefault(truth, (own, set()))[1].add(known)
    return {truth: Option(own, smallest(known)) for truth, (own, known) in found.items()}


def smallest(sets: set[Known]) -> tuple[Known, ...]:
    """The sets that hold no other one within them."""
    kept: list[Known] = []
    for one in sorted(sets, key=int.bit_count):
        if not any(other & one == other for other in kept):
            kept.append(one)
    return tuple(kept)


def _tried(policy: Policy, group: Group) -> Iterator[tuple[object, ...]]:
    """Values for all facts of a group: each with each, but no count above one that it is within."""
    domains = [_domain(policy, name, group.tests) for name in group.facts]
    within = [
        (place, group.facts.index(whole))
        for place, name in enumerate(group.facts)
        for whole in wholes(policy.edition, name)
        if whole in group.facts
    ]
    if prod(map(len, domains)) <= _MOST:
        tried: Iterator[tuple[object, ...]] = product(*domains)
    else:
        random = Random(_MOST)  # noqa: S311
        tried = (tuple(map(random.choice, domains)) for _ in range(_MOST))
    yield (None,) * len(domains)
    for values in tried:
        if not any(_exceeds(values[part], values[whole]) for part, whole in within):
            yield values


def _exceeds(part: object, whole: object) -> bool:
    return isinstance(part, int) and isinstance(whole, int) and part > whole


def _domain(policy: Policy, name: str, tests: Sequence[Atom]) -> list[object]:
    match policy.edition.facts[name]:
        case WordFact() as fact:
            return [None, *fact.words]
        case CountFact():
            return [None, *sorted(_numbers(policy, name, tests))]
        case _:
            return [None, False, True]


def _numbers(policy: Policy, name: str, tests: Sequence[Atom]) -> set[int]:
    """Values of a count on either side of each bound, in wholes of several sizes."""
    bounds = {test.bound for test in tests if isinstance(test, AtLeast)}
    found = {0, *bounds, *(bound - 1 for bound in bounds if bound)}
    # In a whole of so many, every share in basis points is a number of its own.
    sizes = (1, 2, 20, 10_000 * (1 + max(bounds, default=0) // 10_000))
    for rate in policy.program.rates:
        if name in (rate.part, rate.whole):
            found.update(sizes)
        if name == rate.part:
            shares = {test.bound for test in tests if isinstance(test, Reaches)}
            least = (-(-share * size // 10_000) for share in shares for size in sizes)
            found.update(max(number + more, 0) for number in least for more in (-1, 0, 1))
    return found
