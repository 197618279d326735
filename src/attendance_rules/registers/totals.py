"""Registers with totals for each pupil → facts. Several rows of a pupil are added up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from attendance_rules.registers.counts import counts, first_of
from attendance_rules.registers.report import RegisterReport
from attendance_rules.registers.sources.columns import Laid
from attendance_rules.registers.tables import FACTS, sums

ROLES = ("possible", "absent", "authorised", "unauthorised", "unexplained")
"""What a register may give the totals of."""

IN_FACTS = ("possible", "absent", "unauthorised", "unexplained")
"""Those that become facts, in the order of the facts."""


def total_columns(sources: list[Laid]) -> tuple[pl.DataFrame, RegisterReport]:
    """The facts in totals: possible, and absent or authorised and unauthorised sessions.

    What a row does not say is unknown, and so is the sum that it would be a part of. Raises
    `DataError`.
    """
    every = pl.concat([_totals(laid) for laid in sources])
    # A sum passes over what is unknown, and over nothing known it is 0.
    known = [
        pl.when(pl.col(role).is_not_null().all()).then(pl.col(role).sum()).alias(fact)
        for role, fact in zip(IN_FACTS, FACTS, strict=True)
    ]
    facts = every.group_by(sources[0].ids, maintain_order=True).agg(known)
    return facts, RegisterReport(
        form="totals",
        registers=tuple(one.source.name for one in sources),
        pupils=facts.height,
        facts=sums(facts),
        rows=every.height,
    )


def _totals(laid: Laid) -> pl.DataFrame:
    """The totals in one source, checked against one another."""
    given = counts(laid, {role: laid.shown(role) for role in ROLES if laid.has(role)})
    every = given.with_columns(
        pl.lit(None, pl.Int64).alias(role) for role in ROLES if not laid.has(role)
    )
    every = every.with_columns(
        pl.coalesce("absent", pl.col("authorised") + pl.col("unauthorised")).alias("absent")
    )
    problems = laid.source.problems()
    for role, wrong, message in contradictions(pl.col):
        rows = every.filter(wrong)
        if rows.height:
            problems.add(first_of(laid, rows, laid.shown(role), message))
    if problems:
        raise problems.error()
    return every.select("row", *laid.ids, *ROLES)


def contradictions(column: Callable[[str], Any]) -> Iterator[tuple[str, Any, str]]:
    """Which of the totals cannot be, given the others: the total, the condition, the message.

    `column` gives the expression for a total, in the library whose frames are looked at.
    """
    for part, whole in (
        ("absent", "possible"),
        ("unauthorised", "absent"),
        ("unexplained", "unauthorised"),
    ):
        message = f"is more than all {whole} sessions, of which it is a part; correct one of them"
        yield part, column(part) > column(whole), message
    both = column("authorised") + column("unauthorised")
    message = "is not the authorised and unauthorised sessions together; correct one of them"
    yield "absent", both != column("absent"), message
