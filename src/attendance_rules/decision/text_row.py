"""A row of text, as `csv.DictReader` or a form gives it → facts, by the words of files."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.decision.cells import fact_reader, identifier, requirement
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import IDENTIFIERS
from attendance_rules.errors import FactsError
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean


def facts_from_text(
    edition: Edition, row: Mapping[str, str | None], *, ignore_unknown: bool = False
) -> dict[str, bool | int | str]:
    """What the cells of a row say, by the names of facts and identifiers; blank ones left out.

    Names and cells are trimmed. Raises `FactsError` with everything that is wrong, which holds no
    cell.
    """
    if not isinstance(row, Mapping):
        raise FactsError(["a row must be a mapping of column names to text"])
    found: dict[str, bool | int | str] = {}
    problems: list[str] = []
    for key, cell in row.items():
        if not isinstance(key, str):
            # Where `csv.DictReader` puts the cells for which there is no column.
            problems.append("the row has more cells than there are columns")
            continue
        name = key.strip()
        if not isinstance(cell, str | None):
            problems.append(f"{shown(name)} must be text; hand other values to `decide`")
            continue
        if name in found:
            problems.append(f"{shown(name)} stands there twice; keep one of them")
        elif name in edition.facts:
            fact = edition.facts[name]
            try:
                value = fact_reader(fact)(cell)
            except ValueError:
                problems.append(f"{shown(name)} {requirement(fact, 'blank')}")
                continue
            if value is not None:
                found[name] = value
        elif name in IDENTIFIERS:
            try:
                text = identifier(cell)
            except ValueError:
                problems.append(f"{shown(name)} must be plain text")
                continue
            if text:
                found[name] = text
        elif not ignore_unknown:
            near = did_you_mean(name, (*IDENTIFIERS, *edition.facts))
            problems.append(f"there is no fact {shown(name)}" + (f"; {near}" if near else ""))
    if problems:
        raise FactsError(problems)
    return found
