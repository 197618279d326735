"""Mistakes in a policy, as plain data: where, which kind, one sentence, and a remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


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
        self._found: list[Diagnostic] = []

    def add(self, place: Place, code: str, message: str, help: str = "") -> None:
        self._found.append(Diagnostic(place, code, message, help))

    def __bool__(self) -> bool:
        return bool(self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Every mistake once, in the order of files and lines."""
        return tuple(sorted(set(self._found)))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A remedy for a misspelt name: the nearest known one, or what is known when few are."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if 0 < len(known) <= 12:
        return f"known: {', '.join(f'`{one}`' for one in known)}"
    return ""


def shown(text: str) -> str:
    """An author's words in backticks, on one line, without control characters, and short."""
    clean = "".join(c if c.isprintable() else "�" for c in text)
    return f"`{clean if len(clean) <= 60 else clean[:57] + '…'}`"
