"""Spark's frames → sources: columns by their place, and the names that messages call things by."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from pyspark.sql import DataFrame, Row
from pyspark.sql import types as t

from attendance_rules.files.problems import Problems
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.sources.columns import LaidOut

TEXT = (t.StringType, t.CharType, t.VarcharType)
DAYS = (t.DateType, t.TimestampType, t.TimestampNTZType)
_READABLE = (*TEXT, *DAYS, t.NullType, t.BooleanType, t.IntegralType)


@dataclass(frozen=True, slots=True)
class SparkSource:
    """One register. `columns` gives the name in `frame` of each column, white space stripped."""

    name: str
    frame: DataFrame = field(repr=False)
    columns: Mapping[str, str]
    types: Mapping[str, t.DataType]

    def problems(self) -> Problems:
        """For what is wrong with it."""
        return Problems(self.name)

    def dtype(self, name: str) -> t.DataType:
        """The type of a column."""
        return self.types[self.columns[name]]

    def readable(self, name: str) -> bool:
        """Whether cells of a column have one text, which nobody would write otherwise."""
        return isinstance(self.dtype(name), _READABLE)


SparkLaid = LaidOut[SparkSource]


def open_frames(registers: DataFrame | Sequence[DataFrame]) -> list[SparkSource]:
    """The sources in what the caller handed over. Raises `DataError`."""
    if isinstance(registers, DataFrame):
        return [_open(registers, "the frame")]
    return [_open(one, f"frame {number}") for number, one in enumerate(registers, start=1)]


def _open(frame: DataFrame, name: str) -> SparkSource:
    names = frame.columns
    problems = Problems(name)
    for column, count in Counter(names).items():
        if count > 1:
            problems.add(f"two columns are called {shown(column)}; rename one of them")
    if problems:
        raise problems.error()
    # By position, because Spark reads a dot in a name as a path, and takes `A` for `a`.
    own = [f"n{number}" for number in range(len(names))]
    columns: dict[str, str] = {}
    for column, numbered in zip(names, own, strict=True):
        columns.setdefault(column.strip(), numbered)
    types = [one.dataType for one in frame.schema.fields]
    return SparkSource(name, frame.toDF(*own), columns, dict(zip(own, types, strict=True)))


def union(frames: Iterable[DataFrame]) -> DataFrame:
    """The rows of all frames, which have the same columns in the same order."""
    return reduce(DataFrame.union, frames)


def rows_of(frame: DataFrame, sources: Sequence[SparkLaid]) -> list[Row]:
    """The rows of a small frame that is made of these sources: a query that runs at once.

    Raises `DataError`, in words of our own: those of Spark may hold cells.
    """
    with contextlib.suppress(Exception):
        return frame.collect()
    name = sources[0].source.name if len(sources) == 1 else "the frames"
    raise Problems(name).error("cannot be computed; compute it first to see why")
