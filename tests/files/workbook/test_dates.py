"""Numbers that are shown as dates and times."""

from __future__ import annotations

import datetime as dt
from decimal import Context, Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from attendance_rules.files.workbook import Fault
from attendance_rules.files.workbook.dates import moment
from attendance_rules.files.workbook.formats import Shown
from tests.files.workbook.making import cell, packed, parts, value

FORMATS = {164: "dd/mm/yyyy", 165: "dd/mm/yyyy hh:mm", 166: "hh:mm", 167: "[h]:mm"}
STYLES = (0, 164, 165, 166, 167)
DATE, DATE_AND_TIME, TIME, DURATION = range(1, 5)
FROM_1904 = '<workbookPr date1904="1"/>'


def shown(stored: str, style: int, settings: str = "") -> object:
    content = parts(
        cell(f"<v>{stored}</v>", f's="{style}"'), formats=FORMATS, styles=STYLES, settings=settings
    )
    return value(packed(content))


@pytest.mark.parametrize(
    ("stored", "style", "is_read_as"),
    [
        ("45901", DATE, dt.date(2025, 9, 1)),
        ("45901.0", DATE, dt.date(2025, 9, 1)),
        ("4.5901E4", DATE, dt.date(2025, 9, 1)),
        ("45901.5", DATE, dt.datetime(2025, 9, 1, 12)),
        ("45901", DATE_AND_TIME, dt.datetime(2025, 9, 1)),
        ("45901.354166666664", DATE_AND_TIME, dt.datetime(2025, 9, 1, 8, 30)),
        ("45901.999999999999", DATE, dt.date(2025, 9, 2)),
        ("0.354166666666667", TIME, dt.time(8, 30)),
        ("0", TIME, dt.time()),
        ("0.9999999999", TIME, dt.time()),
        ("45901.5", TIME, dt.datetime(2025, 9, 1, 12)),
        ("1.5", DURATION, dt.timedelta(hours=36)),
        ("0", DURATION, dt.timedelta()),
        ("-1", DURATION, dt.timedelta(days=-1)),
        ("1", DATE, dt.date(1900, 1, 1)),
        ("59", DATE, dt.date(1900, 2, 28)),
        ("61", DATE, dt.date(1900, 3, 1)),
        ("2958465", DATE, dt.date(9999, 12, 31)),
        ("60", DATE, Fault.NO_DATE),
        ("60.5", DATE_AND_TIME, Fault.NO_DATE),
        ("0", DATE, Fault.NO_DATE),
        ("0.5", DATE_AND_TIME, Fault.NO_DATE),
        ("-1", DATE, Fault.NO_DATE),
        ("-0.5", TIME, Fault.NO_DATE),
        ("2958466", DATE, Fault.NO_DATE),
        ("1E300", DATE, Fault.NO_DATE),
        ("1E300", TIME, Fault.NO_DATE),
        ("-1E300", DURATION, Fault.NO_DATE),
    ],
)
def test_dates(stored: str, style: int, is_read_as: object) -> None:
    found = shown(stored, style)
    assert (found, type(found)) == (is_read_as, type(is_read_as))


@pytest.mark.parametrize(
    ("stored", "style", "is_read_as"),
    [
        ("0", DATE, dt.date(1904, 1, 1)),
        ("60", DATE, dt.date(1904, 3, 1)),
        ("44439", DATE, dt.date(2025, 9, 1)),
        ("44439.25", DATE_AND_TIME, dt.datetime(2025, 9, 1, 6)),
        ("0.25", TIME, dt.time(6)),
        ("2957003", DATE, dt.date(9999, 12, 31)),
        ("2957004", DATE, Fault.NO_DATE),
        ("-1", DATE, Fault.NO_DATE),
    ],
)
def test_dates_that_count_from_1904(stored: str, style: int, is_read_as: object) -> None:
    found = shown(stored, style, FROM_1904)
    assert (found, type(found)) == (is_read_as, type(is_read_as))


@given(
    days=st.integers(61, 2_900_000),
    milliseconds=st.integers(0, 86_399_999),
    from_1904=st.booleans(),
)
def test_dates_are_those_of_openpyxl(days: int, milliseconds: int, from_1904: bool) -> None:
    stored = days + milliseconds / 86_400_000
    theirs = from_excel(stored, MAC_EPOCH if from_1904 else WINDOWS_EPOCH)
    found = moment(Decimal(repr(stored)), Shown.DATE_AND_TIME, from_1904)
    assert isinstance(found, dt.datetime)
    # It rounds to microseconds what is stored to less than one.
    assert abs(found - theirs) <= dt.timedelta(milliseconds=0.51)
    exact = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30)
    assert found == exact + dt.timedelta(days=days, milliseconds=milliseconds)


def test_the_callers_own_arithmetic_changes_nothing() -> None:
    with localcontext(Context(prec=3, traps=[Inexact])):
        assert shown("45901.354166666664", DATE_AND_TIME) == dt.datetime(2025, 9, 1, 8, 30)
        assert shown("45901.354166666664", 0) == Decimal("45901.354166666664")
