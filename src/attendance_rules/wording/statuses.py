"""The words in which people read a status and a strength. Programs keep `required` and the like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STATUSES: Mapping[str, str] = {
    "required": "Expected",
    "undetermined": "To find out",
    "not_required": "Not expected",
}


@dataclass(frozen=True, slots=True)
class Strength:
    """How strongly the guidance asks for something: in a word, and as a sentence."""

    word: str
    sentence: str


STRENGTHS: Mapping[str, Strength] = {
    "must": Strength("Must", "The guidance says that this must be done."),
    "expected": Strength("Expected", "The guidance expects this."),
    "consider": Strength(
        "To consider", "The guidance expects this to be considered, and leaves the outcome open."
    ),
    "may": Strength("May", "The guidance allows this and does not expect it."),
    "described": Strength(
        "What others do", "The guidance describes what this body does. It is not a duty."
    ),
}


def with_strength(title: str, strength: str) -> str:
    """A title with the strength beside it, where that is any other than the usual one."""
    return title if strength == "expected" else f"{title} ({STRENGTHS[strength].word.lower()})"
