"""Marks → for each pupil the sessions of each class, every session once.

A session is a bit. Those of a pupil in one class and 32 days are one number, so that a group of
rows is small, however many marks it has, and nothing has to be looked for a second time: where
several classes have the bit of a session, the first of them has the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.meanings import TALLIES
from attendance_rules.registers.spark.meanings import SparkMeanings

BITS = 64


def block() -> Column:
    """The number of the block of sessions in which `session` lies."""
    return F.shiftright("session", BITS.bit_length() - 1).alias("block")


def in_blocks(
    marks: DataFrame, ids: Sequence[str], meanings: SparkMeanings, *also: Column
) -> DataFrame:
    """A row for each block of sessions of a pupil.

    It has a column of bits for each class, and what `also` asks of the marks. `marks` has columns
    `session` and `class`; a mark whose class is null has no session here.
    """
    place = F.col("session").bitwiseAND(F.lit(BITS - 1)).cast("int")
    bit = F.call_function("shiftleft", F.lit(1).cast("bigint"), place)
    bits = [
        F.bit_or(F.when(F.col("class") == number, bit).otherwise(_no_bits())).alias(name)
        for number, name in enumerate(_names(meanings))
    ]
    return marks.groupBy(*ids, block()).agg(*bits, *also)


def sessions(meanings: SparkMeanings) -> Column:
    """How many sessions of a block have a mark."""
    return F.bit_count(_any_of(_names(meanings))).cast("bigint")


def tallied(
    blocks: DataFrame, ids: Sequence[str], meanings: SparkMeanings, *also: Column
) -> DataFrame:
    """A row for each pupil: how many sessions count in each tally, and what `also` asks."""
    names = _names(meanings)
    own = [
        F.bit_count(F.col(name).bitwiseAND(F.bitwise_not(_any_of(names[:number])))).cast("bigint")
        for number, name in enumerate(names)
    ]

    def of(tally: str) -> Column:
        counts = (own[number] for number in meanings.classes_in(tally))
        return F.sum(reduce(Column.__add__, counts, _no_bits())).alias(tally)

    return blocks.groupBy(*ids).agg(*map(of, TALLIES), *also)


def _names(meanings: SparkMeanings) -> list[str]:
    return [f"class {number}" for number in range(len(meanings.classes))]


def _any_of(names: Sequence[str]) -> Column:
    return reduce(Column.bitwiseOR, map(F.col, names), _no_bits())


def _no_bits() -> Column:
    return F.lit(0).cast("bigint")
