"""Registers with a column for each code → facts. Several rows of a pupil are added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.code_columns import code_readings, columns_counted_in
from attendance_rules.registers.codes.codes import CATEGORIES, Reading, RegisterCode
from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.report import OutOfDate, RegisterReport
from attendance_rules.registers.spark.adding import Given, pupils_in, rows_given, sums_given
from attendance_rules.registers.spark.counts import count_in, wrong_cells
from attendance_rules.registers.spark.sources import SparkLaid
from attendance_rules.registers.spark.tables import facts_of
from attendance_rules.registers.tables import SUM_OF

Readings = Mapping[str, Reading]


def code_columns(
    sources: Sequence[SparkLaid], meanings: Meanings, on: dt.date | None
) -> tuple[DataFrame, RegisterReport]:
    """The facts in columns that each count the sessions with one code.

    The codes are those of the day `on`, or the newest; one that is not in force then counts by its
    old category and is reported. A blank cell is 0. Raises `DataError`.
    """
    period = meanings.codes.period(on)
    readings = [code_readings(laid, meanings, period) for laid in sources]
    late = list(
        dict.fromkeys(one.row for each in readings for one in each.values() if not one.in_force)
    )
    given = [_given(*one, late) for one in zip(sources, readings, strict=True)]
    rows, ids = rows_given(given), sources[0].ids
    sums = sums_given(rows, given)
    total = {name: sum(one[name] for one in sums) for name in given[0].numbers}
    counted = {one: total[one] for one in CATEGORIES}
    sums_of_pupil = (F.sum(tally).alias(tally) for tally in TALLIES)
    tallied = rows.groupBy(*ids).agg(*sums_of_pupil, F.bool_or("wrong").alias("wrong"))
    return facts_of(tallied, ids, F.col("wrong")), RegisterReport(
        form="codes",
        registers=tuple(one.source.name for one in sources),
        pupils=pupils_in(rows, given),
        facts={fact: sum(total[one] for one in tallies) for fact, tallies in SUM_OF.items()},
        rows=sum(one["rows"] for one in sums),
        read=sum(counted.values()),
        missing=counted["missing"],
        counted=counted,
        out_of_date=tuple(
            OutOfDate(row.code, row.category, total[_late(number)])
            for number, row in enumerate(late)
            if total[_late(number)]
        ),
    )


def _given(laid: SparkLaid, readings: Readings, late: Sequence[RegisterCode]) -> Given:
    """The numbers are the tallies, and how often each of the codes `late` was used out of date."""

    def sum_of(columns: Sequence[str]) -> Column:
        counts = (F.coalesce(count_in(laid, one), F.lit(0)) for one in columns)
        return reduce(Column.__add__, counts, F.lit(0).cast("bigint"))

    numbers = {tally: sum_of(columns_counted_in(tally, readings)) for tally in TALLIES}
    for number, row in enumerate(late):
        columns = [one for one, each in readings.items() if each.row == row and not each.in_force]
        numbers[_late(number)] = sum_of(columns)
    return Given(laid, numbers, [list(wrong_cells(laid, list(readings)))])


def _late(number: int) -> str:
    return f"late {number}"
