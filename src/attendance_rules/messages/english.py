"""The grammar that every room needs: lists, and numbers with their noun."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ASIDE = re.compile(r"\([^)]*\)|\bat or (above|below)\b|\b\d+ or (more|\d+)\b")
"""What an "and", an "or" or a comma within may not be mistaken for one of a list's."""

_LIST = re.compile(r", | and | or ")


def listed(phrases: Iterable[str], word: str = "and") -> str:
    """The phrases as one list: "a, b and c". Of none, nothing.

    A comma stands before the last where one of them holds a list itself: "a, b or c, and d".
    """
    *first, last = [*phrases] or [""]
    if not first:
        return last
    comma = "," if any(_LIST.search(_ASIDE.sub("", phrase)) for phrase in (*first, last)) else ""
    return f"{', '.join(first)}{comma} {word} {last}"


def number_of(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 row", "2,000 rows". `plural` is for nouns with another than s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
