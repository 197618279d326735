"""Mistakes in a policy, as plain data: where, which kind, one sentence, and a remedy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attendance_rules.plain import Plain, plain_fields

MOST_MISTAKES = 300


@dataclass(frozen=True, slots=True, order=True)
class Place(Plain):
    """A position in a file of the edition. Lines and columns count from 1."""

    path: str
    """The file, from the edition's folder."""
    line: int = 1
    """The line, from 1."""
    column: int = 1
    """The column, from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic(Plain):
    """One mistake. `code` is stable, `message` says what is wrong, `help` how to mend it."""

    place: Place
    """Where it is."""
    code: str
    """The kind of mistake; it stays the same from version to version."""
    message: str
    """What is wrong."""
    help: str = ""
    """How to mend it; empty where the message says it."""

    def __str__(self) -> str:
        remedy = f" ({self.help})" if self.help else ""
        return f"{self.place}: {self.code}: {self.message}{remedy}"

    def to_dict(self) -> dict[str, Any]:
        found = plain_fields(self)
        place: dict[str, Any] = found.pop("place")
        return place | found


class Diagnostics:
    """Collects mistakes, so that all of them are reported at once."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, place: Place, code: str, message: str, help: str = "") -> None:
        if not self.full:
            self._found[Diagnostic(place, code, message, help)] = None

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def full(self) -> bool:
        """Whether there are so many mistakes that looking for more helps nobody."""
        return len(self._found) >= MOST_MISTAKES

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Every mistake once, in the order of files and lines."""
        return tuple(sorted(self._found))
