"""Registers on Spark → the facts about each pupil that rest on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pyspark.sql import DataFrame

from attendance_rules.registers.layout import Layout
from attendance_rules.registers.meanings import Meanings
from attendance_rules.registers.report import RegisterReport
from attendance_rules.registers.sources.columns import lay_out
from attendance_rules.registers.spark.code_columns import code_columns
from attendance_rules.registers.spark.reading import read_marks
from attendance_rules.registers.spark.sources import open_frames
from attendance_rules.registers.spark.totals import total_columns
from attendance_rules.registers.window import Window, check_days


def facts_on_spark(
    registers: Any, layout: Layout, meanings: Meanings, window: Window, on: dt.date | None
) -> tuple[DataFrame, RegisterReport]:
    """A frame of facts, which is computed when an action asks for it, and the report.

    What is to be known before is asked at once, in queries that give a few rows:

    - for marks, one query; one more if codes were used out of date, to say which; and one more if
      sessions have several marks, to say which were passed over
    - for totals and columns of codes, one for the sums, and one that counts the pupils
    - if something is wrong, one or two more that tell what.

    Raises `DataError`. A frame has no order, so it names columns and numbers of rows, and no row.
    """
    laid = lay_out(open_frames(registers), layout, meanings.codes)
    form = laid[0].form
    check_days(form, window, on)
    if form == "totals":
        return total_columns(laid)
    if form == "codes":
        return code_columns(laid, meanings, on)
    return read_marks(laid, meanings, window)
