"""What the tests of some obligations can say together.

An equivalence partitioning: of values of the facts that all tests treat alike, one set is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice, product
from math import prod
from operator import or_
from random import Random
from typing import Final

import polars as pl

from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.policy import Policy
from attendance_rules.program.analysis.partition import Cells, subject
from attendance_rules.program.program import AtLeast, Atom, Reaches
from attendance_rules.summary.disclosure.related import Group
from attendance_rules.summary.disclosure.truths import TYPES, Truth, truths

Known = int
"""A set of facts that are known: bit n stands for the fact at place n of the Program."""

_MOST: Final = 20_000
"""So many sets of values or truths are gone through, and no more."""


@dataclass(frozen=True, slots=True)
class Option:
    """When something can be so: the smallest sets of facts that are then known.

    `shown` are those for which there is an example: none, if perhaps it is so of nobody.
    """

    shown: tuple[Known, ...]
    known: tuple[Known, ...]

    def or_else(self, other: Option) -> Option:
        """When this or the other can be so."""
        return Option(smallest([*self.shown, *other.shown]), smallest([*self.known, *other.known]))


@dataclass(frozen=True, slots=True)
class Options:
    """What the tests of a group can say, with examples first, and whether that is all."""

    options: Mapping[Truth, Option]
    are_all: bool


def options(
    policy: Policy, group: Group, seen: Iterable[Truth] = (), *, most: int = _MOST
) -> Options:
    """The options of a group, at most so many. What is `seen` of somebody needs no example."""
    free = _free(policy, group, most)
    shown: dict[Truth, set[Known]] = {}
    for truth in seen:
        shown.setdefault(truth, set()).update(free.get(truth, ()))
    for truth, known in _examples(policy, group):
        shown.setdefault(truth, set()).add(known)
    found = {
        truth: Option(smallest(shown.get(truth, ())), smallest(free.get(truth, ())))
        for truth in dict.fromkeys([*shown, *free])
    }
    return Options(dict(islice(found.items(), most)), bool(free))


def _free(policy: Policy, group: Group, most: int) -> dict[Truth, set[Known]]:
    """What the tests could say if every fact and rate were free of the others, with the facts that
    would be known. Nothing, if that is too much to go through."""
    cells = Cells(policy.program, group.tests)
    cases: list[list[tuple[dict[Atom, bool | None], Known]]] = []
    for name, variable in cells.variables.items():
        tests = [test for test in group.tests if subject(test) == name]
        fact = policy.edition.facts.get(name)
        default = fact.default if isinstance(fact, YesNoFact) else None
        known = sum(1 << place for place in variable.facts)
        cases.append([(dict.fromkeys(tests, default), 0)])
        cases[-1] += [
            ({test: cell in cells.holding(test) for test in tests}, known)
            for cell in cells.reachable(name)
        ]
    if prod(map(len, cases)) > most:
        return {}
    found: dict[Truth, set[Known]] = {}
    for case in product(*cases):
        says = {test: value for told, _ in case for test, value in told.items()}
        truth = tuple(says[test] for test in group.tests)
        found.setdefault(truth, set()).add(reduce(or_, (known for _, known in case), 0))
    return found


def _examples(policy: Policy, group: Group) -> Iterator[tuple[Truth, Known]]:
    """What the tests say of many sets of facts, with the facts that are known."""
    if not group.facts:
        yield (), 0
        return
    kinds = {fact.name: fact.kind for fact in policy.program.facts}
    places = {fact.name: 1 << place for place, fact in enumerate(policy.program.facts)}
    schema = {name: TYPES[kinds[name]] for name in group.facts}
    tried = pl.DataFrame(list(_tried(policy, group)), schema, orient="row")
    names = {test: f"test {number}" for number, test in enumerate(group.tests)}
    told = truths(policy, tried.with_row_index("row"), names, beside="row").drop("row")
    for truth, values in zip(told.iter_rows(), tried.iter_rows(), strict=True):
        own = zip(group.facts, values, strict=True)
        yield truth, sum(places[name] for name, value in own if value is not None)


def _tried(policy: Policy, group: Group) -> Iterator[tuple[object, ...]]:
    """Values for all facts of a group: each with each, but no count above one that it is within."""
    domains = [_domain(policy, name, group.tests) for name in group.facts]
    within = [
        (place, group.facts.index(whole))
        for place, name in enumerate(group.facts)
        for whole in wholes(policy.edition, name)
        if whole in group.facts
    ]
    tried: Iterator[tuple[object, ...]] = product(*domains)
    if prod(map(len, domains)) > _MOST:
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


def smallest(sets: Iterable[Known]) -> tuple[Known, ...]:
    """The sets that hold no other one within them."""
    kept: list[Known] = []
    for known in sorted(set(sets), key=int.bit_count):
        if not any(other & known == other for other in kept):
            kept.append(known)
    return tuple(kept)
