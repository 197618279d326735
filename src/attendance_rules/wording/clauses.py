"""A condition in words as a small tree, and that tree as one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from attendance_rules.messages.english import listed
from attendance_rules.wording.sharing import shared

Joiner = Literal["", "all", "any"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement, or several joined by `all` or `any`.

    A statement has a `text`, the name of the fact or definition that it is `about`, and, where it
    is a definition's, `means`: the clause that it stands for. Of joined clauses the text is empty.
    """

    text: str = ""
    children: tuple[Clause, ...] = ()
    joiner: Joiner = ""
    about: str = ""
    means: Clause | None = field(default=None, compare=False)


ALWAYS = Clause("always")
NEVER = Clause("never")


def join(clauses: list[Clause], joiner: Literal["all", "any"]) -> Clause:
    """The clauses as one, without needless nesting or repetition."""
    neutral, decisive = (ALWAYS, NEVER) if joiner == "all" else (NEVER, ALWAYS)
    flat = [
        inner for one in clauses for inner in (one.children if one.joiner == joiner else (one,))
    ]
    if decisive in flat:
        return decisive
    flat = list(dict.fromkeys(one for one in flat if one != neutral))
    if not flat:
        return neutral
    return flat[0] if len(flat) == 1 else Clause(children=tuple(flat), joiner=joiner)


def sentence(clause: Clause) -> str:
    """The clause as one sentence, without a capital or a full stop.

    Groups within groups are marked by "either" and "both", deeper ones by brackets, so that the
    sentence has one reading.
    """
    return _sentence(clause, 0)


def _sentence(clause: Clause, depth: int) -> str:
    if not clause.joiner:
        return clause.text
    word = "and" if clause.joiner == "all" else "or"
    statements = [one.text for one in clause.children if not one.joiner]
    groups = [_sentence(one, depth + 1) for one in clause.children if one.joiner]
    if groups:
        # Groups come last: what follows a group could be read as part of it.
        first = [listed(statements, word)] if statements else []
        said = f", {word} ".join(first + groups)
        return f"({said})" if depth else said
    prefix, texts, suffix = shared(statements, word)
    opening = _opening(clause, depth)
    said = f"{prefix}{opening}{listed(texts, word)}{suffix}"
    return f"({said})" if depth and not opening else said


def _opening(clause: Clause, depth: int) -> str:
    if depth == 1 and clause.joiner == "any":
        return "either "
    if depth == 1 and len(clause.children) == 2:
        return "both "
    return ""
