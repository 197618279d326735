"""Registers with a mark for each session → facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from pyspark.sql import Column, DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.codes.codes import CATEGORIES
from attendance_rules.registers.marks import day_of
from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.report import OutOfDate, RegisterReport
from attendance_rules.registers.spark.duplicates import doubles_in
from attendance_rules.registers.spark.judging import FAULTS, judged
from attendance_rules.registers.spark.meanings import SparkMeanings
from attendance_rules.registers.spark.mistakes import wrong_marks
from attendance_rules.registers.spark.sessions import in_blocks, sessions, tallied
from attendance_rules.registers.spark.sources import SparkLaid, rows_of
from attendance_rules.registers.spark.tables import facts_of
from attendance_rules.registers.tables import SUM_OF
from attendance_rules.registers.window import Window


def read_marks(
    sources: Sequence[SparkLaid], meanings: Meanings, window: Window
) -> tuple[DataFrame, RegisterReport]:
    """The facts, not yet computed, and the report. Raises `DataError`."""
    ids, known = sources[0].ids, SparkMeanings(meanings)
    every = judged(sources, known, window)
    seen = _seen(every, sources, known)
    if seen["wrong"]:
        raise wrong_marks(sources, known, every)
    if not seen["read"]:
        where = " within the window" if seen["seen"] else ""
        raise sources[0].source.problems().error(f"holds no marks{where}")
    return _facts(every, ids, known), _report(sources, known, seen, every.where("inside"))


def _facts(every: DataFrame, ids: Sequence[str], meanings: SparkMeanings) -> DataFrame:
    """They are computed later, and what stands behind the marks may have changed by then.

    So a pupil with a mark that cannot be used has no facts, rather than one mark less.
    """
    wrong = F.bool_or(_wrong()).alias("wrong")
    blocks = in_blocks(every.where(F.col("inside") | _wrong()), ids, meanings, wrong)
    pupils = tallied(blocks, ids, meanings, F.bool_or("wrong").alias("wrong"))
    return facts_of(pupils, ids, F.col("wrong"))


def _wrong() -> Column:
    return reduce(or_, map(F.col, FAULTS))


def _seen(every: DataFrame, sources: Sequence[SparkLaid], meanings: SparkMeanings) -> Row:
    """What the marks come to over all pupils, and how many are wrong."""
    ids = sources[0].ids
    missing = F.col("class").isin(meanings.classes_in("missing"))
    session = F.when(F.col("inside"), F.col("session"))
    blocks = in_blocks(
        every,
        ids,
        meanings,
        F.count("*").alias("seen"),
        F.count_if("inside").alias("read"),
        F.count_if(_wrong()).alias("wrong"),
        F.count_if(missing).alias("missing marks"),
        F.count_if("late").alias("late"),
        F.min(session).alias("first"),
        F.max(session).alias("last"),
    )
    counts = ("seen", "read", "wrong", "missing marks", "late")
    pupils = tallied(
        blocks.withColumn("sessions", sessions(meanings)),
        ids,
        meanings,
        *(F.sum(name).alias(name) for name in (*counts, "sessions")),
        F.min("first").alias("first"),
        F.max("last").alias("last"),
    )
    (found,) = rows_of(
        pupils.agg(
            F.count_if(F.col("read") > 0).alias("pupils"),
            F.min("first").alias("first"),
            F.max("last").alias("last"),
            *(
                F.coalesce(F.sum(name), F.lit(0)).alias(name)
                for name in (*counts, "sessions", *TALLIES)
            ),
        ),
        sources,
    )
    return found


def _report(
    sources: Sequence[SparkLaid], meanings: SparkMeanings, seen: Row, inside: DataFrame
) -> RegisterReport:
    doubles = None
    if seen["read"] > seen["sessions"]:
        doubles = doubles_in(inside, sources, meanings)
    return RegisterReport(
        form=sources[0].form,
        registers=tuple(one.source.name for one in sources),
        pupils=seen["pupils"],
        facts={fact: sum(seen[one] for one in tallies) for fact, tallies in SUM_OF.items()},
        read=seen["read"],
        outside_window=seen["seen"] - seen["read"],
        missing=seen["missing marks"],
        counted={one: seen[one] for one in CATEGORIES},
        first_day=day_of(seen["first"]),
        last_day=day_of(seen["last"]),
        out_of_date=_out_of_date(inside, sources, meanings) if seen["late"] else (),
        sessions_with_two_marks=doubles.number if doubles else 0,
        doubles=doubles.pairs if doubles else (),
    )


def _out_of_date(
    inside: DataFrame, sources: Sequence[SparkLaid], meanings: SparkMeanings
) -> tuple[OutOfDate, ...]:
    late = inside.where("late").select(meanings.rank().alias("rank"))
    ranked = meanings.all.ranked
    return tuple(
        OutOfDate(ranked[rank].code, ranked[rank].category, number)
        for rank, number in sorted(rows_of(late.groupBy("rank").count(), sources))
    )
