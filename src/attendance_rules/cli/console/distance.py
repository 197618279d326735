"""How far a pupil is from each tier, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.decision.explain.headroom import Headroom
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.english import number_of

UNKNOWN = "How far it is to each tier is not known, because the sessions are not known."


def distances(edition: Edition, headroom: tuple[Headroom, ...] | None) -> Iterator[str]:
    """A sentence or two for each tier that is entered by a rate of absence."""
    if headroom is None:
        yield UNKNOWN
        return
    for way in headroom:
        title = f"{edition.tiers[way.tier].title} (from {way.threshold})"
        told = _back_below(way) if way.reached else _up_to_it(way)
        yield f"{title}: {told}{_by_the_end(way)}"


def _up_to_it(way: Headroom) -> str:
    """What lies between a pupil and a rate that is not reached: in all, and in a row."""
    in_all = in_a_row = ""
    if way.more_missed is not None:
        sessions = number_of(way.more_missed, "more session")
        in_all = f"{sessions} missed so far would have reached it"
    if way.missed_in_a_row is not None:
        in_a_row = f"{way.missed_in_a_row:,} more missed in a row"
    if in_all and in_a_row:
        return f"{in_all}; from now on, {in_a_row} will."
    if in_all:
        return f"{in_all}; from now on it is out of reach this school year."
    return f"reached after {in_a_row}." if in_a_row else "out of reach this school year."


def _back_below(way: Headroom) -> str:
    """How to come back from a rate that is reached."""
    in_all = "reached"
    if way.fewer_missed is not None:
        in_all = f"reached; with {way.fewer_missed:,} fewer missed it would not have been"
    if way.attended_in_a_row is None:
        return f"{in_all}; there is no way back below it this school year."
    return f"{in_all}; below it again after {way.attended_in_a_row:,} more attended in a row."


def _by_the_end(way: Headroom) -> str:
    """What may be missed until the end of the year, if it is known how many sessions are left."""
    if way.sessions_remaining is None or way.can_miss is None:
        return ""
    many = f"at most {way.can_miss:,}" if way.can_miss else "none"
    left = f"of the sessions left ({way.sessions_remaining:,}) can be missed"
    return f" For the year to end below it, {many} {left}."
