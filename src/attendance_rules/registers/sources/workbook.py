"""Registers in workbooks: rows of cells → a table with a type for each column."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook import (
    Cell,
    Fault,
    PaddedInt,
    Row,
    Sheet,
    Workbook,
    column_letters,
)
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.sources.sources import Source

Named = tuple[str, Sequence[Cell]]
"""A column: its name and its cells, without the header."""

_LARGEST = 2**63 - 1


def open_workbook(path: Path, problems: Problems) -> Source:
    """The register in the first sheet of a workbook that people see. Raises `DataError`.

    The first row with something in it names the columns. A column has the type of its cells, all of
    them looked at; where they are of several, it is text, and holds what CSV would. A cell with an
    error, or with a formula that was not calculated, is a problem.
    """
    with path.open("rb") as file:
        workbook = Workbook(file, problems)
        (sheet,) = workbook.choose()
        rows = workbook.rows(sheet)
        header = next(rows, None)
        if header is None:
            raise problems.error("holds only blank rows; export it again, with names and marks")
        columns = _columns(header, rows)
    named = list(_named(header, columns))
    _check(sheet, header, named, problems)
    frame = pl.DataFrame([_series(name, cells) for name, cells in named])
    return Source(
        str(path),
        "row",
        header.number + 1,
        frame.lazy(),
        {name: name for name, _ in named},
        may_have_blank_rows=True,
        path=path,
    )


def _columns(header: Row, rows: Iterator[Row]) -> list[list[Cell]]:
    """The cells of each column below the header, blank rows included. An empty text is blank."""
    columns: list[list[Cell]] = [[] for _ in header.cells]
    height = 0
    for number, cells in rows:
        above = number - header.number - 1
        height = above + 1
        columns += ([] for _ in cells[len(columns) :])
        for column, cell in zip(columns, cells, strict=False):
            if cell is not None and cell != "":
                column.extend([None] * (above - len(column)))
                column.append(cell)
    for column in columns:
        column.extend([None] * (height - len(column)))
    return columns


def _named(header: Row, columns: Sequence[Sequence[Cell]]) -> Iterator[Named]:
    """The columns with their names; one that has none is called by its letter, unless blank."""
    for index, cells in enumerate(columns):
        cell = header.cells[index] if index < len(header.cells) else None
        name = "" if cell is None or isinstance(cell, Fault) else _text(cell).strip()
        if name or any(cell is not None for cell in cells):
            yield name or f"column {column_letters(index)}", cells


def _check(sheet: Sheet, header: Row, named: Sequence[Named], problems: Problems) -> None:
    """Raises `DataError` for columns of one name, and for cells without a value."""
    place = f"sheet {shown(sheet.name)}, row"
    for name, count in Counter(name for name, _ in named).items():
        if count > 1:
            remedy = "rename one of them"
            problems.add(f"{place} {header.number}: two columns are called {shown(name)}; {remedy}")
    for name, cells in named:
        for fault in Fault:
            rows = [row for row, cell in enumerate(cells, header.number + 1) if cell is fault]
            if rows:
                more = f" ({len(rows):,} rows in all)" if len(rows) > 1 else ""
                problems.add(f"{place} {rows[0]}, column {shown(name)}: {fault.value}{more}")
    if problems:
        raise problems.error()


def _series(name: str, cells: Sequence[Cell]) -> pl.Series:
    """The cells as a column of the one type that they all have, or of text."""
    filled = [cell for cell in cells if cell is not None]
    kinds = {type(cell) for cell in filled}
    dtype: Any = pl.String
    if not kinds:
        dtype = pl.Null
    elif kinds == {dt.date}:
        dtype = pl.Date
    elif kinds <= {dt.date, dt.datetime}:
        dtype = pl.Datetime("ms")
    elif kinds <= {int, PaddedInt} and all(map(_fits, filled)):
        dtype = pl.Int64
    elif Decimal in kinds and kinds <= {int, PaddedInt, Decimal}:
        dtype = pl.Float64
    values: list[Any] = list(cells)
    if dtype == pl.String:
        values = [None if cell is None else _text(cell) for cell in cells]
    elif dtype == pl.Float64:
        values = [None if cell is None else float(cell) for cell in values]
    return pl.Series(name, values, dtype)


def _fits(cell: object) -> bool:
    """Whether a number is one of 64 bits."""
    return isinstance(cell, int) and abs(cell) <= _LARGEST


def _text(cell: object) -> str:
    """What a spreadsheet writes to CSV for the cell, whole numbers with all of their digits."""
    match cell:
        case bool():
            return str(cell).upper()
        case dt.datetime():
            return cell.isoformat(" ")
        case Decimal():
            return f"{cell:f}"
    return str(cell)
