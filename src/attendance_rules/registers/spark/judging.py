"""Marks → what each counts as, whether it is within the window, and whether it can be used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.spark.cells import stripped
from attendance_rules.registers.spark.marks import FIRST_SESSION, LAST_SESSION, marks
from attendance_rules.registers.spark.meanings import SparkMeanings
from attendance_rules.registers.spark.sources import SparkLaid, union
from attendance_rules.registers.window import Window

FAULTS = ("unreadable", "unknown", "unusable")
"""What may be wrong with a mark, in the order in which it is told: that its pupil or session cannot
be read, that it is no code, that its pupil is blank or its session implausible."""


def judged(sources: Sequence[SparkLaid], meanings: SparkMeanings, window: Window) -> DataFrame:
    """The marks of all sources, as `marks` gives them but stripped, with columns that say more.

    `source` is the number of the source, `inside` whether the window holds the session, `class` the
    number of the class in which the mark counts, `late` whether its code is out of date. Each of
    FAULTS is a column, too. Outside the window there is no class, and only `unreadable` is a fault.
    """
    return union(_judged(laid, number, meanings, window) for number, laid in enumerate(sources))


def _judged(laid: SparkLaid, number: int, meanings: SparkMeanings, window: Window) -> DataFrame:
    session, ids = F.col("session"), [F.col(name) for name in laid.ids]
    inside = F.coalesce(reduce(and_, window.bounds(session), F.lit(True)), F.lit(False))
    # Nine of ten marks are present, and need no look at white space.
    mark = F.col("mark")
    mark = F.when(mark.isin(meanings.all.present), mark).otherwise(stripped(mark)).alias("mark")
    every = marks(laid).select(*ids, "session", mark)
    every = every.select("*", inside.alias("inside"), meanings.number().alias("number"))
    inside, meaning = F.col("inside"), F.col("number")
    unreadable = reduce(or_, (one.isNull() for one in ids), session.isNull())
    plausible = session.between(FIRST_SESSION, LAST_SESSION)
    unusable = reduce(or_, (one == "" for one in ids), ~plausible)
    return every.select(
        F.lit(number).alias("source"),
        *ids,
        "session",
        "mark",
        "inside",
        F.when(inside, F.shiftright(meaning, 1)).alias("class"),
        (inside & (meaning.bitwiseAND(F.lit(1)) == 1)).alias("late"),
        unreadable.alias("unreadable"),
        (inside & meaning.isNull()).alias("unknown"),
        (inside & unusable).alias("unusable"),
    )
