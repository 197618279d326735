"""Which counts may be seen, so that no small one can be worked out from the others.

A count is withheld if it is small. So that it cannot be had by subtraction, others are withheld
with it:

- within a school, any count that would complete a sum or difference of shown ones that comes to a
  small one, the relations that the rules make between counts included;
- of a whole (a school's pupils in their tiers; those for whom something is required, undetermined
  or neither), so many that what is withheld does not add up to a small number itself;
- between schools, so many that none can be had by taking the others from all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attendance_rules.cli.relations import Span, Vector, difference, total, vectors
from attendance_rules.cli.tally import Counts, Event, Tally
from attendance_rules.policy import Policy

Shown = frozenset[int]
"""The events, by their number, whose counts may be seen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be seen of a tally: of the whole file, and of each school."""

    all: Shown
    schools: Mapping[str | None, Shown]


def show(policy: Policy, tally: Tally, under: int, by_school: bool) -> Figures:
    """What may be seen when counts below `under` must not be; all of it, if that is 0.

    Unless `by_school`, nothing of single schools is.
    """
    events = range(len(tally.events))
    if under == 0:
        every = frozenset(events)
        return Figures(every, dict.fromkeys(tally.schools, every))
    withholding = _Withholding(policy, tally, under)
    return withholding.figures(by_school)


class _Withholding:
    def __init__(self, policy: Policy, tally: Tally, under: int) -> None:
        self._tally = tally
        self._under = under
        own = policy.edition.obligations
        self._events = [
            number
            for number, event in enumerate(tally.events)
            if event.about != "obligation" or not own[str(event.name)].standing
        ]
        self._vectors = dict(
            zip(
                self._events,
                vectors(policy, [tally.events[number] for number in self._events]),
                strict=True,
            )
        )
        self._groups = list(_groups(tally.events, self._events))

    def figures(self, by_school: bool) -> Figures:
        every = self._tally.all_schools()
        if not by_school:
            return Figures(frozenset(self._shown(every, ())), {})
        schools = {
            name: self._shown(counts, ()) for name, counts in self._tally.schools.items()
        }
        for related in self._related():
            self._between(schools, related)
        common = [
            number
            for number in self._events
            if all(number in shown for shown in schools.values())
        ]
        return Figures(
            frozenset(self._shown(every, common)),
            {name: frozenset(shown) for name, shown in schools.items()},
        )

    def _shown(self, counts: Counts, known: Sequence[int]) -> set[int]:
        """What may be seen of one school, or of all, where `known` can be had anyway."""
        forbidden = list(self._forbidden(counts))
        if any(not any(vector) for vector in forbidden):
            return set()  # of something that no relation is known of
        span = Span(forbidden)
        large = [number for number in self._events if counts[number] >= self._under]
        large.sort(key=lambda number: -counts[number])
        return {number for number in [*known, *large] if span.add(self._vectors[number])}

    def _forbidden(self, counts: Counts) -> Iterator[Vector]:
        """What must not be a sum or difference of shown counts."""
        for group in self._groups:
            held = [(counts[number], self._vectors[number]) for number in group.events]
            if group.of is not None:
                rest = total(vector for _, vector in held)
                rest_count = counts[group.of] - sum(count for count, _ in held)
                held.append((rest_count, difference(self._vectors[group.of], rest)))
            small = [(count, vector) for count, vector in held if count < self._under]
            own = small if group.of is None else small[: len(group.events)]
