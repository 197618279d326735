"""Random registers on Spark: the facts and the report are those that Polars gives."""

from __future__ import annotations

import datetime as dt
import random

import polars as pl
import pytest

from attendance_rules.policy import Policy
from attendance_rules.registers import Layout, RegisterCode, RegisterCodes, register_facts
from attendance_rules.registers.codes.codes import Category
from tests.registers.frames import marks
from tests.registers.on_spark import Spark, compared, rows_of, to_spark
from tests.registers.oracle import CODES

pytestmark = pytest.mark.xdist_group("spark")

FIRST = dt.date(2024, 7, 25)
"""Some weeks before the change of codes, which lies within a block of 64 sessions."""

SPACES = ["", "", "", "", " ", "\t", "\u00a0", "\u2003 "]


def register(seed: int, pupils: int = 8, days: int = 70, marks: int = 500) -> pl.DataFrame:
    """Random marks with gaps and doubles, white space, out-of-date codes and no mark at all."""
    chance = random.Random(seed)
    rows = [
        (
            chance.choice(["A", "B ", "\u00a0B"]),
            f"{chance.choice(SPACES)}P{chance.randrange(pupils)}{chance.choice(SPACES)}",
            FIRST + dt.timedelta(chance.randrange(days)),
            chance.choice(["AM", "PM"]),
            None
            if chance.random() < 0.02
            else chance.choice(SPACES) + chance.choice(CODES) + chance.choice(SPACES),
        )
        for _ in range(marks)
    ]
    return pl.DataFrame(
        rows,
        schema={
            "school_id": pl.String,
            "pupil_id": pl.String,
            "date": pl.Date,
            "session": pl.String,
            "code": pl.String,
        },
        orient="row",
    )


def test_marks(spark_session: Spark) -> None:
    rows, report = compared(spark_session, register(0))
    assert len(rows) == 16
    assert report.sessions_with_two_marks
    assert report.out_of_date
    assert report.missing
    assert any(one.kept != one.passed_over for one in report.doubles)


def test_no_doubles_and_nothing_out_of_date(spark_session: Spark) -> None:
    frame = register(1).filter(pl.col("code").str.strip_chars().is_in(["/", "I", "N", "-"]))
    frame = frame.unique(["date", "session"]).drop("school_id")
    _, report = compared(spark_session, frame)
    assert (report.doubles, report.out_of_date) == ((), ())


def test_several_registers_a_window_and_aliases(spark_session: Spark) -> None:
    every = register(7).with_columns(pl.col("code").str.replace("I", "ill"))
    parts = [every[:200].drop("school_id"), every[150:].drop("school_id")]
    own = {"A": "/", "ill": "I", "/": "N", "": "L", "late": "L", "illF": "I"}
    window = {"start": dt.date(2024, 8, 10), "end": dt.date(2024, 9, 12)}
    _, report = compared(spark_session, parts, aliases=own, **window)
    assert report.outside_window
    assert report.registers == ("frame 1", "frame 2")
    assert report.sessions_with_two_marks
    assert (report.first_day, report.last_day) == (window["start"], window["end"])


def test_columns_with_names_and_words_of_their_own(spark_session: Spark) -> None:
    """Names with dots, and names that differ in case or white space only."""
    frame = register(4).select(
        pl.col("pupil_id").alias("UPN.no"),
        pl.lit("x").alias("upn.no"),
        pl.col("date").dt.to_string("%d/%m/%Y").alias(" Date "),
        (pl.col("session") == "PM").alias("Half"),
        pl.col("code").alias("`Mark`"),
    )
    layout = Layout.model_validate(
        {
            "columns": {"pupil": "UPN.no", "date": "Date", "session": "Half", "code": "`Mark`"},
            "date_format": "DD/MM/YYYY",
            "sessions": {"false": "AM", "true": "PM"},
        }
    )
    rows, _ = compared(spark_session, frame, layout=layout)
    assert len(rows) == 8


NUMBER = pl.col("pupil_id").str.strip_chars().str.strip_prefix("P").cast(pl.Int64)
IS_A, IS_PM = pl.col("school_id") == "A", pl.col("session") == "PM"
OTHER_TYPES = {
    "numbers and times": {
        "pupil_id": NUMBER,
        "school_id": IS_A.cast(pl.Int16),
        "session": IS_PM.cast(pl.Int64),
        "date": pl.col("date").cast(pl.Datetime) + pl.duration(hours=23),
    },
    "days, yes or no, and numbers that are dates": {
        "pupil_id": NUMBER.cast(pl.Date),
        "school_id": IS_A,
        "session": IS_PM,
        "date": pl.col("date").dt.to_string("%Y%m%d").cast(pl.Int64),
    },
}


@pytest.mark.parametrize("types", OTHER_TYPES)
def test_columns_of_other_types(spark_session: Spark, types: str) -> None:
    words = {"0": "AM", "1": "PM", "false": "AM", "true": "PM"}
    layout = Layout.model_validate({"date_format": "YYYYMMDD", "sessions": words})
    frame = register(5).with_columns(**OTHER_TYPES[types])
    rows, _ = compared(spark_session, frame, layout=layout)
    assert len(rows) == 16


def strings(seed: int, separator: str, days: str) -> pl.DataFrame:
    """Strings of twelve pupils, the last three of whom are the first three once more."""
    chance = random.Random(seed)
    codes = [code for code in CODES if separator or len(code) == 1]
    rows: list[tuple[str, str, str | None]] = []
    for pupil in range(12):
        start = FIRST + dt.timedelta(chance.randrange(30))
        while days == "weekdays" and start.weekday() > 4:
            start += dt.timedelta(1)
        found = separator.join(chance.choice(codes) for _ in range(chance.randrange(1, 90)))
        text = chance.choice([None, "", found]) if pupil < 4 else found
        rows.append((f"P{pupil % 9}", start.strftime("%d.%m.%Y"), text))
    return pl.DataFrame(rows, schema=["pupil_id", "start_date", "marks"], orient="row")


@pytest.mark.parametrize(
    ("days", "separator"), [("weekdays", ""), ("all", "||"), ("weekdays", "\\E.")]
)
def test_strings_of_marks(spark_session: Spark, days: str, separator: str) -> None:
    layout = Layout.model_validate(
        {"days": days, "separator": separator, "date_format": "DD.MM.YYYY"}
    )
    end = dt.date(2024, 9, 20)
    frame = strings(len(separator), separator, days)
    _, report = compared(spark_session, frame, layout=layout, end=end)
    assert report.sessions_with_two_marks


def test_totals(spark_session: Spark) -> None:
    chance = random.Random(1)
    rows = []
    for pupil in range(60):
        possible = chance.randrange(200)
        absent = chance.randint(0, possible)
        authorised = chance.randint(0, absent)
        every = [possible, absent, authorised, absent - authorised, 0]
        rows.append((pupil % 40, *(None if chance.random() < 0.1 else one for one in every)))
    names = ["possible", "absent", "authorised", "unauthorised", "unexplained"]
    schema = {"pupil_id": pl.Int64, **{f"sessions_{name}": pl.Int64 for name in names}}
    every_total = pl.DataFrame(rows, schema=schema, orient="row")
    facts, report = compared(spark_session, every_total)
    assert any(None in row for row in facts)
    assert report.facts["sessions_possible"] is None
    one = every_total.drop("sessions_absent").with_columns(pl.col("pupil_id").cast(pl.String))
    other = pl.DataFrame(
        {
            "pupil_id": [" 7\t", "x"],
            "sessions_possible": ["  120 ", "9"],
            "sessions_authorised": [1.0, None],
            "sessions_unauthorised": [None, None],
        }
    )
    _, report = compared(spark_session, [one.drop_nulls(), other])
    assert report.facts["sessions_possible"] is not None
    assert report.facts["sessions_absent"] is None


def test_columns_of_codes(spark_session: Spark) -> None:
    chance = random.Random(2)
    codes = [code for code in CODES if code]
    rows = [
        (f" P{pupil % 30}", *(chance.choice([None, 0, 3, 17]) for _ in codes))
        for pupil in range(50)
    ]
    frame = pl.DataFrame(rows, schema=["pupil_id", *codes], orient="row")
    text = pl.DataFrame({"pupil_id": ["P1"], "ill": [" 12 "], "/": [""], "none": [3.0], "x": [1]})
    layout = Layout(codes={"ill": "I", "none": ""}, ignore_unknown_columns=True)
    assert compared(spark_session, frame)[1].out_of_date
    day = dt.date(2024, 1, 1)
    one = frame.with_columns(ill=pl.lit(None), none=pl.lit(None, pl.Int64))
    _, report = compared(spark_session, [one, text], layout=layout, on=day)
    assert {late.code for late in report.out_of_date} >= {"C1", "J1"}
    assert report.missing


def test_codes_whose_category_changes(spark_session: Spark) -> None:
    """Of three periods, in one of which a code is missing, and with an unexplained one twice."""

    def code(
        name: str, category: Category, first: dt.date | None, last: dt.date | None = None
    ) -> RegisterCode:
        unexplained = name == "N" and category == "unauthorised_absence"
        return RegisterCode(name, category, "m", unexplained, first, last, "s", "c", None)

    change, later = dt.date(2024, 8, 8), dt.date(2024, 9, 1)
    codes = RegisterCodes(
        (
            code("", "missing", None),
            code("/", "present", change),
            code("/", "not_possible", None, change - dt.timedelta(1)),
            code("N", "authorised_absence", None, change - dt.timedelta(1)),
            code("N", "unauthorised_absence", later),
            code("I", "authorised_absence", None),
            code("V", "approved_educational_activity", change, later),
        )
    )
    known = pl.col("code").str.strip_chars().is_in(["/", "N", "I", "V", ""])
    _, report = compared(spark_session, register(9, marks=900).filter(known), codes=codes)
    assert {late.code for late in report.out_of_date} == {"N", "V"}
    assert report.facts["sessions_unexplained"]


def test_three_marks_and_the_same_mark_again(spark_session: Spark) -> None:
    frame = marks(
        *(("P1", "2025-09-01", "AM", code) for code in "II/"),
        *(("P2", "2025-09-01", "PM", code) for code in "NNNO"),
        *(("P3", "2025-09-01", half, "#") for half in ("AM", "AM", "PM")),
    )
    facts, report = compared(spark_session, frame)
    assert facts == [("P1", 1, 0, 0, 0), ("P2", 1, 1, 1, 0), ("P3", 0, 0, 0, 0)]
    assert [(one.kept, one.passed_over, one.marks) for one in report.doubles] == [
        ("/", "I", 2),
        ("O", "N", 3),
        ("#", "#", 1),
    ]


def test_text_is_the_same_only_if_every_letter_is(spark_session: Spark) -> None:
    """Spark can be told that some text is one in capitals and small letters."""
    rows = "('p1', 'AM', '/'), ('P1', 'AM', 'i')"
    collate = "collate({}, 'UTF8_LCASE') {}"
    columns = ", ".join(collate.format(name, name) for name in ("pupil_id", "session", "code"))
    frame = spark_session.sql(
        f"select {columns}, date'2025-09-01' date from values {rows} v(pupil_id, session, code)"
    )
    facts, _ = register_facts(frame, aliases={"i": "N"})
    assert rows_of(facts) == [("P1", 1, 1, 1, 1), ("p1", 1, 0, 0, 0)]


def test_facts_go_straight_into_decisions(spark_session: Spark, policy: Policy) -> None:
    frame = register(3).drop_nulls()
    facts, _ = register_facts(frame)
    expected = policy.decide_frame(facts, form="long")
    on_spark, _ = register_facts(to_spark(spark_session, frame))
    decided = policy.decide_frame(on_spark, form="long")
    assert decided.columns == expected.columns
    assert rows_of(decided) == rows_of(expected)
    assert {"required", "undetermined"} <= set(expected["status"])
