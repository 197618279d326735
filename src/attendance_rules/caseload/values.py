"""Columns of cells → columns of values, by the functions that read single cells.

Each distinct cell of a column is read once, so a table says of a cell exactly what
`attendance_rules.decision.cells` says of it.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from attendance_rules.plain import private

# Text that is an identifier, a carried cell and harmless in CSV just as it is.
_PLAIN = r"\A[0-9A-Za-z](?:[0-9A-Za-z ._/-]*[0-9A-Za-z])?\z"


@private
class Values:
    """What stands in a column; null where it is blank, and where `wrong` says so."""

    known: pl.Series
    wrong: pl.Series | None


def values(
    cells: pl.Series, read: Callable[[object], object], dtype: pl.DataType | type[pl.DataType]
) -> Values:
    """The cells read by `read`, which raises `ValueError` for those that are not allowed."""
    distinct = cells.unique()
    found, wrong = _read(distinct, read)
    known = cells.replace_strict(distinct, pl.Series(found, dtype=dtype), return_dtype=dtype)
    if not any(wrong):
        return Values(known, None)
    return Values(known, cells.replace_strict(distinct, wrong, return_dtype=pl.Boolean))


def texts(cells: pl.Series, read: Callable[[object], str | None]) -> Values:
    """The texts that `read` makes of the cells; plain ones, which it leaves alone, all at once."""
    if cells.dtype != pl.String:
        return values(cells, read, pl.String)
    distinct = cells.filter(~cells.str.contains(_PLAIN).fill_null(False)).unique()
    if distinct.is_empty():
        return Values(cells, None)
    found, wrong = _read(distinct, read)
    new = pl.Series(found, dtype=pl.String)
    known = cells.replace_strict(distinct, new, default=cells, return_dtype=pl.String)
    if not any(wrong):
        return Values(known, None)
    where = cells.replace_strict(distinct, wrong, default=False, return_dtype=pl.Boolean)
    return Values(known, where)


def _read(distinct: pl.Series, read: Callable[[object], object]) -> tuple[list[object], list[bool]]:
    """What each cell says, and whether it is not allowed."""
    found: list[object] = []
    wrong: list[bool] = []
    for cell in distinct.to_list():
        value, is_wrong = None, False
        try:
            value = read(cell)
        except ValueError:
            is_wrong = True
        found.append(value)
        wrong.append(is_wrong)
    return found, wrong
