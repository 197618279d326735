"""Mistakes in a policy, as plain data: where, which kind, one sentence, and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from attendance_rules.errors import UnknownNameError

MOST_MISTAKES = 300
MOST_COMPARED = 150  # names; with more, those nearest in length are compared with a misspelt one


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the edition. Lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake. `code` is stable, `message` says what is wrong, `help` how to mend it."""

    place: Place
    code: str
    message: str
    help: str = ""

    def __str__(self) -> str:
        remedy = f" ({self.help})" if self.help else ""
        return f"{self.place}: {self.code}: {self.message}{remedy}"

    def to_dict(self) -> dict[str, object]:
        return {
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


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


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that a misspelt one is most like, if any is like it."""
    candidates = list(known)
    if name.lower() in candidates:
        return name.lower()
    if len(candidates) > MOST_COMPARED:
        candidates.sort(key=lambda one: abs(len(one) - len(name)))
    near = difflib.get_close_matches(name, candidates[:MOST_COMPARED], n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy for a misspelt name: the nearest known one, or what is known when few are."""
    known = list(known)
    near = nearest(name, known)
    if near is not None:
        return f"did you mean {shown(near)}?"
    if 0 < len(known) <= 12:
        return f"known: {', '.join(map(shown, known))}"
    return ""


def shown(text: str) -> str:
    """An author's words in backticks, on one line, without control characters, and short."""
    return f"`{harmless(text if len(text) <= 60 else text[:57] + '…')}`"


def harmless(text: str) -> str:
    """The text without what a terminal would act on instead of showing it."""
    return "".join(c if c.isprintable() else "�" for c in text)


def expect(what: str, name: str, known: Iterable[str]) -> None:
    """Raises `UnknownNameError`, with the nearest name, for one that is not known."""
    known = list(known)
    if name not in known:
        near = did_you_mean(name, known)
        raise UnknownNameError(f"there is no {what} {shown(name)}" + (f"; {near}" if near else ""))
