"""Tallies of pupils → facts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.tables import SUM_OF


def facts_of(tallied: DataFrame, ids: Sequence[str], wrong: Column) -> DataFrame:
    """The facts that follow from how many sessions each pupil has in each category.

    A pupil of whom something is `wrong` has none.
    """
    return tallied.select(
        *ids,
        *(
            F.when(~wrong, reduce(Column.__add__, map(F.col, tallies))).alias(fact)
            for fact, tallies in SUM_OF.items()
        ),
    )
