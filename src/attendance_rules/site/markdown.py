"""Pieces of Markdown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from attendance_rules.wording.clauses import Clause, sentence

_CODE = re.compile(r"(`[^`\n]+`)")
_SIGNS = re.compile(r"[\\*_\[\]{}#`]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"})


def text(words: str) -> str:
    """Words as they are: only names in backticks keep their meaning."""
    pieces = _CODE.split(words)
    pieces[::2] = [_escaped(piece) for piece in pieces[::2]]
    return "".join(pieces)


def _escaped(words: str) -> str:
    # Signs first, so that the entity of a bar keeps its own.
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", words).translate(_ENTITIES)


def paragraphs(words: str) -> list[str]:
    """Paragraphs of an author's text, a blank line after each."""
    lines: list[str] = []
    for paragraph in re.split(r"\n\s*\n", words.strip()):
        lines += [text(" ".join(paragraph.split())), ""]
    return lines


def link(here: str, there: str, words: str) -> str:
    """A link from one page to another, or to an anchor of it; both are paths from the root."""
    path, hash_, anchor = there.partition("#")
    relative = posixpath.relpath(path, posixpath.dirname(here) or ".")
    return f"[{text(words)}]({relative}{hash_}{anchor})"


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def admonition(kind: str, title: str, body: str, *, folded: bool = False) -> list[str]:
    """A box with a title; `folded` opens at a click."""
    quoted = title.replace('"', "'")
    inside = [f"    {line}".rstrip() for line in paragraphs(body)]
    return [f'{"???" if folded else "!!!"} {kind} "{quoted}"', "", *inside]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table. Cells are Markdown on one line."""
    columns = list(head)
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), ""]


def conditions(here: str, clause: Clause, indent: str = "") -> list[str]:
    """A clause as a nested list, every statement linked to its fact or definition."""
    if clause.joiner:
        lines: list[str] = []
        for child in clause.children:
            if child.joiner:
                lines.append(f"{indent}- {'all' if child.joiner == 'all' else 'any'} of these:")
                lines += conditions(here, child, indent + "    ")
            else:
                lines += conditions(here, child, indent)
        return lines
    lines = [f"{indent}- {statement(here, clause)}"]
    if clause.means is not None:
        meaning = sentence(clause.means)
        if not set(_words(meaning)) <= set(_words(clause.text)):
            lines.append(f"{indent}    - that means: {text(meaning)}")
    return lines


def statement(here: str, clause: Clause) -> str:
    """One statement, linked to the fact or definition that it is about."""
    if not clause.about:
        return text(clause.text)
    return link(here, f"facts.md#{clause.about}", clause.text)


def _words(words: str) -> list[str]:
    return re.findall(r"\w+", words)
