"""What is wrong with registers. Looked for only once it is known that something is.

A frame of Spark has no order, so that no row can be named: messages say how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.errors import DataError
from attendance_rules.files.problems import MOST_SHOWN
from attendance_rules.messages.english import number_of
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.reasons import LONGEST_MARK, no_code
from attendance_rules.registers.spark.judging import FAULTS
from attendance_rules.registers.spark.marks import Wrong, checks
from attendance_rules.registers.spark.meanings import SparkMeanings
from attendance_rules.registers.spark.sources import SparkLaid, rows_of


def wrong_marks(
    sources: Sequence[SparkLaid], meanings: SparkMeanings, judged: DataFrame
) -> DataError:
    """What is wrong with marks of which some cannot be used. Two queries."""
    met = judged.groupBy("source").agg(*(F.count_if(one).alias(one) for one in FAULTS))
    for row in sorted(rows_of(met, sources)):
        first = next((one for one in FAULTS if row[one]), None)
        if first == "unknown":
            return _unknown_marks(sources, meanings, judged)
        if first is not None:
            laid = sources[row["source"]]
            return wrong_rows(laid, laid.source.frame, _first_reasons(laid)) or changing(laid)
    return changing(sources[0])


def wrong_rows(laid: SparkLaid, rows: DataFrame, reasons: Iterable[Wrong]) -> DataError | None:
    """The error that says for each reason how many rows meet it; None if none does. One query."""
    known = list(reasons)
    (found,) = rows_of(rows.agg(*(F.count_if(one.met) for one in known)), [laid])
    problems = laid.source.problems()
    for reason, count in zip(known, found, strict=True):
        if count:
            in_all = f"{number_of(count, 'row')} in all"
            problems.add(f"column {shown(reason.column)}: {reason.message} ({in_all})")
    return problems.error() if problems else None


def changing(laid: SparkLaid) -> DataError:
    """The error about a frame in which a mistake was found, and then none."""
    return laid.source.problems().error(
        "gives other rows each time that it is computed; write it to a table, and give that"
    )


def _first_reasons(laid: SparkLaid) -> Iterable[Wrong]:
    """The checks of a source's rows, of which each row meets the first only."""
    before = F.lit(False)
    for check in checks(laid):
        met = F.coalesce(check.met, F.lit(True))
        yield check._replace(met=met & ~before)
        before = before | met


def _unknown_marks(
    sources: Sequence[SparkLaid], meanings: SparkMeanings, judged: DataFrame
) -> DataError:
    """The error that names the marks that are no codes, of each source the most frequent first."""
    # A text that is longer is perhaps a name: it stays where it is.
    length = F.char_length("mark").alias("length")
    short = F.when(length <= LONGEST_MARK, F.col("mark")).alias("short")
    of_source = Window.partitionBy("source")
    ranked = (
        judged.where(~F.col("mark").isin(list(meanings.all.marks)))
        .select("source", short, length)
        .groupBy("source", "short", "length")
        .agg(F.count("*").alias("marks"))
        .select(
            "*",
            F.row_number()
            .over(of_source.orderBy(F.desc("marks"), "short", "length"))
            .alias("place"),
            F.count("*").over(of_source).alias("different"),
        )
    )
    first = rows_of(ranked.where(F.col("place") <= MOST_SHOWN), sources)
    told: list[str] = []
    for number, laid in enumerate(sources):
        found = sorted((one for one in first if one["source"] == number), key=lambda one: one.place)
        problems = laid.source.problems()
        column = shown(laid.shown("code" if laid.form == "long" else "marks"))
        for one in found:
            message = f"{no_code(one.short, one.length)} ({number_of(one.marks, 'mark')} in all)"
            problems.add(f"column {column}: {message}")
        if found:
            problems.add_more(found[0].different - len(found))
            told += problems.error().problems
    return DataError(told) if told else changing(sources[0])
