"""Registers with a column for each code → facts. Several rows of a pupil are added up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

import polars as pl

from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean
from attendance_rules.registers.codes.codes import Reading, RegisterCode
from attendance_rules.registers.counts import counts
from attendance_rules.registers.meanings import TALLIES, UNEXPLAINED, Meanings
from attendance_rules.registers.report import OutOfDate, RegisterReport
from attendance_rules.registers.sources.columns import AnySource, Laid, LaidOut
from attendance_rules.registers.tables import by_category, facts_of, sums


def code_columns(
    sources: list[Laid], meanings: Meanings, on: dt.date | None
) -> tuple[pl.DataFrame, RegisterReport]:
    """The facts in columns that each count the sessions with one code.

    The codes are those of the day `on`, or the newest; one that is not in force then counts by its
    old category and is reported. A blank cell is 0, since a spreadsheet leaves it so where there
    was no such mark. Raises `DataError`.
    """
    ids = sources[0].ids
    frames, rows = [], 0
    late: Counter[RegisterCode] = Counter()
    for laid in sources:
        readings = code_readings(laid, meanings, meanings.codes.period(on))
        given = counts(laid, {column: column for column in readings}).fill_null(0)
        rows += given.height
        for column, reading in readings.items():
            if not reading.in_force:
                late[reading.row] += int(given[column].sum())
        frames.append(given.select(*ids, *(_sum(readings, tally) for tally in TALLIES)))
    tallied = pl.concat(frames).group_by(ids, maintain_order=True).agg(pl.col(TALLIES).sum())
    facts, counted = facts_of(tallied, ids), by_category(tallied)
    return facts, RegisterReport(
        form="codes",
        registers=tuple(one.source.name for one in sources),
        pupils=facts.height,
        facts=sums(facts),
        rows=rows,
        read=sum(counted.values()),
        missing=counted["missing"],
        counted=counted,
        out_of_date=tuple(OutOfDate(row.code, row.category, n) for row, n in (+late).items()),
    )


def code_readings(
    laid: LaidOut[AnySource], meanings: Meanings, period: int
) -> Mapping[str, Reading]:
    """What each column that counts a code means. Raises `DataError`."""
    named = laid.layout.codes
    problems = laid.source.problems()
    for column, mark in named.items():
        if mark not in meanings.marks:
            near = did_you_mean(mark, [one for one in meanings.marks if one])
            problems.add(f"column {shown(column)}: {shown(mark)} is no register code; {near}")
        elif column not in laid.source.columns:
            near = did_you_mean(column, laid.source.columns)
            problems.add(f"there is no column {shown(column)}; {near}")
    found: dict[str, Reading] = {}
    others = {laid.shown(role) for role in ("pupil", "school")}
    for column in laid.source.columns:
        if column in others:
            continue
        mark = named.get(column, column)
        if mark and mark in meanings.marks:
            found[column] = meanings.read(mark, period)
        elif not laid.layout.ignore_unknown_columns and column not in named:
            problems.add(
                f"column {shown(column)} is called by no register code; say in a mapping file "
                "which it counts (`codes: {…}`), or ignore unknown columns"
            )
    if problems:
        raise problems.error()
    return found


def _sum(readings: Mapping[str, Reading], tally: str) -> pl.Expr:
    """The sessions of a row that count in a tally."""
    columns = columns_counted_in(tally, readings)
    return pl.sum_horizontal(pl.lit(0, pl.Int64), *columns).alias(tally)


def columns_counted_in(tally: str, readings: Mapping[str, Reading]) -> list[str]:
    """The columns whose sessions count in a tally."""
    return [
        column
        for column, one in readings.items()
        if (one.row.unexplained if tally == UNEXPLAINED else one.row.category == tally)
    ]
