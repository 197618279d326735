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

from attendance_rules.decision.actions import REQUIRED
from attendance_rules.policy import Policy
from attendance_rules.summary.relations import Span, Vector, difference, total, vectors
from attendance_rules.summary.tally import Counts, Event, Tally

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
    return _Withholding(policy, tally, under).figures(by_school)


class _Withholding:
    def __init__(self, policy: Policy, tally: Tally, under: int) -> None:
        self._tally = tally
        self._under = under
        events = tally.events
        standing = {name for name, one in policy.edition.obligations.items() if one.standing}
        self._numbers = [n for n, event in enumerate(events) if event.name not in standing]
        found = vectors(policy, [events[number] for number in self._numbers], tally.known())
        self._vectors = dict(zip(self._numbers, found, strict=True))
        self._wholes = list(_wholes(events, self._numbers))
        tiers = [number for number in self._numbers if events[number].about == "tier"]
        self._first = [*tiers[-2::-1], tiers[-1]]

    def figures(self, by_school: bool) -> Figures:
        every = self._tally.all_schools()
        if not by_school:
            return Figures(frozenset(self._shown(every, ())), {})
        schools = {name: self._shown(counts, ()) for name, counts in self._tally.schools.items()}
        for related in self._related():
            self._withhold_between(schools, related, every)
        common = [n for n in self._numbers if all(n in shown for shown in schools.values())]
        seen = {name: frozenset(shown) for name, shown in schools.items()}
        return Figures(frozenset(self._shown(every, common)), seen)

    def _shown(self, counts: Counts, known: Sequence[int]) -> set[int]:
        """What may be seen of one school, or of all, where `known` can be had from elsewhere."""
        forbidden = list(self._forbidden(counts))
        if any(not any(vector) for vector in forbidden):
            return set()  # of something so rare that no relation is known of it
        span = Span(forbidden)
        large = sorted(self._numbers, key=lambda number: -counts[number])
        # Of the tiers, the highest are of most use.
        order = [*known, large[0], *self._first, *large]
        candidates = dict.fromkeys(n for n in order if counts[n] >= self._under)
        return {number for number in candidates if span.add(self._vectors[number])}

    def _forbidden(self, counts: Counts) -> Iterator[Vector]:
        """What must not be a sum or difference of shown counts."""
        for numbers in self._wholes:
            held = [(counts[number], self._vectors[number]) for number in numbers]
            if self._tally.events[numbers[0]].about != "tier":
                known = total(vector for _, vector in held[1:])
                rest = held[0][0] - sum(count for count, _ in held[1:])
                held.append((rest, difference(held[0][1], known)))
                del held[0]
            small = [(count, vector) for count, vector in held if count < self._under]
            if small and sum(count for count, _ in small) < self._under:
                small.append((sum(count for count, _ in small), total(v for _, v in small)))
            # What no pupil can be is no secret.
            yield from (vector for count, vector in small if count or any(vector))
        if counts[0] < self._under:
            yield self._vectors[0]

    def _related(self) -> Iterator[list[int]]:
        """The events in groups, between which there is no relation."""
        groups: list[tuple[set[int], list[int]]] = []
        for number, vector in self._vectors.items():
            places, numbers = {place for place, value in enumerate(vector) if value}, [number]
            for group in [one for one in groups if not places.isdisjoint(one[0])]:
                groups.remove(group)
                places, numbers = places | group[0], group[1] + numbers
            groups.append((places, numbers))
        return (numbers for _, numbers in groups)

    def _withhold_between(
        self, schools: dict[str | None, set[int]], related: Sequence[int], every: Counts
    ) -> None:
        """Withhold so much of related events that no school's are had from the others' and all.

        Of two schools at least, only what may be seen of every school is left.
        """
        tally = self._tally
        common = set(related).intersection(*schools.values())
        lacking = [n for n in related if n not in common and every[n] >= self._under]

        def is_done(cut: int) -> bool:
            hidden = (
                sum(tally.schools[name][n] for name, shown in schools.items() if n not in shown)
                for n in lacking
            )
            return cut >= min(2, len(schools)) and all(one >= self._under for one in hidden)

        if len(common) == len(related):
            return
        order = sorted(
            schools, key=lambda name: (len(schools[name] & set(related)), tally.schools[name][0])
        )
        for cut, name in enumerate(order):
            if is_done(cut):
                return
            schools[name] -= set(related) - common


def _wholes(events: Sequence[Event], numbers: Sequence[int]) -> Iterator[list[int]]:
    """All tiers; and for each party and obligation, all pupils and what is required and not known.

    Of the latter whole the rest is no event of its own: those for whom nothing is required.
    """
    yield [number for number in numbers if events[number].about == "tier"]
    for one, other in pairwise(numbers):
        if events[one].status == REQUIRED:
            yield [0, one, other]
