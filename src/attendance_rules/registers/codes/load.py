"""A folder of tables → RegisterCodes, or every mistake in them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from attendance_rules.documents.read import read_document
from attendance_rules.edition.rule_files import CODES_FOLDER, packaged_rules
from attendance_rules.errors import PolicyError
from attendance_rules.messages.diagnostics import Diagnostic, Diagnostics, Place
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.codes.codes import (
    CATEGORIES,
    RegisterCode,
    RegisterCodes,
    WrittenTable,
)


def load_codes(folder: Path | None = None) -> RegisterCodes:
    """The codes in the tables of `folder`, or those that come with the package.

    Raises `PolicyError` with every mistake of every table.
    """
    return _packaged() if folder is None else _load(folder)


@lru_cache(maxsize=1)
def _packaged() -> RegisterCodes:
    return _load(packaged_rules() / CODES_FOLDER)


def _load(folder: Path) -> RegisterCodes:
    codes, mistakes = check_codes(folder)
    if codes is None:
        raise PolicyError(mistakes)
    return codes


def check_codes(folder: Path) -> tuple[RegisterCodes | None, tuple[Diagnostic, ...]]:
    """The codes in the tables of `folder` and no mistakes, or None and all of them."""
    diagnostics = Diagnostics()
    placed = [pair for path in _files(folder, diagnostics) for pair in _table(path, diagnostics)]
    _check_overlaps(placed, diagnostics)
    if diagnostics:
        return None, diagnostics.sorted()
    order = sorted(
        (row for row, _ in placed),
        key=lambda row: (row.valid_from or dt.date.min, CATEGORIES.index(row.category)),
    )
    return RegisterCodes(tuple(order)), ()


def _files(folder: Path, diagnostics: Diagnostics) -> list[Path]:
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not files:
        what = "there is no table of codes in this folder" if folder.is_dir() else "no such folder"
        remedy = "name a folder with .yaml files of register codes"
        diagnostics.add(Place(folder.as_posix()), "no-codes", what, remedy)
    return files


def _table(path: Path, diagnostics: Diagnostics) -> Iterator[tuple[RegisterCode, Place]]:
    """The codes of one file, each with its place."""
    document = read_document(path, path.name, WrittenTable, diagnostics)
    if document is None:
        return
    node, table = document
    for number, written in enumerate(table.codes):
        entry = node.descend("codes", number)
        row = RegisterCode(
            written.code.strip(),
            written.category,
            written.meaning,
            written.unexplained,
            _day(written.valid_from or table.valid_from),
            _day(written.valid_until or table.valid_until),
            table.source,
            written.confidence or table.confidence,
            written.note,
        )
        if row.valid_from and row.valid_until and row.valid_until < row.valid_from:
            own = entry if "valid_until" in entry.entries() else node
            diagnostics.add(
                own.at("valid_until"),
                "wrong-days",
                "the last day is before the first",
                "set `valid_until` to the last day on which the code is in force",
            )
        elif row.unexplained and row.category != "unauthorised_absence":
            diagnostics.add(
                entry.key_at("unexplained"),
                "wrong-value",
                "only an unauthorised absence can be unexplained",
                "remove it, or correct the category",
            )
        else:
            yield row, entry.at("code")


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _check_overlaps(placed: list[tuple[RegisterCode, Place]], diagnostics: Diagnostics) -> None:
    for (one, first), (other, second) in itertools.combinations(placed, 2):
        if one.code == other.code and _overlap(one, other):
            diagnostics.add(
                second,
                "overlapping-codes",
                f"{shown(one.code)} has two meanings on the same days",
                f"the other is at {first}; end one before the other begins",
            )


def _overlap(one: RegisterCode, other: RegisterCode) -> bool:
    latest_start = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
    earliest_end = min(one.valid_until or dt.date.max, other.valid_until or dt.date.max)
    return latest_start <= earliest_end
