"""Events as columns of truth, over answers in the wide form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED
from attendance_rules.edition.edition import Edition
from attendance_rules.summary.tally import Event


def indicators(edition: Edition, events: Sequence[Event]) -> Iterator[pl.Expr]:
    """A column for each event, 1 where it is true of a pupil and else 0, named by its number."""
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
            own = [
                name
                for name, obligation in edition.obligations.items()
                if obligation.party == event.name and not obligation.standing
            ]
            required = pl.any_horizontal(pl.col(name) == REQUIRED for name in own)
            if event.status == REQUIRED:
                return required
            return ~required & pl.any_horizontal(pl.col(name) != NOT_REQUIRED for name in own)
