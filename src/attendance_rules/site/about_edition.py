"""What the site says of the edition that it shows."""

from __future__ import annotations

from datetime import date, timedelta

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Source


def name(edition: Edition) -> str:
    """The guidance with its version."""
    about = edition.about
    return f"{about.title} ({about.publisher}, {about.version})"


def in_force(edition: Edition) -> str:
    """Since when the edition was in force, and since when it no longer is."""
    since, until = edition.about.in_force.from_, edition.about.in_force.until
    if until is None:
        return f"In force since {day(date.fromisoformat(since))}."
    end = day(date.fromisoformat(until) + timedelta(days=1))
    return (
        f"In force from {day(date.fromisoformat(since))}; superseded on {end} by a later edition, "
        "which is not shown here."
    )


def day(when: date) -> str:
    return f"{when.day} {when:%B} {when.year}"


def cell(edition: Edition, source: Source) -> str:
    """Where in the table an item stands."""
    section = edition.about.sections[source.section].title
    column = edition.about.columns[source.column]
    return f"row “{section}”, column “{column}”, item {source.item}"
