"""Registers on Spark that cannot be used: the words are those of other registers, without rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from attendance_rules.registers import Layout, load_codes
from tests.registers.frames import MONDAY, SECRET, problems
from tests.registers.on_spark import Spark, to_spark

pytestmark = pytest.mark.xdist_group("spark")

LONG = {"pupil_id": "P1", "date": "2025-09-01", "session": "AM", "code": "/"}
STRING = {"pupil_id": "P1", "start_date": "2025-09-01", "marks": "/"}
TOTALS: dict[str, Any] = {"pupil_id": "P1", "sessions_possible": 9, "sessions_absent": 4}


def frame_of(session: Spark, *rows: dict[str, Any]) -> Spark:
    return to_spark(session, pl.DataFrame(list(rows), infer_schema_length=None))


@pytest.mark.parametrize("ansi", ["true", "false"])
def test_rows_are_counted_by_the_first_thing_that_is_wrong(
    spark_session: Spark, configure: Callable[[str, str], None], ansi: str
) -> None:
    configure("spark.sql.ansi.enabled", ansi)
    frame = frame_of(
        spark_session,
        LONG,
        {**LONG, "code": SECRET},
        {**LONG, "pupil_id": None, "session": SECRET},
        {**LONG, "pupil_id": " \u00a0"},
        {**LONG, "date": SECRET},
        {**LONG, "date": None},
        {**LONG, "date": "01/09/2025"},
        {**LONG, "date": "25-09-01"},
        {**LONG, "session": SECRET},
        {**LONG, "session": None},
    )
    assert problems(frame) == [
        "the frame: column `pupil_id`: is blank; every row needs it (2 rows in all)",
        "the frame: column `date`: is no date in the format YYYY-MM-DD; correct it, or give the "
        "format that the whole file is in with `--date-format` (3 rows in all)",
        "the frame: column `date`: is before 1990 or after 2099; the year needs four digits "
        "(1 row in all)",
        "the frame: column `session`: must be one of `AM`, `PM`; a mapping file says under "
        "`sessions` what other words mean (2 rows in all)",
    ]


def test_unknown_marks(spark_session: Spark) -> None:
    first = [LONG, *({**LONG, "code": one} for one in ("ZZ", " ZZ", "a", SECRET, f"{SECRET[:5]}T"))]
    second = [{**LONG, "code": "i"}, {**LONG, "code": "name's"}]
    rest = "is no register code; correct it, or say what it stands for in an alias file"
    frames = [frame_of(spark_session, *first), frame_of(spark_session, *second)]
    assert problems(frames) == [
        f"frame 1: column `code`: a text of 6 characters {rest} (2 marks in all)",
        f"frame 1: column `code`: `ZZ` {rest} (2 marks in all)",
        f"frame 1: column `code`: `a` {rest} (1 mark in all)",
        f"frame 2: column `code`: a text of 6 characters {rest} (1 mark in all)",
        f"frame 2: column `code`: `i` {rest} (1 mark in all)",
    ]
    many = [{**LONG, "code": f"x{number}"} for number in range(30)]
    said = problems(frame_of(spark_session, *many))
    assert len(said) == 21
    assert said[20] == "the frame: and 10 more problems"


def test_which_mistake_is_told(spark_session: Spark) -> None:
    """What cannot be read at all goes first, then marks, then what is implausible."""
    unknown = {**LONG, "code": "ZZ"}
    blank = {**LONG, "pupil_id": " "}
    assert "`code`" in problems(frame_of(spark_session, blank, unknown))[0]
    no_pupil = {**LONG, "pupil_id": None}
    assert "`pupil_id`" in problems(frame_of(spark_session, unknown, no_pupil))[0]
    window = {"start": dt.date(2026, 1, 1)}
    inside = {**LONG, "date": "2026-01-05", "code": "?"}
    (message,) = problems(frame_of(spark_session, blank, inside), **window)
    assert "`?`" in message
    assert problems(frame_of(spark_session, blank, LONG), **window) == [
        "the frame: holds no marks within the window"
    ]
    assert "`pupil_id`" in problems(frame_of(spark_session, no_pupil, inside), **window)[0]


def test_strings_of_marks(spark_session: Spark) -> None:
    def said(layout: Layout | None = None, **cells: Any) -> str:
        (message,) = problems(frame_of(spark_session, STRING, {**STRING, **cells}), layout=layout)
        return message.removeprefix("the frame: column ")

    weekend = "2025-09-06"
    assert said(start_date=weekend) == (
        "`start_date`: is a Saturday or Sunday; correct it, or say in a mapping file that the "
        "marks run over all days (`days: all`) (1 row in all)"
    )
    assert said(Layout(days="all"), start_date=weekend, marks="/xx").startswith("`marks`: `x` is")
    assert said(Layout(separator="|"), marks=f"/|{SECRET}").startswith("`marks`: a text of 6 char")
    assert said(marks="/😀").startswith("`marks`: `😀` is no register code;")


def test_totals(spark_session: Spark) -> None:
    parts = {"sessions_authorised": 3, "sessions_unauthorised": 1}
    frame = frame_of(
        spark_session,
        {**TOTALS, **parts},
        {**TOTALS, **parts, "sessions_possible": 3},
        {**TOTALS, **parts, "sessions_absent": 5},
        {**TOTALS, **parts, "sessions_possible": None, "sessions_unauthorised": 5},
    )
    part = "of which it is a part; correct one of them (1 row in all)"
    assert problems(frame) == [
        f"the frame: column `sessions_absent`: is more than all possible sessions, {part}",
        f"the frame: column `sessions_unauthorised`: is more than all absent sessions, {part}",
        "the frame: column `sessions_absent`: is not the authorised and unauthorised sessions "
        "together; correct one of them (2 rows in all)",
    ]
    wrong = {**TOTALS, "pupil_id": "", "sessions_possible": "-3"}
    said = problems(frame_of(spark_session, {**TOTALS, "sessions_possible": "1"}, wrong, wrong))
    assert [one.split(";")[0] for one in said] == [
        "the frame: column `pupil_id`: is blank",
        "the frame: column `sessions_possible`: must be a whole number from 0 to "
        "1,000,000,000,000, or blank (2 rows in all)",
    ]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("pupil_id string, `/` int", "holds no pupils; export it again, with a row for each pupil"),
        ("pupil_id int, sessions_possible int", "holds no pupils; export it again, with a row"),
        ("pupil_id int, start_date date, marks string", "holds no marks"),
        ("pupil_id int, `/` int, form int", "column `form` is called by no register code;"),
        ("Pupil_ID int, `/` int", "there is no column `pupil_id`; did you mean `Pupil_ID`? say "),
        (
            "UPN int, `/` int",
            "there is no column `pupil_id`; say what it is called with `--column p",
        ),
        ("s3cret int, x int", "no column tells the form; call them `pupil_id`, `date`, `session`"),
        ("pupil_id int, marks int, sessions_possible int", "has columns of the forms `marks` and"),
        ("pupil_id double, `/` int", "column `pupil_id`: must be of a text or whole-number type,"),
        ("pupil_id int, start_date int, marks array<int>", "column `marks`: must be of a text or"),
        ("pupil_id int, sessions_possible decimal(9, 0)", "column `sessions_possible`: must be of"),
        ("pupil_id int, `/` int, `/` int", "two columns are called `/`; rename one of them"),
    ],
)
def test_columns_and_types(spark_session: Spark, schema: str, expected: str) -> None:
    (message,) = problems(spark_session.createDataFrame([], schema))
    assert message.startswith(f"the frame: {expected}")


def test_options_and_frames_that_do_not_fit(spark_session: Spark) -> None:
    codes = frame_of(spark_session, {"pupil_id": "P1", "/": 1})
    long = frame_of(spark_session, LONG)
    assert problems(codes, start=MONDAY) == ["the form `codes` has no dates; leave out the window"]
    assert "leave out the day of codes" in problems(long, on=MONDAY)[0]
    assert problems([long, codes])[0].startswith("frame 2: is in the form `codes` and the first")
    school = frame_of(spark_session, {**LONG, "school_id": 1})
    assert problems([long, school])[0].startswith("frame 2: this register has a column `school_id`")
    assert problems([long, pl.DataFrame([LONG])]) == [
        "register 2 is no DataFrame of PySpark, and others are; give one kind only"
    ]


def test_what_spark_says_of_cells_is_not_told(
    spark_session: Spark, configure: Callable[[str, str], None]
) -> None:
    configure("spark.sql.ansi.enabled", "true")
    rows = "values ('s3cret') v(x)"
    long = spark_session.sql(
        f"select cast(x as int) pupil_id, '/' code, 'AM' session, x date from {rows}"
    )
    totals = spark_session.sql(f"select 1 pupil_id, cast(x as int) sessions_possible from {rows}")
    said = "cannot be computed; compute it first to see why"
    assert problems(long) == [f"the frame: {said}"]
    assert problems([totals, totals]) == [f"the frames: {said}"]


def test_a_mistake_that_is_gone_when_it_is_looked_for(spark_session: Spark) -> None:
    """As it may be with a frame that draws lots."""
    from attendance_rules.registers.meanings import Meanings
    from attendance_rules.registers.sources.columns import lay_out
    from attendance_rules.registers.spark.judging import judged
    from attendance_rules.registers.spark.meanings import SparkMeanings
    from attendance_rules.registers.spark.mistakes import wrong_marks
    from attendance_rules.registers.spark.sources import open_frames
    from attendance_rules.registers.window import Window

    codes = load_codes()
    meanings = SparkMeanings(Meanings(codes, {}))
    sources = lay_out(open_frames(frame_of(spark_session, LONG)), Layout(), codes)
    error = wrong_marks(sources, meanings, judged(sources, meanings, Window(None, None)))
    assert error.problems == (
        "the frame: gives other rows each time that it is computed; write it to a table, and give "
        "that",
    )
