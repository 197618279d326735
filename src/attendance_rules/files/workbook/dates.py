"""Numbers that are shown as dates and times → dates and times.

A spreadsheet counts days. In its older system day 1 is 1 January 1900, and day 60 a 29 February
1900 that never was (kept from Lotus 1-2-3); in the system of 1904, day 0 is 1 January 1904.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from attendance_rules.files.workbook.formats import Shown

Moment = dt.datetime | dt.date | dt.time | dt.timedelta

_BEFORE_LEAP_DAY = dt.datetime(1899, 12, 31)
_AFTER_LEAP_DAY = dt.datetime(1899, 12, 30)
_IN_1904 = dt.datetime(1904, 1, 1)
_LEAP_DAY = 60
_DAY = Decimal(86_400_000)  # milliseconds, the smallest part of a day that a spreadsheet shows
_CONTEXT = Context(prec=50, rounding=ROUND_HALF_UP, traps=[])  # whatever the caller's is
_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)?(?P<time>(?(date)T|T?)\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?", re.ASCII
)


def moment(number: Decimal, shown: Shown, from_1904: bool) -> Moment | None:
    """What a number of days is shown as, to the millisecond; None if it is no date.

    A date has no time of day unless the number has a fraction, or the format shows the time.
    """
    since = _duration(number)
    if since is None or shown is Shown.DURATION:
        return since
    if shown is Shown.TIME and 0 <= number < 1:
        return (_IN_1904 + since).time()
    if from_1904:
        epoch, first = _IN_1904, 0
    else:
        epoch, first = (_BEFORE_LEAP_DAY if number < _LEAP_DAY else _AFTER_LEAP_DAY), 1
        if int(number) == _LEAP_DAY:
            return None
    if number < first or since > dt.datetime.max - epoch:
        return None
    return _plain(epoch + since, shown)


def iso_moment(text: str, shown: Shown) -> Moment | None:
    """The same for a date that is stored as text in ISO 8601, without a time zone."""
    match = _ISO.fullmatch(text)
    if match is None or not text:
        return None
    try:
        if match["date"] is None:
            return dt.time.fromisoformat(text)
        return _plain(dt.datetime.fromisoformat(text), shown)
    except ValueError:
        return None


def _plain(value: dt.datetime, shown: Shown) -> dt.datetime | dt.date:
    """Without the time of day, where there is none."""
    has_time = shown in (Shown.DATE_AND_TIME, Shown.TIME)
    return value if has_time or value.time() != dt.time() else value.date()


def _duration(days: Decimal) -> dt.timedelta | None:
    """So many days, or None where that is beyond all dates."""
    milliseconds = _CONTEXT.to_integral_value(_CONTEXT.multiply(days, _DAY))
    try:
        return dt.timedelta(milliseconds=int(milliseconds))
    except OverflowError:
        return None
