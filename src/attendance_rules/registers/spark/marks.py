"""A frame in the form `long` or `marks` → one row a mark, whatever the form.

The columns are the identifiers as text, `session`, which counts sessions (two a day, the morning's
even) from 1 January 1970 and is null where it cannot be told, and `mark`, the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers import reasons
from attendance_rules.registers.marks import EARLIEST, LATEST, session_number
from attendance_rules.registers.spark.cells import stripped, text_of
from attendance_rules.registers.spark.dates import date_in
from attendance_rules.registers.spark.sources import DAYS, TEXT, SparkLaid

FIRST_SESSION, LAST_SESSION = session_number(EARLIEST), session_number(LATEST) + 1


class Wrong(NamedTuple):
    """Which rows cannot be used, because of what people call which column, and why."""

    met: Column
    column: str
    message: str


def marks(laid: SparkLaid) -> DataFrame:
    """The marks of a source."""
    frame = laid.source.frame
    if laid.form == "long":
        session = _day(laid, "date") * 2 + _half(laid)
        mark = F.coalesce(text_of(laid.column("code")), F.lit(""))
        return frame.select(*identifiers(laid), session.alias("session"), mark.alias("mark"))
    # A pupil with no marks has one that is missing, so that the pupil is not lost.
    text = F.coalesce(text_of(laid.column("marks")), F.lit(""))
    text = F.when(text == "", F.lit(" ")).otherwise(text)
    split = F.split(text, re.escape(laid.layout.separator))
    first = _day(laid, "start").alias("first")
    exploded = frame.select(
        *identifiers(laid), first, F.posexplode(split).alias("position", "mark")
    )
    day, afternoon = F.shiftright("position", 1), F.col("position").bitwiseAND(F.lit(1))
    if laid.layout.days == "weekdays":
        weekend = _since_monday(F.col("first")) >= 5
        weeks = F.floor((_since_monday(F.col("first")) + day) / 5)
        day = F.when(~weekend, day + weeks * 2)
    session = (F.col("first") + day) * 2 + afternoon
    return exploded.select(*laid.ids, session.alias("session"), "mark")


def identifiers(laid: SparkLaid) -> list[Column]:
    """The identifiers, as text."""
    roles = {"school_id": "school", "pupil_id": "pupil"}
    return [_identifier(laid, roles[name]).alias(name) for name in laid.ids]


def _identifier(laid: SparkLaid, role: str) -> Column:
    text = text_of(laid.column(role))
    return stripped(text) if isinstance(laid.source.dtype(laid.shown(role)), TEXT) else text


def blank_identifiers(laid: SparkLaid) -> Iterator[Wrong]:
    """Rows that name no pupil, or no school."""
    for name, text in zip(laid.ids, identifiers(laid), strict=True):
        yield _wrong(laid, F.coalesce(text, F.lit("")) == "", reasons.blank(name))


def checks(laid: SparkLaid) -> Iterator[Wrong]:
    """What may be wrong with a row of this source."""
    yield from blank_identifiers(laid)
    role = "start" if laid.form == "marks" else "date"
    day = _day(laid, role)
    yield _wrong(laid, day.isNull(), reasons.no_date(role, laid.layout))
    plausible = day.between(FIRST_SESSION // 2, LAST_SESSION // 2)
    yield _wrong(laid, ~plausible, reasons.implausible(role))
    if laid.form == "long":
        yield _wrong(laid, _half(laid).isNull(), reasons.no_session(laid.layout))
    elif laid.layout.days == "weekdays":
        yield _wrong(laid, _since_monday(day) >= 5, reasons.WEEKEND)


def _wrong(laid: SparkLaid, met: Column, reason: reasons.Reason) -> Wrong:
    return Wrong(met, laid.shown(reason.role), reason.message)


def _day(laid: SparkLaid, role: str) -> Column:
    """Days from 1 January 1970 as whole numbers, null for what is no date."""
    column, dtype = laid.column(role), laid.source.dtype(laid.shown(role))
    if isinstance(dtype, DAYS):
        date = F.col(column).cast("date")
    else:
        date = date_in(text_of(column), laid.layout.strptime_format())
    return F.unix_date(date).cast("bigint")


def _half(laid: SparkLaid) -> Column:
    """0 for the morning, 1 for the afternoon, null for a word that means neither."""
    text, words = text_of(laid.column("session")), laid.layout.sessions
    morning, afternoon = (
        text.isin([word for word, half in words.items() if half == one]) for one in ("AM", "PM")
    )
    return F.when(morning, 0).when(afternoon, 1)


def _since_monday(day: Column) -> Column:
    """Days since the Monday before a day; 1 January 1970 was a Thursday."""
    return F.pmod(day + 3, F.lit(7))
