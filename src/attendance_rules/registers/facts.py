"""Registers → the facts about each pupil that rest on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

import polars as pl

from attendance_rules.registers.code_columns import code_columns
from attendance_rules.registers.codes.codes import RegisterCodes
from attendance_rules.registers.codes.load import load_codes
from attendance_rules.registers.layout import Layout
from attendance_rules.registers.meanings import Meanings
from attendance_rules.registers.reading import MarkReader, Progress
from attendance_rules.registers.report import RegisterReport
from attendance_rules.registers.sources.columns import lay_out
from attendance_rules.registers.sources.recognise import are_on_spark
from attendance_rules.registers.sources.sources import Registers, open_sources
from attendance_rules.registers.totals import total_columns
from attendance_rules.registers.window import Window, check_days

if TYPE_CHECKING:
    from pyspark.sql import DataFrame as SparkFrame


@overload
def register_facts(
    registers: SparkFrame | Sequence[SparkFrame],
    *,
    layout: Layout | None = None,
    codes: RegisterCodes | None = None,
    aliases: Mapping[str, str] | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    on: dt.date | None = None,
    progress: Progress | None = None,
) -> tuple[SparkFrame, RegisterReport]: ...


@overload
def register_facts(
    registers: Registers,
    *,
    layout: Layout | None = None,
    codes: RegisterCodes | None = None,
    aliases: Mapping[str, str] | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    on: dt.date | None = None,
    progress: Progress | None = None,
) -> tuple[pl.DataFrame, RegisterReport]: ...


def register_facts(
    registers: Registers,
    *,
    layout: Layout | None = None,
    codes: RegisterCodes | None = None,
    aliases: Mapping[str, str] | None = None,
    start: dt.date | None = None,
    end: dt.date | None = None,
    on: dt.date | None = None,
    progress: Progress | None = None,
) -> tuple[Any, RegisterReport]:
    """The facts in one register or several, a row for each pupil, and a report of what was seen.

    A register is a path (CSV, Parquet, XLSX), a Polars frame, eager or lazy, or any other table
    that hands over Arrow data, such as those of pandas, PyArrow and DuckDB. The facts come as a
    Polars frame: `school_id` if the registers have it, `pupil_id`, `sessions_possible`,
    `sessions_absent`, `sessions_unauthorised` and `sessions_unexplained`, ready for
    `attendance-rules evaluate`. A pupil's marks in several registers are added up.

    Or registers are DataFrames of PySpark. Then the facts are one, too: it is computed when an
    action of Spark asks for it. What is checked and reported takes one to three queries, which run
    at once.

    `layout` says what the columns are called and in which form they are, `codes` what the codes
    mean, `aliases` which codes a school's own marks stand for. Only sessions from `start` to `end`,
    both included, count. For columns of codes, which have no dates, `on` is the day whose codes
    apply; without it, the newest do. `progress` is called with the number of marks read so far and
    the number of all, None if that is not known; on Spark it is not called.

    Raises `DataError` for what cannot be used: it names file, row and column, and no cell but a
    mark that is no code. Frames of Spark have no order, so that the number of rows is told instead.
    """
    window = Window(start, end)
    layout = layout or Layout()
    meanings = Meanings(codes or load_codes(), aliases or {})
    if are_on_spark(registers):
        from attendance_rules.registers.spark import facts_on_spark

        return facts_on_spark(registers, layout, meanings, window, on)
    laid = lay_out(open_sources(registers), layout, meanings.codes)
    form = laid[0].form
    check_days(form, window, on)
    if form == "totals":
        return total_columns(laid)
    if form == "codes":
        return code_columns(laid, meanings, on)
    return MarkReader(laid, meanings, window, progress).read()
