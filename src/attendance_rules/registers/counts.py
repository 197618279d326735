"""Columns of counts → whole numbers, or the first cell of each column that is none."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from attendance_rules.files.problems import NO_PUPILS
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.marks import identifiers, rows
from attendance_rules.registers.reasons import BLANK
from attendance_rules.registers.sources.columns import Laid

LARGEST = 10**12
"""Sessions. A row may stand for an area, and England has 3 to 4 thousand million a year."""

NO_COUNT = f"must be a whole number from 0 to {LARGEST:,}, or blank"


def counts(laid: Laid, columns: Mapping[str, str]) -> pl.DataFrame:
    """`row` (its place), the identifiers, and the numbers in `columns`, by their keys.

    The values of `columns` are what people call them. A blank cell is null. Raises `DataError`.
    """
    read = []
    for key, column in columns.items():
        number, blank = _count(laid, column)
        read += [number.alias(f"{key} "), (number.is_null() & ~blank).alias(f"{key} wrong")]
    frame = laid.source.collect(rows(laid, with_rows=True).select("row", *identifiers(laid), *read))
    problems = laid.source.problems()
    if not frame.height:
        raise problems.error(NO_PUPILS)
    for name in laid.ids:
        blank_rows = frame.filter(pl.col(name).fill_null("") == "")
        if blank_rows.height:
            problems.add(first_of(laid, blank_rows, laid.shown(name.removesuffix("_id")), BLANK))
    for key, column in columns.items():
        wrong = frame.filter(f"{key} wrong")
        if wrong.height:
            problems.add(first_of(laid, wrong, column, NO_COUNT))
    if problems:
        raise problems.error()
    return frame.select("row", *laid.ids, *(pl.col(f"{key} ").alias(key) for key in columns))


def first_of(laid: Laid, wrong: pl.DataFrame, column: str, message: str) -> str:
    """What is wrong with a column, with the place of the first of the rows in question."""
    more = f" ({wrong.height:,} rows in all)" if wrong.height > 1 else ""
    return f"{laid.source.unit} {wrong['row'][0]}, column {shown(column)}: {message}{more}"


def _count(laid: Laid, column: str) -> tuple[pl.Expr, pl.Expr]:
    """The number in a cell, null if it holds none, and whether the cell is blank."""
    cell, dtype = pl.col(laid.source.columns[column]), laid.source.dtype(column)
    blank = cell.is_null()
    if dtype in (pl.String, pl.Categorical, pl.Enum):
        text = cell.cast(pl.String).str.strip_chars()
        blank |= text == ""
        number = pl.when(text.str.contains("^[0-9]{1,15}$")).then(text).cast(pl.Int64, strict=False)
    elif dtype.is_float():  # as a workbook may hold whole numbers
        number = pl.when(cell == cell.floor()).then(cell).cast(pl.Int64, strict=False)
    elif dtype.is_integer() or dtype == pl.Null:
        number = cell.cast(pl.Int64, strict=False)
    else:
        number = pl.lit(None, pl.Int64)
    return pl.when(number.is_between(0, LARGEST)).then(number), blank
