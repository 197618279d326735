"""Registers with totals for each pupil → facts. Several rows of a pupil are added up."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.report import RegisterReport
from attendance_rules.registers.spark.adding import (
    Given,
    known_sum,
    pupils_in,
    rows_given,
    sums_given,
)
from attendance_rules.registers.spark.counts import count_in, wrong_cells
from attendance_rules.registers.spark.marks import Wrong
from attendance_rules.registers.spark.sources import SparkLaid
from attendance_rules.registers.tables import FACTS
from attendance_rules.registers.totals import IN_FACTS, ROLES, contradictions


def total_columns(sources: Sequence[SparkLaid]) -> tuple[DataFrame, RegisterReport]:
    """The facts in totals: possible, and absent or authorised and unauthorised sessions.

    What a row does not say is unknown, and so is the sum that it would be a part of. Raises
    `DataError`.
    """
    given = [_given(laid) for laid in sources]
    rows = rows_given(given)
    sums = sums_given(rows, given)
    named = dict(zip(FACTS, IN_FACTS, strict=True))
    wrong = F.bool_or("wrong")
    facts = rows.groupBy(*sources[0].ids).agg(
        *(F.when(~wrong, known_sum(role)).alias(fact) for fact, role in named.items())
    )
    return facts, RegisterReport(
        form="totals",
        registers=tuple(one.source.name for one in sources),
        pupils=pupils_in(rows, given),
        facts={fact: _sum(role, sums) for fact, role in named.items()},
        rows=sum(one["rows"] for one in sums),
    )


def _given(laid: SparkLaid) -> Given:
    has = [role for role in ROLES if laid.has(role)]
    numbers = {
        role: count_in(laid, laid.shown(role)) if role in has else F.lit(None).cast("bigint")
        for role in ROLES
    }
    both = numbers["authorised"] + numbers["unauthorised"]
    numbers["absent"] = F.coalesce(numbers["absent"], both)
    cells = list(wrong_cells(laid, [laid.shown(role) for role in has]))
    totals = [
        Wrong(met, laid.shown(role), message)
        for role, met, message in contradictions(numbers.__getitem__)
    ]
    return Given(laid, numbers, [cells, totals])


def _sum(role: str, sums: Sequence[Row]) -> int | None:
    """The sum over all sources, None where one is unknown."""
    known = [one[role] for one in sums]
    return None if None in known else sum(known)
