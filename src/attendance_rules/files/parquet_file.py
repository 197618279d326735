"""Parquet, through Polars, which is only imported here, when there is such a file."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Record, Table, Wanted
from attendance_rules.messages.quoting import shown

if TYPE_CHECKING:
    import polars as pl

BROKEN = "is not Parquet, or is broken or cut off; export it again"


def broken() -> tuple[type[BaseException], ...]:
    """What Polars raises at a broken file. At some it panics, in its own words."""
    import polars as pl

    return (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)


def read_parquet(file: BinaryIO, problems: Problems) -> Table:
    """The table in a Parquet file, whose records count from 1. Raises `DataError`."""
    import polars as pl

    # From memory: a path could be read as a pattern or an address, and mapping a file that
    # somebody shortens meanwhile ends the process.
    content = io.BytesIO(file.read())
    schema: pl.Schema | None = None
    with contextlib.suppress(*broken()):
        schema = pl.scan_parquet(content).collect_schema()
    if schema is None:
        raise problems.error(BROKEN)

    columns = tuple(Column(name, "the schema") for name in schema)

    def records(wanted_columns: Wanted) -> Iterator[Record]:
        wanted = [
            column(name, dtype, index, wanted_columns, problems)
            for index, (name, dtype) in enumerate(schema.items())
        ]
        sound = [expression for expression in wanted if expression is not None]
        if len(sound) < len(wanted):
            return
        frame: pl.DataFrame | None = None
        with contextlib.suppress(*broken()):
            frame = pl.scan_parquet(content).select(sound).collect(engine="in-memory")
        if frame is None:
            raise problems.error(BROKEN)
        yield from enumerate(frame.iter_rows(), start=1)

    return Table("record", "null", columns, records)


def column(
    name: str, dtype: pl.DataType, index: int, wanted_columns: Wanted, problems: Problems
) -> pl.Expr | None:
    """What to read of a column: it, its text, or nulls if nobody asks for it.

    None if it is of a type that cannot be read, which is a problem.
    """
    import polars as pl

    plain = dtype.is_integer() or dtype in (
        pl.Boolean,
        pl.String,
        pl.Categorical,
        pl.Enum,
        pl.Null,
    )
    if index in wanted_columns.read:
        if plain:
            return pl.col(name)
        remedy = "cast it to whole numbers" if dtype.is_float() else "cast it to one of these"
        problems.add(
            f"column {shown(name)}: must be of a boolean, whole-number or text type; {remedy}"
        )
        return None
    if index in wanted_columns.carried:
        if plain or dtype.is_numeric() or dtype.is_temporal():
            return pl.col(name).cast(pl.String)
        problems.add(f"column {shown(name)}: cannot be carried as text; cast it to text")
        return None
    return pl.lit(None).alias(name)
