"""Two marks for one session: which codes counted, and which did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.report import Double
from attendance_rules.registers.spark.meanings import SparkMeanings
from attendance_rules.registers.spark.sessions import block, in_blocks, sessions
from attendance_rules.registers.spark.sources import SparkLaid, rows_of


@dataclass(frozen=True, slots=True)
class Doubles:
    """`number` counts the sessions with two marks or more."""

    number: int
    pairs: tuple[Double, ...]


def doubles_in(marks: DataFrame, sources: Sequence[SparkLaid], meanings: SparkMeanings) -> Doubles:
    """The sessions with several marks, of marks that can all be used. One query."""
    ids = sources[0].ids
    number = F.count("*").alias("marks")
    blocks = in_blocks(marks, ids, meanings, number)
    in_doubt = blocks.where(F.col("marks") > sessions(meanings)).select(*ids, "block")
    of_session = Window.partitionBy(*ids, "session")
    ranked = (
        marks.select(*ids, "session", block(), meanings.rank().alias("rank"))
        .join(in_doubt, on=[*ids, "block"], how="left_semi")
        .groupBy(*ids, "session", "rank")
        .agg(number)
        .select(
            "rank",
            "marks",
            F.min("rank").over(of_session).alias("kept"),
            F.sum("marks").over(of_session).alias("all"),
        )
    )
    found = rows_of(
        ranked.where(F.col("all") > 1)
        .groupBy("kept", "rank")
        .agg(F.sum("marks").alias("marks"), F.count("*").alias("sessions")),
        sources,
    )
    order, pairs, several = meanings.all.ranked, [], 0
    for row in sorted(found):
        kept, rank, marks_found = row["kept"], row["rank"], row["marks"]
        if kept == rank:  # of these, the mark that counts is no double
            several += row["sessions"]
            marks_found -= row["sessions"]
        if marks_found:
            pairs.append(Double(order[kept].code, order[rank].code, marks_found))
    return Doubles(several, tuple(pairs))
