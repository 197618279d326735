"""Cells on Spark: dates, white space and counts are read as Polars reads them."""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable

import polars as pl
import pytest

from attendance_rules.registers import Layout, register_facts
from tests.registers.frames import problems
from tests.registers.on_spark import Spark, compared, rows_of, to_spark

pytestmark = pytest.mark.xdist_group("spark")

Configure = Callable[[str, str], None]

DATES = {
    "%Y-%m-%d": (
        "2025-09-01|2025-9-1|25-09-01|5-09-01|025-9-01|02025-09-01|+2025-09-01|-2025-09-01|"
        "+25-1-1|+12025-09-01|12025-09-01|2025 -09-01|2025-09-01 |2025- 9-\t1|\u00a02025-09-01|"
        "2025-\u2003 9-01|2025-09-31|2025-02-29|2024-02-29|1900-02-29|0000-01-01|0-1-1|2025-00-01|"
        "2025-13-01|2025-09-00|2025-09-001|2025-+9-01|2025/09/01|2025-09-01T00:00|２０２５-09-01|"
        "2025-09-01\n||  |-0001-02-28|+ 2025-09-01|2025–09–01|20250901|2025-09|epoch|now|today"
    ),
    "%d/%m/%Y": (
        "01/09/2025|1/9/2025|01/09/25|01/09/+2025|01/09/-25|01/09/12025|01/09/ 2025| 1/09/2025|"
        "01/09/2025 |1/9/5|31/02/2025|001/09/2025|09/13/2025|01.09.2025|01/09/2025x|x01/09/2025"
    ),
    "%Y%m%d": "20250901|2025091|202591|250901|2025 9 1| 20250901|+20250901|20251301|2025090111",
    "%d%m%Y": "01092025|1092025|192025|01 92025|0109 2025|010925",
    "%d %m %Y": "01 09 2025|01  09\t2025|0109 2025|01092025|1 9 2025|01 09 2025 | 01 09 2025",
    "%d. %m. %Y": "01. 09. 2025|1.9.2025|1.  9. 2025|1 .9.2025",
    " %d/%m/%Y ": " 01/09/2025 |01/09/2025|01/09/2025 ",
    "d%d.*m%m'Y%Y": "d01.*m09'Y2025|D01.*m09'Y2025|d01x*m09'Y2025|d1.*m9'Y2025",
    "%Y年%m月%d日": "2025年09月01日|2025年9月1日|2025年 9月1日|2025年09月01",
    r"%Y\%m[%d]": r"2025\09[01]|2025\9[1]|2025/09[01]|2025\09 01",
    "%Y%%%m%%%d": "2025%09%01|2025%%09%%01|2025%9%1",
}


def made_up(form: str, number: int) -> list[str]:
    """Dates in a format, most of them with something changed.

    What is left out are years with a sign and more than five digits, of which each has its own
    largest.
    """
    chance = random.Random(form)
    found = []
    for _ in range(number):
        day = dt.date(1, 1, 1) + dt.timedelta(chance.randrange(800_000))
        text = list(day.strftime(form.replace("%Y", f"{day.year:04}")))
        for _ in range(chance.randrange(4)):
            place = chance.randrange(len(text) + 1)
            text[place : place + chance.randrange(2)] = chance.choice(["", *"0123456789 +-/.\t"])
        found.append("".join(text))
    return [text for text in found if not re.search("[+-][0-9]{6}", text)]


@pytest.mark.parametrize("form", DATES)
def test_dates_are_those_that_polars_reads(
    spark_session: Spark, form: str, configure: Configure
) -> None:
    from pyspark.sql import functions as F  # noqa: N812

    from attendance_rules.registers.spark.dates import date_in

    # Spark's own parsers heed these, and raise an error that quotes the text.
    configure("spark.sql.legacy.timeParserPolicy", "EXCEPTION")
    configure("spark.sql.session.timeZone", "Pacific/Kiritimati")
    cells = [*DATES[form].split("|"), *made_up(form, 500)]
    frame = pl.DataFrame({"place": range(len(cells)), "text": cells})
    expected = frame.select(
        "place", pl.col("text").str.to_date(form, strict=False).to_physical().cast(pl.Int64)
    )
    assert 0 < expected["text"].null_count() < len(cells)
    days = F.unix_date(date_in(F.col("text"), form))
    assert rows_of(to_spark(spark_session, frame).select("place", days)) == rows_of(expected)


def test_a_date_format_with_times(spark_session: Spark) -> None:
    frame = spark_session.sql("select 'P1' pupil_id, '1' date, 'AM' session, '/' code")
    assert problems(frame, layout=Layout(date_format="%Y-%m-%d %H:%M")) == [
        "the date format cannot be used on Spark, where it has year, month and day only; cast the "
        "column to a date"
    ]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_time_zones_shift_no_day(spark_session: Spark, configure: Configure, zone: str) -> None:
    configure("spark.sql.session.timeZone", zone)
    day = "2024-08-19"
    cells = (
        f"'{day}'",
        f"date'{day}'",
        f"timestamp_ntz'{day} 00:00:00'",
        f"timestamp_ntz'{day} 23:59:59'",
        f"timestamp'{day} 00:00:00'",  # which is that day where Spark shows it
        f"timestamp'{day} 23:59:59'",
    )
    frames = [
        spark_session.sql(f"select {number} pupil_id, {cell} date, 'AM' session, 'N' code")
        for number, cell in enumerate(cells)
    ]
    _, report = register_facts(frames)
    assert (report.first_day, report.last_day) == (dt.date(2024, 8, 19), dt.date(2024, 8, 19))
    facts, _ = register_facts(frames, start=dt.date(2024, 8, 19), end=dt.date(2024, 8, 19))
    configure("spark.sql.session.timeZone", "UTC")  # which is too late to change anything
    assert rows_of(facts) == [(str(number), 1, 1, 1, 1) for number in range(len(cells))]


def test_white_space_is_what_unicode_calls_so(spark_session: Spark) -> None:
    from pyspark.sql import functions as F  # noqa: N812

    from attendance_rules.registers.spark.cells import stripped

    letters = [chr(one) for one in range(0x3100) if chr(one) not in "x"]
    frame = pl.DataFrame(
        {"text": [*(f"{one}x {one}x{one}" for one in letters), *(f"x{one}" for one in letters)]}
    )
    expected = frame.select("text", pl.col("text").str.strip_chars().alias("bare"))
    assert expected.filter(pl.col("text") != pl.col("bare")).height > 40
    found = to_spark(spark_session, frame).select("text", stripped(F.col("text")))
    assert rows_of(found) == rows_of(expected)


NUMBERS = [" 12 ", "0012", "", "  ", None, "3", "1000000000000", "\u00a07"]
NO_NUMBERS = ["-3", "+3", "3.0", "1e3", "1000000000001", "9999999999999999", "x", "３", "1 2", "--"]


@pytest.mark.parametrize("ansi", ["true", "false"])
def test_counts(spark_session: Spark, configure: Configure, ansi: str) -> None:
    configure("spark.sql.ansi.enabled", ansi)
    ids = [f"P{number}" for number in range(len(NUMBERS))]
    compared(spark_session, pl.DataFrame({"pupil_id": ids, "/": NUMBERS, "I": [2.0] * len(ids)}))
    cells = [*NO_NUMBERS, *NUMBERS]
    texts = pl.DataFrame({"pupil_id": ["P1"] * len(cells), "/": cells})
    fractions = [-0.0, 3.0, 1e12, None, float("nan"), float("inf"), -1.0, 2.5, 1e13, 1e30]
    floats = pl.DataFrame({"pupil_id": ["P1"] * len(fractions), "/": fractions})
    others = pl.DataFrame({"pupil_id": ["P1", "P1"], "/": [True, None]})
    for frame, wrong in ((texts, len(NO_NUMBERS)), (floats, 6), (others, 1)):
        (message,) = problems(to_spark(spark_session, frame))
        start = "the frame: column `/`: must be a whole number from 0 to 1,000,000,000,000, or "
        noun = "row" if wrong == 1 else "rows"
        assert message == f"{start}blank ({wrong} {noun} in all)"
        (message,) = problems(frame)
        assert message.endswith("or blank" if wrong == 1 else f"or blank ({wrong} rows in all)")
