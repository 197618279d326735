"""How far a pupil is from each tier, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.decision.explain.headroom import Headroom
from attendance_rules.edition.edition import Edition

UNKNOWN = "How far it is to each tier is not known, because the sessions are not known."


def distances(edition: Edition, headroom: tuple[Headroom, ...] | None) -> Iterator[str]:
    """A sentence or two for each tier that is entered by a rate of absence."""
    if headroom is None:
        yield UNKNOWN
        return
    for one in headroom:
        title = f"{edition.tiers[one.tier].title} (from {one.threshold})"
        yield f"{title}: {_below(one) if one.reached else _above(one)}"


def _above(one: Headroom) -> str:
    """What lies between a pupil and a rate that is not reached."""
    if one.missed_in_a_row is None:
        return "not reached, and out of reach this school year."
    return f"reached after {_more(one.missed_in_a_row)} missed in a row.{_by_the_end(one)}"


def _below(one: Headroom) -> str:
    """How to come back from a rate that is reached."""
    if one.attended_in_a_row is None:
        return "reached, with no way back below it this school year."
    after = _more(one.attended_in_a_row)
    return f"reached; below it again after {after} attended in a row.{_by_the_end(one)}"


def _by_the_end(one: Headroom) -> str:
    """What may be missed until the end of the year, if it is known how many sessions are left."""
    if one.sessions_remaining is None or one.can_miss is None:
        return ""
    many = f"at most {one.can_miss:,}" if one.can_miss else "none"
    left = f"of the sessions left ({one.sessions_remaining:,}) can be missed"
    return f" For the year to end below it, {many} {left}."


def _more(number: int) -> str:
    return f"{number:,} more session{'' if number == 1 else 's'}"
