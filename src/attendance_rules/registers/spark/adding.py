"""Rows that each give numbers about a pupil → their sums, when all of them can be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.files.problems import NO_PUPILS
from attendance_rules.registers.spark.marks import Wrong, identifiers
from attendance_rules.registers.spark.mistakes import changing, wrong_rows
from attendance_rules.registers.spark.sources import SparkLaid, rows_of, union


@dataclass(frozen=True, slots=True)
class Given:
    """The numbers in each row of a source, by names that are the same in all sources.

    Of what may be wrong, the later sequences are told only if nothing before them is met.
    """

    laid: SparkLaid
    numbers: Mapping[str, Column]
    wrong: Sequence[Sequence[Wrong]]


def rows_given(sources: Sequence[Given]) -> DataFrame:
    """The identifiers and numbers of every row, with the number of its source, and `wrong`."""
    return union(
        one.laid.source.frame.select(
            F.lit(number).alias("source"),
            *identifiers(one.laid),
            *(column.alias(name) for name, column in one.numbers.items()),
            _any_of(one).alias("wrong"),
        )
        for number, one in enumerate(sources)
    )


def sums_given(rows: DataFrame, sources: Sequence[Given]) -> list[Row]:
    """For each source how many `rows` it has, and the sum of each number, null if one is unknown.

    One query, and more to tell what is wrong. Raises `DataError`.
    """
    names = list(sources[0].numbers)
    by_source = rows.groupBy("source").agg(
        F.count("*").alias("rows"),
        F.count_if("wrong").alias("wrong"),
        *(known_sum(name).alias(name) for name in names),
    )
    every = [one.laid for one in sources]
    found = {row["source"]: row for row in rows_of(by_source, every)}
    for number, one in enumerate(sources):
        if number not in found:
            raise one.laid.source.problems().error(NO_PUPILS)
        if found[number]["wrong"]:
            told = (wrong_rows(one.laid, one.laid.source.frame, part) for part in one.wrong)
            raise next(filter(None, told), None) or changing(one.laid)
    return [found[number] for number in range(len(sources))]


def pupils_in(rows: DataFrame, sources: Sequence[Given]) -> int:
    """How many different pupils there are. One query."""
    pupils = rows.select(*sources[0].laid.ids).distinct()
    (found,) = rows_of(pupils.agg(F.count("*").alias("pupils")), [one.laid for one in sources])
    return int(found["pupils"])


def known_sum(name: str) -> Column:
    """The sum of a number over rows, null if it is unknown in one of them."""
    return F.when(F.count(name) == F.count("*"), F.sum(name))


def _any_of(given: Given) -> Column:
    met = (F.coalesce(one.met, F.lit(False)) for part in given.wrong for one in part)
    return reduce(or_, met, F.lit(False))
