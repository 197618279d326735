"""Polars frames as frames of Spark, and both ways to facts compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from attendance_rules.registers import RegisterReport, register_facts

Spark = Any
"""A SparkSession, or one of its frames."""

_TYPES = {
    pl.Boolean: "boolean",
    pl.Date: "date",
    pl.Datetime: "timestamp_ntz",
    pl.Float64: "double",
    pl.Int16: "smallint",
    pl.Int64: "bigint",
    pl.Null: "void",
    pl.String: "string",
}


def to_spark(session: Spark, frame: pl.DataFrame) -> Spark:
    """The frame on Spark, its rows dealt out to several partitions."""
    from pyspark.sql import types as t

    fields = [
        t.StructField(name, t.DataType.fromDDL(_TYPES[type(dtype)]))
        for name, dtype in frame.schema.items()
    ]
    return session.createDataFrame(frame.rows(), t.StructType(fields)).repartition(6)


def rows_of(facts: pl.DataFrame | Spark) -> list[tuple[Any, ...]]:
    """The rows of facts in an order of their own."""
    rows = facts.rows() if isinstance(facts, pl.DataFrame) else map(tuple, facts.collect())
    return sorted(rows)


def compared(
    session: Spark, frames: pl.DataFrame | Sequence[pl.DataFrame], **options: Any
) -> tuple[list[tuple[Any, ...]], RegisterReport]:
    """The facts and the report that Spark gives of registers, which are those of Polars."""
    if isinstance(frames, pl.DataFrame):
        theirs = to_spark(session, frames)
    else:
        theirs = [to_spark(session, frame) for frame in frames]
    expected, report = register_facts(frames, **options)
    facts, same = register_facts(theirs, **options)
    assert facts.columns == expected.columns
    rows = rows_of(facts)
    assert rows == rows_of(expected)
    assert same.to_dict() == report.to_dict()
    return rows, same
