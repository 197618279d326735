"""Files that cannot be used, and what is said of them: file, row and column, and no cell."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from attendance_rules.registers import Layout, register_facts
from tests.registers.frames import SECRET, marks, plain, problems, written

HEAD = "pupil_id,date,session,code\n"
GOOD = "P1,2025-09-01,AM,/\n"
DMY = Layout(date_format="DD/MM/YYYY")


def said(path: Path, **options: Any) -> list[str]:
    """What is wrong with a file, without its path."""
    found = problems(path, **options)
    assert all(one.startswith(f"{path}: ") for one in found)
    return [one.removeprefix(f"{path}: ") for one in found]


def test_csv_as_spreadsheets_write_it(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "r.csv",
        b"\xef\xbb\xbf\r\n pupil_id ;form;date;session;code\r\n"
        b'007;7B;2025-09-01;AM;/\r\n\r\n"007";;2025-09-01;PM;"\\"\r\n;;;;\r\n007;;2025-09-02;AM;#',
    )
    facts, report = register_facts(path)
    assert plain(facts) == {"007": (2, 0, 0, 0)}
    assert (report.read, report.missing) == (3, 0)


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("", {}, "is empty; export it again, with a first row of column names"),
        ("\n ,;\n", {}, "holds only blank rows; export it again, with column names and marks"),
        (HEAD, {}, "holds no marks"),
        (HEAD + GOOD, {"start": dt.date(2026, 1, 1)}, "holds no marks within the window"),
        (HEAD + GOOD + "P1,2025-09", {}, "ends within a row, without a line end: it looks cut off"),
        (HEAD + GOOD + f"P1,2025-09-01,AM,/,{SECRET}\n", {}, "row 3 has 5 cells and the header 4;"),
        (
            HEAD + GOOD + f'P1,2025-09-01,AM,"{SECRET}\n',
            {},
            "row 3 has quotation marks that do not",
        ),
        ((HEAD + GOOD).encode() + b"P1,2025-09-01,AM,\xff\n", {}, "row 3 is not UTF-8;"),
        (b"pupil_id,\xff\n", {}, "row 1 is not UTF-8;"),
        ((HEAD + GOOD).encode("utf-16"), {}, "is UTF-16 text;"),
        (b"PK\x03\x04", {}, "is a spreadsheet or an archive and not text;"),
        ((HEAD + GOOD).replace("\n", "\r"), {}, "row 1 is no row of column names; check the line"),
        (HEAD.replace(",", "\t"), {}, "row 1 is separated by tabs;"),
        ("pupil_id,code,code\n", {}, "row 1: two columns are called `code`; rename one of them"),
        (f"{SECRET},x\n1,2\n", {}, "no column tells the form; call them `pupil_id`, `date`"),
        (
            HEAD + "P1,01/09/2025,AM,/\n" + GOOD + "P1,02/09/2025,AM,/\n",
            {},
            "row 2, column `date`: is no date in the format YYYY-MM-DD; correct it, or give the "
            "format that the whole file is in with `--date-format` (2 rows in all)",
        ),
        (
            HEAD + "P1,01/09/2025,AM,/\n\n" + GOOD,
            {"layout": DMY},
            "row 4, column `date`: is no date in the format DD/MM/YYYY;",
        ),
        (
            HEAD + "P1,01/09/25,AM,/\n",
            {"layout": DMY},
            "row 2, column `date`: is before 1990 or after 2099; the year needs four digits",
        ),
        (
            HEAD + GOOD + f"P1,2025-09-01,{SECRET},/\n",
            {},
            "row 3, column `session`: must be one of `AM`, `PM`;",
        ),
        (HEAD + GOOD + " ,2025-09-01,AM,/\n", {}, "row 3, column `pupil_id`: is blank;"),
        (HEAD + GOOD + ",2025-09-01,AM,/\n", {}, "row 3, column `pupil_id`: is blank;"),
        (
            HEAD + GOOD + "P1,2025-09-01,PM,ZZ\nP2,2025-09-01,PM,ZZ\n",
            {},
            "row 3, column `code`: `ZZ` is no register code; correct it, or say what it stands for "
            "in an alias file (2 marks in all)",
        ),
        (
            HEAD + GOOD + f"P1,2025-09-01,PM,{SECRET}\n",
            {},
            "row 3, column `code`: a text of 6 characters is no register code;",
        ),
        (
            "pupil_id,start_date,marks\nP1,2025-09-06,/\n",
            {},
            "row 2, column `start_date`: is a Saturday or Sunday;",
        ),
        (
            "pupil_id,start_date,marks\nP1,2025-09-05,/x\n",
            {},
            "row 2, column `marks`: `x` is no register code;",
        ),
        (
            f"pupil_id,sessions_possible\nP1,3\nP2,{SECRET}\n",
            {},
            "row 3, column `sessions_possible`: must be a whole number from 0 to",
        ),
        (
            "pupil_id,sessions_possible,sessions_absent\nP1,3,4\n",
            {},
            "row 2, column `sessions_absent`: is more than all possible sessions,",
        ),
        (
            "pupil_id,sessions_possible,sessions_absent,sessions_authorised,sessions_unauthorised\n"
            "P1,9,4,1,2\n",
            {},
            "row 2, column `sessions_absent`: is not the authorised and unauthorised sessions",
        ),
        ("pupil_id,/,I\nP1,-3,1\n", {}, "row 2, column `/`: must be a whole number from 0 to"),
        ("pupil_id,/,form\nP1,3,1\n", {}, "column `form` is called by no register code;"),
        ("pupil_id,/,I\n,3,1\n", {}, "row 2, column `pupil_id`: is blank;"),
        ("pupil_id,/,I\n", {}, "holds no pupils;"),
        (
            "pupil_id,marks,sessions_possible\n",
            {},
            "has columns of the forms `marks` and `totals`;",
        ),
        ("UPN,/,I\nP1,3,1\n", {}, "there is no column `pupil_id`; say what it is called with"),
    ],
)
def test_one_thing_wrong_is_one_message(
    tmp_path: Path, content: str | bytes, options: dict[str, Any], expected: str
) -> None:
    (message,) = said(written(tmp_path, "r.csv", content), **options)
    assert message.startswith(expected)


def test_every_missing_column_is_named_with_what_it_may_be(tmp_path: Path) -> None:
    path = written(tmp_path, "r.csv", "Pupil ID,Date,Session,code\n")
    assert [one.split(" say ")[0] for one in said(path)] == [
        "there is no column `pupil_id`; did you mean `Pupil ID`?",
        "there is no column `date`; did you mean `Date`?",
        "there is no column `session`; did you mean `Session`?",
    ]


def test_the_first_place_is_in_the_file_that_has_it(tmp_path: Path) -> None:
    first = written(tmp_path, "a.csv", HEAD + GOOD)
    second = written(tmp_path, "b.csv", HEAD + GOOD + "P1,2025-09-02,AM,?\n")
    assert problems([first, second])[0].startswith(f"{second}: row 3, column `code`: `?` is no")


def test_registers_of_different_forms_are_not_mixed(tmp_path: Path) -> None:
    first = written(tmp_path, "a.csv", HEAD + GOOD)
    second = written(tmp_path, "b.csv", "pupil_id,/,I\nP1,3,1\n")
    third = written(tmp_path, "c.csv", "school_id," + HEAD + "A," + GOOD)
    assert "is in the form `codes`" in problems([first, second])[0]
    assert "this register has a column `school_id`" in problems([first, third])[0]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere.csv", "cannot be read: there is no such file"),
        ("\0.csv", "cannot be read: there is no such file"),
        ("folder.csv", "is a folder; name the files in it"),
        ("r.txt", "is of no kind that is read; let its name end in .csv, .parquet or .xlsx"),
    ],
)
def test_what_is_no_register_at_all(tmp_path: Path, name: str, expected: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    written(tmp_path, "r.txt", SECRET)
    (message,) = problems(tmp_path / name)
    assert message.endswith(expected)


def test_broken_parquet(tmp_path: Path) -> None:
    path = tmp_path / "whole.parquet"
    frame = pl.DataFrame({"pupil_id": range(9_999), "session": "AM", "code": SECRET})
    frame.with_columns(date=pl.lit(dt.date(2025, 9, 1))).write_parquet(path)
    content = path.read_bytes()
    middle = bytearray(content)
    middle[30:300] = bytes(270)
    expected = "is not Parquet, or is broken or cut off; export it again"
    for number, broken in enumerate((b"", b"PAR1", content[:-9], content[9:], bytes(middle))):
        assert said(written(tmp_path, f"{number}.parquet", broken)) == [expected]


def test_types_that_no_column_may_have() -> None:
    frame = pl.DataFrame({"pupil_id": [1.5], "date": ["2025-09-01"], "session": ["AM"]})
    frame = frame.with_columns(code=pl.lit([["/"]]))
    assert [one.split(": must")[0] for one in problems(frame)] == [
        "the frame: column `pupil_id`",
        "the frame: column `code`",
    ]


def test_options_that_do_not_fit_the_form() -> None:
    totals = pl.DataFrame({"pupil_id": ["1"], "sessions_possible": [3]})
    codes = pl.DataFrame({"pupil_id": ["1"], "/": [3]})
    day = dt.date(2025, 9, 1)
    assert problems(totals, start=day) == ["the form `totals` has no dates; leave out the window"]
    assert problems(codes, end=day) == ["the form `codes` has no dates; leave out the window"]
    assert problems(totals, on=day) == ["the form `totals` has no codes; leave out their day"]
    assert (
        "leave out the day of codes"
        in problems(pl.DataFrame({"pupil_id": ["1"], "marks": ["/"], "start_date": [day]}), on=day)[
            0
        ]
    )
    assert problems(codes, start=day, end=dt.date(2025, 1, 1)) == [
        "the window ends before it begins; swap its days"
    ]
    assert problems(3) == [
        "the frame: is no data frame; give Polars, pandas or Arrow data, or a path"
    ]


def test_what_totals_do_not_say_is_unknown() -> None:
    totals = pl.DataFrame(
        {
            "pupil_id": ["P1", "P1", "P2"],
            "sessions_possible": [120, 10, 50],
            "sessions_authorised": [3, None, 1],
            "sessions_unauthorised": [1, 2, 0],
        }
    )
    facts, report = register_facts(totals)
    assert plain(facts) == {"P1": (130, None, 3, None), "P2": (50, 1, 0, None)}
    assert report.facts["sessions_absent"] is None


def test_columns_of_codes_are_those_of_a_day() -> None:
    counts = pl.DataFrame({"pupil_id": ["P1", "P1"], "/": [10, None], "J1": [1, 2], "": [0, 0]})
    layout = Layout(ignore_unknown_columns=True)
    _, now = register_facts(counts, layout=layout)
    _, then = register_facts(counts, layout=layout, on=dt.date(2024, 1, 1))
    assert now.out_of_date == ()
    assert [(one.code, one.marks) for one in then.out_of_date] == [("J1", 3)]


def test_any_table_that_hands_over_arrow_data() -> None:
    class Table:
        def __init__(self, frame: pl.DataFrame) -> None:
            self._frame = frame

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self._frame.__arrow_c_stream__(requested_schema)

    frame = pl.DataFrame(
        {"pupil_id": ["P1"], "date": ["2025-09-01"], "session": ["AM"], "code": ["N"]}
    )
    assert plain(register_facts(Table(frame))[0]) == {"P1": (1, 1, 1, 1)}


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    frame = marks(*(("P1", f"2025-09-0{day}", "AM", "/") for day in range(1, 6)))
    path = tmp_path / "r.parquet"
    frame.write_parquet(path)

    def change(*_: object) -> None:
        frame.head(3).write_parquet(path)

    assert problems(path, progress=change) == [
        f"{path}: was changed while it was read; read it again"
    ]


def test_codes_that_are_whole_numbers() -> None:
    frame = marks(("P1", "2025-09-01", "AM", "/")).with_columns(code=pl.lit(7))
    (said,) = problems(frame)
    assert said.startswith("the frame: record 1, column `code`: `7` is no register code")


@pytest.mark.parametrize("form", ["%%Y-%m-%d", "%Y-%m", "YYYY-MM-DD DD"])
def test_what_is_no_date_format(form: str) -> None:
    frame = marks(("P1", "2025-09-01", "AM", "/"))
    (said,) = problems(frame.cast({"date": pl.String}), layout=Layout(date_format=form))
    assert said.startswith("the date format cannot be used; name year, month and day once each")
