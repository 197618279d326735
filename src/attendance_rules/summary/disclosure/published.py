"""The counts that are published of one scope, a school or all of them, as cells of a table.

A set of cells is a number: bit n stands for the cell of event n, and further bits for counts that
are not printed but follow from those that are: of an obligation or a party, the pupils for whom
nothing is required or undetermined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Final

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.edition.edition import Edition
from attendance_rules.summary.tally import Event

LEVELS: Final = (NOT_REQUIRED, UNDETERMINED, REQUIRED)
"""What a party has to do for a pupil is the most that any of its obligations says."""

Bits = int
"""A set of cells."""


class Published:
    """The cells of the events of one edition, but for standing obligations: they tell of bodies."""

    def __init__(self, edition: Edition, events: Sequence[Event]) -> None:
        ladder = edition.tier_ladder()
        self.tiers: dict[str | None, Bits] = dict.fromkeys((*ladder, None), 0)
        """The cells in which a pupil of a tier is counted; None if the tier is not known."""
        self.statuses: dict[tuple[str, str], Bits] = {}
        """The cell of an obligation and a status."""
        self.parties: dict[tuple[str, str], Bits] = {}
        """The cell of a party and what it has to do."""
        for number, event in enumerate(events):
            name, bit = str(event.name), 1 << number
            match event.about:
                case "tier":
                    self.tiers[event.name] |= bit
                case "tier_or_above":
                    for tier in ladder[ladder.index(name) :]:
                        self.tiers[tier] |= bit
                case "party":
                    self.parties[name, str(event.status)] = bit
                case "obligation" if not edition.obligations[name].standing:
                    self.statuses[name, str(event.status)] = bit
        self.of_tiers = _union(self.tiers.values())
        self.of_parties = _union(self.parties.values())
        self.printed = self.of_tiers | self.of_parties | _union(self.statuses.values())
        told = {**self.parties, **self.statuses}
        self.open = self.tiers[None] | _union(
            bit for (_, status), bit in told.items() if status == UNDETERMINED
        )
        """The cells of those of whom something is not known. That they are none tells of nobody."""
        self._told: list[tuple[int, int]] = []
        for named in (self.parties, self.statuses):
            for name in dict.fromkeys(name for name, _ in named):
                required, undetermined = named[name, REQUIRED], named[name, UNDETERMINED]
                self._told.append((number_of(required), number_of(undetermined)))
                named[name, NOT_REQUIRED] = 1 << (len(events) + len(self._told) - 1)
        self.size = len(events) + len(self._told)
        self.all = self.printed | (((1 << len(self._told)) - 1) << len(events))

    def counts(self, counts: Sequence[int]) -> tuple[int, ...]:
        """The count of each cell, from those of the events, of which the first is all pupils."""
        rests = (counts[0] - counts[required] - counts[open_] for required, open_ in self._told)
        return *counts, *rests

    def of_levels(self, parties: Sequence[str], levels: Sequence[int]) -> Bits:
        """The cells of what each of these parties has to do, by its place in `LEVELS`."""
        return _union(
            self.parties[party, LEVELS[level]] for party, level in zip(parties, levels, strict=True)
        )


def number_of(bit: Bits) -> int:
    """The number of a single cell."""
    return bit.bit_length() - 1


def numbers(bits: Bits) -> Iterator[int]:
    """The numbers of the cells of a set."""
    while bits:
        lowest = bits & -bits
        yield number_of(lowest)
        bits ^= lowest


def _union(sets: Iterable[Bits]) -> Bits:
    return reduce(or_, sets, 0)
