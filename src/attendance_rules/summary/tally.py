"""Tables of answers → how many pupils each event is true of, for each school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.edition.edition import Edition
from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.patterns import Patterns

STATUSES = (REQUIRED, UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is true of a pupil or not.

    Of all `pupils`; of those in a `tier`, None if it is not known, or in a `tier_or_above`; of
    those for whom an `obligation` has a status; of those for whom a `party` has something required,
    or else something undetermined. Standing obligations do not count for a party.
    """

    about: Literal["pupils", "tier", "tier_or_above", "party", "obligation"]
    name: str | None = None
    status: str | None = None


Counts = Sequence[int]
"""A number of pupils for each event, in their order."""


class Tally:
    """Counts events, school by school."""

    def __init__(self, policy: Policy, *, withhold: bool) -> None:
        """To `withhold` small counts, more must be known of the pupils than the counts."""
        self.edition = policy.edition
        self.events = tuple(events(policy.edition))
        self.schools: dict[str | None, list[int]] = {}
        self.patterns = Patterns(policy) if withhold else None

    def add(self, school: pl.Series | None, answers: pl.DataFrame, facts: pl.DataFrame) -> None:
        """Count answers in the wide form; `school` says whose each row is, if that is known.

        `facts` has a column for each fact that the file has, null where it is unknown.
        """
        if school is None:
            school = pl.repeat(None, len(answers), dtype=pl.String, eager=True)
        held = answers.select(school.alias("school"), *indicators(self.edition, self.events))
        sums = pl.all().sum()
        for name, *counts in held.group_by("school", maintain_order=True).agg(sums).rows():
            before = self.schools.setdefault(name, [0] * len(self.events))
            self.schools[name] = [one + more for one, more in zip(before, counts, strict=True)]
        if self.patterns is not None:
            self.patterns.add(school, answers, facts)

    def all_schools(self) -> list[int]:
        """The counts of the whole file."""
        return [sum(counts) for counts in zip(*self.schools.values(), strict=True)]

    def standing(self, counts: Counts) -> Iterator[tuple[str, str]]:
        """The standing obligations of one school, each with its status, unless not required.

        They hang on facts about the school or area, which stand in every pupil's row. One row
        that says so is enough.
        """
        best: dict[str, str] = {}
        for event, count in zip(self.events, counts, strict=True):
            if event.about == "obligation" and count:
                name, status = str(event.name), str(event.status)
                if self.edition.obligations[name].standing:
                    best.setdefault(name, status)
        yield from best.items()


def events(edition: Edition) -> Iterator[Event]:
    """Everything that is counted; required comes before undetermined."""
    yield Event("pupils")
    for tier in (*edition.tier_ladder(), None):
        yield Event("tier", tier)
    # Who is in the lowest tier or above is everybody whose tier is known.
    for tier in edition.tier_ladder()[1:-1]:
        yield Event("tier_or_above", tier)
    for party in edition.about.parties:
        if _own(edition, party):
            yield from (Event("party", party, status) for status in STATUSES)
    for name in edition.obligations:
        yield from (Event("obligation", name, status) for status in STATUSES)


def indicators(edition: Edition, events: Sequence[Event]) -> Iterator[pl.Expr]:
    """A column of truth for each event, of answers in the wide form."""
    for number, event in enumerate(events):
        yield _indicator(edition, event).cast(pl.Int64).alias(str(number))


def _indicator(edition: Edition, event: Event) -> pl.Expr:
    match event.about:
        case "pupils":
            return pl.repeat(True, pl.len(), dtype=pl.Boolean)
        case "tier":
            tier = pl.col("tier")
            return tier.is_null() if event.name is None else (tier == event.name).fill_null(False)
        case "tier_or_above":
            ladder = edition.tier_ladder()
            return pl.col("tier").is_in(ladder[ladder.index(str(event.name)) :]).fill_null(False)
        case "obligation":
            return pl.col(str(event.name)) == event.status
        case "party":
            own = _own(edition, str(event.name))
            required = pl.any_horizontal(pl.col(name) == REQUIRED for name in own)
            if event.status == REQUIRED:
                return required
            return ~required & pl.any_horizontal(pl.col(name) != NOT_REQUIRED for name in own)


def _own(edition: Edition, party: str) -> list[str]:
    """The obligations of a party that are owed for single pupils."""
    return [
        name for name, one in edition.obligations.items() if one.party == party and not one.standing
    ]
