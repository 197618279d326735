"""The smallest change of facts that would make an obligation required.

Fewest facts, then fewest sessions. The count that a rate is taken of (the possible sessions) is
held as it is, and counts stay within the counts that they are a part of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from attendance_rules.decision.decide import Case
from attendance_rules.decision.facts import wholes
from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import CountFact, RateDefinition, YesNoFact
from attendance_rules.program.form import FactValue
from attendance_rules.program.ways import Span, Ways
from attendance_rules.wording.facts import stated

_ALL = 10_000  # basis points
_NO_LIMIT = 10**9


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """One fact that would have to be otherwise, and the words for it."""

    fact: str
    before: FactValue
    after: FactValue
    text: str

    def __repr__(self) -> str:
        return f"<Step: {self.fact}>"

    def to_dict(self) -> dict[str, Any]:
        return {"fact": self.fact, "before": self.before, "after": self.after, "text": self.text}


def smallest_change(case: Case, position: int) -> tuple[Step, ...] | None:
    """The change, in the order of the vocabulary; None if there is none or it cannot be told."""
    ways = case.decider.ways(case.decider.alike[position])
    found = ways.to(True)
    if found is None:
        return None
    search = _Search(case, ways)
    changes = [change for way in found if (change := search.along(way)) is not None]
    if not changes:
        return None
    best = min(changes, key=lambda change: (len(change), search.sessions(change)))
    return tuple(
        search.step(name, best[name]) for name in case.decider.edition.facts if name in best
    )


class _Search:
    def __init__(self, case: Case, ways: Ways) -> None:
        self._edition: Edition = case.decider.edition
        self._ways = ways
        self._cells = {name: one.cell(case.facts.values) for name, one in ways.variables.items()}
        facts = case.decider.program.facts
        self._now = {fact.name: value for fact, value in zip(facts, case.facts.values, strict=True)}
        self._rates = {
            name: rate
            for name, rate in self._edition.definitions.items()
            if isinstance(rate, RateDefinition)
        }
        self._held = {rate.whole for rate in self._rates.values()}

    def along(self, way: Mapping[str, int]) -> dict[str, FactValue] | None:
        """The smallest change that goes this way, None if no change of facts can."""
        change: dict[str, FactValue] = {}
        limits: dict[str, tuple[int, int]] = {}
        for name, cell in way.items():
            fact = self._edition.facts.get(name)
            if isinstance(fact, CountFact):
                self._narrow(limits, name, _whole_numbers(self._ways.span(name, cell)))
            elif fact is None:
                whole = self._now[self._rates[name].whole]
                if not isinstance(whole, int) or whole == 0:
                    return None
                span = _parts(self._ways.span(name, cell), whole)
                self._narrow(limits, self._rates[name].part, span)
            elif self._cells[name] != cell:
                yes_no = isinstance(fact, YesNoFact)
                change[name] = bool(cell) if yes_no else self._ways.words(name, cell)[0]
        counts = self._counts(limits)
        return None if counts is None else change | counts

    def sessions(self, change: Mapping[str, FactValue]) -> int:
        """How many sessions a change moves, all counts together."""
        return sum(
            abs(value - self._count(name))
            for name, value in change.items()
            if isinstance(value, int) and not isinstance(value, bool)
        )

    def _count(self, name: str) -> int:
        """A count as it is; one that is not known is set from nothing."""
        value = self._now[name]
        return value if isinstance(value, int) else 0

    @staticmethod
    def _narrow(limits: dict[str, tuple[int, int]], name: str, span: tuple[int, int]) -> None:
        low, high = limits.get(name, (0, _NO_LIMIT))
        limits[name] = max(low, span[0]), min(high, span[1])

    def _counts(self, limits: Mapping[str, tuple[int, int]]) -> dict[str, FactValue] | None:
        """The smallest change of counts that brings each within its limits."""
        free = [
            name
            for name, fact in self._edition.facts.items()
            if isinstance(fact, CountFact)
            and name not in self._held
            and (name in limits or self._now[name] is not None)
        ]
        for size in range(len(free) + 1):
            found = [
                change
                for chosen in combinations(free, size)
                for change in self._assignments(chosen, limits)
            ]
            if found:
                return min(found, key=self.sessions)
        return None

    def _assignments(
        self, chosen: tuple[str, ...], limits: Mapping[str, tuple[int, int]]
    ) -> Iterator[dict[str, FactValue]]:
        """Every change of just these counts that can be the smallest.

        In the smallest one each count stands at a limit, where it was, or where another count
        stands that holds it in place.
        """
        known = {name: value for name, value in self._now.items() if _is_count(value)}
        stops = {value for value in known.values() if isinstance(value, int)}
        stops.update(limit for name in limits for limit in limits[name] if limit < _NO_LIMIT)
        for values in product(sorted(stops), repeat=len(chosen)):
            change: dict[str, FactValue] = dict(zip(chosen, values, strict=True))
            after = {**known, **change}
            if all(change[name] != self._now[name] for name in chosen) and self._fits(
                after, limits
            ):
                yield change

    def _fits(self, counts: Mapping[str, FactValue], limits: Mapping[str, tuple[int, int]]) -> bool:
        for name, (low, high) in limits.items():
            value = counts.get(name)
            if not isinstance(value, int) or not low <= value <= high:
                return False
        for name, value in counts.items():
            for whole in wholes(self._edition, name):
                limit = counts.get(whole)
                if isinstance(value, int) and isinstance(limit, int) and value > limit:
                    return False
        return True

    def step(self, name: str, after: FactValue) -> Step:
        """A change of one fact, with its words."""
        before, fact = self._now[name], self._edition.facts[name]
        if not isinstance(fact, CountFact) or not isinstance(after, int):
            return Step(name, before, after, stated(fact, after))
        moved = str(after)
        if isinstance(before, int):
            moved = f"{abs(after - before)} {'more' if after > before else 'fewer'}"
        for rate_name, rate in self._rates.items():
            if rate.part == name and rate_name in self._ways.variables:
                whole = str(self._now[rate.whole])
                text = rate.known.replace("{part}", moved).replace("{whole}", whole)
                return Step(name, before, after, text)
        return Step(name, before, after, fact.known.replace("{value}", moved))


def _is_count(value: FactValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole_numbers(span: Span) -> tuple[int, int]:
    low = 0 if span.lowest is None else span.lowest[0]
    return low, _NO_LIMIT if span.below is None else span.below[0] - 1


def _parts(span: Span, whole: int) -> tuple[int, int]:
    """The parts of a whole whose share lies in a span of basis points."""
    low, high = 0, whole
    if span.lowest is not None:
        bound, strictly = span.lowest
        low = bound * whole // _ALL + 1 if strictly else -(-bound * whole // _ALL)
    if span.below is not None:
        bound, strictly = span.below
        high = bound * whole // _ALL if strictly else -(-bound * whole // _ALL) - 1
    return low, high
