"""A source in the form `long` or `marks` → one row a mark, whatever the form.

The columns are the identifiers, `session`, which counts sessions (two a day, the morning's even)
from 1 January 1970 and is null where it cannot be told, and `mark`, the text as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple

import polars as pl

from attendance_rules.registers import reasons
from attendance_rules.registers.sources.columns import Laid

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
"""A date outside was probably read in a format that is not its own."""

_EPOCH = dt.date(1970, 1, 1)


def session_number(day: dt.date) -> int:
    """The number of the morning session of a day."""
    return (day - _EPOCH).days * 2


def day_of(session: object) -> dt.date:
    """The day of a session."""
    assert isinstance(session, int)
    return _EPOCH + dt.timedelta(session // 2)


class Check(NamedTuple):
    """Which rows cannot be used, because of which column, and what is wrong with them."""

    wrong: pl.Expr
    role: str
    message: str


def marks(laid: Laid, *, ids_as_text: bool = True, with_rows: bool = False) -> pl.LazyFrame:
    """The marks of a source; `with_rows` gives the place of each in a column `row`, too."""
    frame = rows(laid, with_rows)
    leading = [pl.col("row")] if with_rows else []
    leading += identifiers(laid, ids_as_text)
    if laid.form == "long":
        mark = pl.col(laid.column("code"))
        if laid.source.dtype(laid.shown("code")) not in (pl.String, pl.Enum, pl.Categorical):
            mark = mark.cast(pl.String)
        morning = _day(laid, "date") * 2
        session = pl.when(_half(laid, "PM")).then(morning + 1).when(_half(laid, "AM")).then(morning)
        return frame.select(*leading, session.alias("session"), mark.alias("mark"))
    # A pupil with no marks has one that is missing, so that the pupil is not lost.
    text = pl.col(laid.column("marks")).cast(pl.String).fill_null("").replace("", " ")
    split = text.str.split(laid.layout.separator).alias("mark")
    positions = pl.int_ranges(pl.col("mark").list.len(), dtype=pl.Int32).alias("position")
    first = _day(laid, "start").alias("first")
    # Expressions, not their results: what is exploded must be all that there is.
    exploded = frame.select(*leading, first, split).with_columns(positions)
    exploded = exploded.explode("position", "mark")
    day, position = pl.col("position") // 2, pl.col("position") % 2
    if laid.layout.days == "weekdays":
        since_monday = (pl.col("first") + 3) % 7  # 1 January 1970 was a Thursday
        day = pl.when(since_monday < 5).then(day + (since_monday + day) // 5 * 2)
    number = ((pl.col("first") + day) * 2 + position).alias("session")
    kept = (["row"] if with_rows else []) + list(laid.ids)
    return exploded.select(*kept, number, "mark")


def rows(laid: Laid, with_rows: bool) -> pl.LazyFrame:
    """The rows of a source, blank ones left out where people may have left some."""
    frame = laid.source.frame
    if with_rows:
        frame = frame.with_row_index("row", offset=laid.source.first)
    if laid.source.may_have_blank_rows:
        columns = list(laid.source.columns.values())
        frame = frame.filter(~pl.all_horizontal(pl.col(columns).is_null()))
    return frame


def identifiers(laid: Laid, as_text: bool = True) -> list[pl.Expr]:
    """The identifiers, as text unless they are all whole numbers and nobody minds."""
    columns = [
        (pl.col(laid.column(role)), name)
        for role, name in (("school", "school_id"), ("pupil", "pupil_id"))
        if name in laid.ids
    ]
    if as_text:
        columns = [(column.cast(pl.String).str.strip_chars(), name) for column, name in columns]
    return [column.alias(name) for column, name in columns]


def checks(laid: Laid) -> Iterator[Check]:
    """What may be wrong with a row of this source."""

    for name, column in zip(laid.ids, identifiers(laid), strict=True):
        blank = column.fill_null("").str.len_bytes() == 0
        yield Check(blank, *reasons.blank(name))
    start = "start" if laid.form == "marks" else "date"
    day = _day(laid, start)
    yield Check(day.is_null(), *reasons.no_date(start, laid.layout))
    earliest, latest = session_number(EARLIEST) // 2, session_number(LATEST) // 2
    yield Check(~day.is_between(earliest, latest), *reasons.implausible(start))
    if laid.form == "long":
        neither = ~(_half(laid, "AM") | _half(laid, "PM"))
        yield Check(neither, *reasons.no_session(laid.layout))
    elif laid.layout.days == "weekdays":
        yield Check((day + 3) % 7 >= 5, *reasons.WEEKEND)


def _day(laid: Laid, role: str) -> pl.Expr:
    """Days from 1 January 1970 as whole numbers, null for what is no date."""
    column, dtype = pl.col(laid.column(role)), laid.source.dtype(laid.shown(role))
    if isinstance(dtype, pl.Datetime) and dtype.time_zone is not None:
        column = column.dt.replace_time_zone(None)  # of an instant, a cast gives the day in UTC
    if dtype.is_temporal() and dtype != pl.Time:
        return column.cast(pl.Date).to_physical()
    text = column.cast(pl.String)
    return text.str.to_date(laid.layout.strptime_format(), strict=False).to_physical()


def _half(laid: Laid, half: str) -> pl.Expr:
    """Whether the session of a row is one of this half of the day."""
    column, dtype = pl.col(laid.column("session")), laid.source.dtype(laid.shown("session"))
    if dtype not in (pl.String, pl.Enum, pl.Categorical):
        column = column.cast(pl.String)
    words = [word for word, means in laid.layout.sessions.items() if means == half]
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        words = [word for word in words if word in dtype.categories]
    return reduce(or_, (column == word for word in words), pl.lit(False))
