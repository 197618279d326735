"""What holds for the facts of every edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact

IDENTIFIERS: Final = ("school_id", "pupil_id")
LARGEST_COUNT: Final = 10**9
YES_NO: Final = ("yes", "no")


def wholes(edition: Edition, name: str) -> Iterator[str]:
    """The counts that a count lies within, directly or by way of others."""
    fact = edition.facts[name]
    while isinstance(fact, CountFact) and fact.within is not None:
        yield fact.within
        fact = edition.facts[fact.within]


def one_of(words: tuple[str, ...]) -> str:
    """The words that are allowed, for a message."""
    return f"one of {', '.join(f'`{word}`' for word in words)}"
