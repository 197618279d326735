"""The smallest change of facts that would make an obligation required.

Fewest facts, then fewest sessions, then those that stand first in the vocabulary. The count that a
rate is taken of (the possible sessions) is held as it is, and no part gets above its whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.counts import (
    Limits,
    both,
    known_counts,
    parts_of,
    whole_numbers,
)
from attendance_rules.decision.reasons import rate_stated
from attendance_rules.edition.models import CountFact, RateDefinition, YesNoFact
from attendance_rules.edition.vocabulary import LARGEST_COUNT, wholes
from attendance_rules.plain import Plain, private
from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.program import FactValue
from attendance_rules.wording.facts import stated


@private(about="fact")
class FactChange(Plain):
    """One fact that would have to be otherwise, and the words for it."""

    fact: str
    """The name of the fact."""
    before: FactValue
    """Its value now; None if it is unknown."""
    after: FactValue
    """The value that it would have to have."""
    text: str
    """The same in words."""


def smallest_change(case: Case, position: int) -> tuple[FactChange, ...] | None:
    """The change, in the order of the vocabulary; None if there is none or it cannot be told."""
    ways = case.decider.ways(case.decider.alike[position])
    search = _Search(case, ways)
    changes = [search.along(way) for way in ways.to(True) or ()]
    found = [change for change in changes if change is not None]
    if not found:
        return None
    best = min(found, key=search.size)
    return tuple([search.change_of(name, best[name]) for name in search.order if name in best])


class _Search:
    def __init__(self, case: Case, ways: Ways) -> None:
        self._edition = case.decider.edition
        self._ways = ways
        self._cells = ways.cells(case.facts.values)
        self._now = case.values
        self._counts = known_counts(self._edition, case.values)
        rates = self._edition.definitions.items()
        self._rates = {name: rate for name, rate in rates if isinstance(rate, RateDefinition)}
        self._held = {rate.whole for rate in self._rates.values()}
        self.order = {name: position for position, name in enumerate(self._edition.facts)}

    def along(self, way: Mapping[str, int]) -> dict[str, FactValue] | None:
        """The smallest change that goes this way, None if no change of facts can."""
        change: dict[str, FactValue] = {}
        limits: dict[str, Limits] = {}
        for name, cell in way.items():
            fact = self._edition.facts.get(name)
            if fact is None:
                rate = self._rates[name]
                whole = self._counts.get(rate.whole)
                if not whole:
                    return None
                span = parts_of(whole, self._ways.span(name, cell))
                limits[rate.part] = both(limits.get(rate.part, _ANY), span)
            elif isinstance(fact, CountFact):
                span = whole_numbers(self._ways.span(name, cell))
                limits[name] = both(limits.get(name, _ANY), span)
            elif self._cells[name] != cell:
                yes_no = isinstance(fact, YesNoFact)
                change[name] = bool(cell) if yes_no else self._ways.words(name, cell)[0]
        counts = self._smallest_counts(limits)
        return None if counts is None else {**change, **counts}

    def size(self, change: Mapping[str, FactValue]) -> tuple[int, int, list[int]]:
        """What makes a change small: facts, sessions, and where the facts stand."""
        return len(change), self._sessions(change), sorted(self.order[name] for name in change)

    def _sessions(self, change: Mapping[str, FactValue]) -> int:
        """How many sessions a change moves; a count that is not known is set from nothing."""
        return sum(
            abs(value - self._counts.get(name, 0))
            for name, value in change.items()
            if isinstance(value, int) and not isinstance(value, bool)
        )

    def _smallest_counts(self, limits: Mapping[str, Limits]) -> dict[str, int] | None:
        """The smallest change of counts that brings each within its limits."""
        if any(low > high for low, high in limits.values()):
            return None
        free = [
            name
            for name, fact in self._edition.facts.items()
            if isinstance(fact, CountFact)
            and name not in self._held
            and (name in limits or name in self._counts)
        ]
        for number in range(len(free) + 1):
            found = [
                change
                for names in combinations(free, number)
                for change in self._assignments(names, limits)
            ]
            if found:
                return min(found, key=self.size)
        return None

    def _assignments(
        self, names: tuple[str, ...], limits: Mapping[str, Limits]
    ) -> Iterator[dict[str, int]]:
        """Every change of just these counts that can be the smallest.

        In the smallest one each count stands at a limit or where another count stands, which
        holds it in place.
        """
        stops = {*self._counts.values(), *(limit for pair in limits.values() for limit in pair)}
        for values in product(sorted(stops), repeat=len(names)):
            change = dict(zip(names, values, strict=True))
            moved = all(value != self._counts.get(name) for name, value in change.items())
            if moved and self._fits({**self._counts, **change}, limits):
                yield change

    def _fits(self, counts: Mapping[str, int], limits: Mapping[str, Limits]) -> bool:
        within = all(
            name in counts and low <= counts[name] <= high for name, (low, high) in limits.items()
        )
        return within and not any(
            value > counts[whole]
            for name, value in counts.items()
            for whole in wholes(self._edition, name)
            if whole in counts
        )

    def change_of(self, name: str, after: FactValue) -> FactChange:
        """A change of one fact, with its words."""
        before = self._now[name]
        text = self._stated(name, after)
        if isinstance(after, int) and not isinstance(after, bool) and isinstance(before, int):
            text += f" ({abs(after - before)} {'more' if after > before else 'fewer'})"
        return FactChange(name, before, after, text)

    def _stated(self, name: str, after: FactValue) -> str:
        """The fact as it would be; of a count that makes a rate of the rule, with its whole."""
        for rate_name, rate in self._rates.items():
            whole = self._counts.get(rate.whole)
            if rate.part == name and whole and rate_name in self._ways.variables:
                assert isinstance(after, int)
                return rate_stated(self._edition, rate, after, whole)
        return stated(self._edition.facts[name], after)


_ANY: Limits = (0, LARGEST_COUNT)
