"""Rows of facts as a frame of each kind, and answers back as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from attendance_rules.program.program import Program

Row = dict[str, Any]
Make = Callable[[Sequence[Row], Program], Any]

_POLARS = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}


def polars_eager(rows: Sequence[Row], program: Program) -> pl.DataFrame:
    """The rows with a typed column for each fact that any row names, null where it does not."""
    named = {name for row in rows for name in row}
    schema: dict[str, Any] = {"pupil_id": pl.String}
    for fact in program.facts:
        if fact.name in named:
            schema[fact.name] = _POLARS[fact.kind]
    others = {name: pl.String for row in rows for name in row if name not in schema}
    return pl.DataFrame(list(rows), schema={**schema, **others})


def polars_lazy(rows: Sequence[Row], program: Program) -> pl.LazyFrame:
    return polars_eager(rows, program).lazy()


def polars_categories(rows: Sequence[Row], program: Program) -> pl.DataFrame:
    """Words as an Enum or as categories, counts in few bits or without a sign."""
    frame = polars_eager(rows, program)
    words = [fact for fact in program.facts if fact.kind == "word" and fact.name in frame.columns]
    counts = [fact for fact in program.facts if fact.kind == "count" and fact.name in frame.columns]
    return frame.with_columns(
        *(
            pl.col(fact.name).cast(pl.Enum(["other", *fact.words]) if n % 2 else pl.Categorical)
            for n, fact in enumerate(words)
        ),
        *(
            pl.col(fact.name).cast([pl.UInt32, pl.UInt64, pl.Int128, pl.Int32][n % 4])
            for n, fact in enumerate(counts)
        ),
    )


def polars_yes_no_text(rows: Sequence[Row], program: Program) -> pl.DataFrame:
    """Yes/no facts as the words, as a CSV file gives them."""
    frame = polars_eager(rows, program)
    flags = [name for name, kind in frame.schema.items() if kind == pl.Boolean]
    words = {True: "yes", False: "no"}
    return frame.with_columns(pl.col(flags).replace_strict(words, return_dtype=pl.String))


def pandas_plain(rows: Sequence[Row], program: Program) -> pd.DataFrame:
    """As pandas makes of Python's values: gaps turn counts to floats, yes/no to objects."""
    columns = polars_eager(rows, program).columns
    return pd.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], columns=columns
    )


def pandas_nullable(rows: Sequence[Row], program: Program) -> pd.DataFrame:
    types = {"yes_no": "boolean", "count": "Int64", "word": "category"}
    frame = pandas_plain(rows, program)
    return frame.astype(
        {fact.name: types[fact.kind] for fact in program.facts if fact.name in frame.columns}
    )


def pandas_arrow(rows: Sequence[Row], program: Program) -> pd.DataFrame:
    table = polars_eager(rows, program).to_arrow()
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def arrow(rows: Sequence[Row], program: Program) -> pa.Table:
    """In several chunks, with words of one column in a dictionary."""
    frame = polars_eager(rows, program)
    table = pa.concat_tables(
        [frame[: len(rows) // 2].to_arrow(), frame[len(rows) // 2 :].to_arrow()]
    )
    for fact in program.facts:
        if fact.kind == "word" and fact.name in table.column_names:
            at = table.column_names.index(fact.name)
            return table.set_column(at, fact.name, table[fact.name].dictionary_encode())
    return table


class Duck:
    """Relations of one connection, which is not DuckDB's default one."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def __call__(self, rows: Sequence[Row], program: Program) -> duckdb.DuckDBPyRelation:
        return self.connection.from_arrow(polars_eager(rows, program).to_arrow())


class Sparks:
    """Frames of one session, in several partitions."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def __call__(self, rows: Sequence[Row], program: Program) -> Any:
        from pyspark.sql import types as t

        frame = polars_eager(rows, program)
        kinds = {pl.Boolean: t.BooleanType, pl.Int64: t.LongType, pl.String: t.StringType}
        fields = [t.StructField(name, kinds[type(kind)]()) for name, kind in frame.schema.items()]
        return self.session.createDataFrame(frame.rows(), t.StructType(fields)).repartition(3)


IN_PROCESS: Mapping[str, Make] = {
    "polars": polars_eager,
    "polars lazy": polars_lazy,
    "polars categories": polars_categories,
    "polars yes/no as text": polars_yes_no_text,
    "pandas": pandas_plain,
    "pandas nullable": pandas_nullable,
    "pandas Arrow": pandas_arrow,
    "pyarrow": arrow,
}


def rows_of(answer: Any) -> list[Row]:
    """The rows of an answer of any kind, with None for what is missing."""
    match answer:
        case pl.LazyFrame():
            return answer.collect().to_dicts()
        case pl.DataFrame():
            return answer.to_dicts()
        case pa.Table():
            found: list[Row] = answer.to_pylist()
            return found
        case pd.DataFrame():
            return [
                {name: None if pd.isna(cell) else cell for name, cell in row.items()}
                for row in answer.to_dict("records")
            ]
        case duckdb.DuckDBPyRelation():
            return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]
    return [row.asDict() for row in answer.collect()]
