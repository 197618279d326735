"""Columns of counts → whole numbers, and what is wrong with those that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql import types as t

from attendance_rules.registers.counts import LARGEST, NO_COUNT
from attendance_rules.registers.spark.cells import stripped, text_of
from attendance_rules.registers.spark.marks import Wrong, blank_identifiers
from attendance_rules.registers.spark.sources import TEXT, SparkLaid

_FRACTIONS = (t.FloatType, t.DoubleType)
_WHOLE = (t.IntegralType, t.NullType)


def count_in(laid: SparkLaid, column: str) -> Column:
    """The number in a cell of a column, by what people call it; null if it holds none."""
    name, dtype = laid.source.columns[column], laid.source.dtype(column)
    cell = F.col(name)
    if isinstance(dtype, TEXT):
        text = stripped(text_of(name))
        number = F.when(text.rlike("^[0-9]{1,15}$"), text).try_cast("bigint")
    elif isinstance(dtype, _FRACTIONS):
        is_whole = cell.between(0, LARGEST) & (F.floor(cell) == cell)
        number = F.when(is_whole, cell).try_cast("bigint")
    elif isinstance(dtype, _WHOLE):
        number = cell.try_cast("bigint")
    else:
        number = F.lit(None).cast("bigint")
    return F.when(number.between(0, LARGEST), number)


def wrong_cells(laid: SparkLaid, columns: Sequence[str]) -> Iterator[Wrong]:
    """Blank identifiers, and cells of columns of counts that are neither blank nor a count."""
    yield from blank_identifiers(laid)
    for column in columns:
        yield Wrong(count_in(laid, column).isNull() & ~_is_blank(laid, column), column, NO_COUNT)


def _is_blank(laid: SparkLaid, column: str) -> Column:
    name = laid.source.columns[column]
    blank = F.col(name).isNull()
    if isinstance(laid.source.dtype(column), TEXT):
        blank = blank | (stripped(text_of(name)) == "")
    return blank
