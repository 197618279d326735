"""Which edition something is about, what superseded it, and where the one in force is read."""

from __future__ import annotations

from datetime import date

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import About


def notice(edition: Edition) -> tuple[str, ...]:
    """Two lines to stand above everything that is read: which edition, and which is in force.

    Plain text. A web address stands at the end of the second line, which an edition that knows
    nothing of any other does without.
    """
    about = edition.about
    return tuple(line for line in (_which(about), _in_force(about)) if line)


def superseded(edition: Edition) -> str:
    """The version in a few words, and since when another is in force, if one is."""
    about = edition.about
    later = about.superseded_by
    if later is not None:
        return f"{about.version}, superseded on {day(later.from_)}"
    if about.in_force.until is not None:
        return f"{about.version}, in force until {day(about.in_force.until)}"
    return f"{about.version}, in force since {day(about.in_force.from_)}"


def _which(about: About) -> str:
    named = f"Based on the {about.version} of “{about.title}”"
    if (later := about.superseded_by) is not None:
        return (
            f"{named}. It was superseded on {day(later.from_)} by {later.title} "
            f"({later.confidence})."
        )
    if about.in_force.until is not None:
        until = day(about.in_force.until)
        return f"{named}, which was in force from {day(about.in_force.from_)} to {until}."
    return f"{named}, in force since {day(about.in_force.from_)}."


def _in_force(about: About) -> str:
    said = []
    later, page = about.superseded_by, about.guidance_in_force
    if later is not None and (revised := later.revised) is not None:
        title = f"{later.title[:1].upper()}{later.title[1:]}"
        said.append(f"{title} was revised in {revised.date} ({revised.confidence}).")
    if page is not None:
        said.append(f"The guidance in force is on {page.title}: {page.address}")
    return " ".join(said)


def day(written: str) -> str:
    """A day in words: `2024-08-19` is 19 August 2024."""
    when = date.fromisoformat(written)
    return f"{when.day} {when:%B} {when.year}"
