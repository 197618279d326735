"""Registers in workbooks."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.errors import DataError
from attendance_rules.registers import Layout, register_facts
from tests.files.workbook.making import Xml, packed, parts, table
from tests.registers.frames import SECRET, plain, problems, written

LONG = ["pupil_id", "date", "session", "code"]
MONDAY = dt.date(2025, 9, 1)


def workbook(folder: Path, *rows: Sequence[object], first: int = 1) -> Path:
    return written(folder, "r.xlsx", table(rows, first))


def test_text_keeps_its_leading_zeros(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        LONG,
        ["007", "2025-09-01", "AM", "/"],
        ["007", "2025-09-01", "PM", "#"],
        ["008", "2025-09-01", "AM", "N"],
    )
    assert plain(register_facts(path)[0]) == {"007": (1, 0, 0, 0), "008": (1, 1, 1, 1)}


def test_numbers_may_be_identifiers_and_counts(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ["pupil_id", "/", "I"],
        [7, 100, 3],
        [8, Xml("><v>90.0</v>"), 0],
        [80123456789012345, 1],
    )
    expected = {"7": (103, 3, 0, 0), "8": (90, 0, 0, 0), "80123456789012345": (1, 0, 0, 0)}
    assert plain(register_facts(path)[0]) == expected


def test_identifiers_that_are_numbers_of_any_length(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["pupil_id", "I"], [71, 1], [98765432109876543210, 2])
    expected = {"71": (1, 1, 0, 0), "98765432109876543210": (2, 2, 0, 0)}
    assert plain(register_facts(path)[0]) == expected


def test_identifiers_that_are_shown_with_zeros_are_the_numbers_that_are_stored(
    tmp_path: Path,
) -> None:
    data = '<row><c t="str"><v>pupil_id</v></c><c t="str"><v>I</v></c></row>'
    data += '<row><c s="1"><v>71</v></c><c><v>1</v></c></row>'
    content = packed(parts(data, formats={164: "0000"}, styles=(0, 164)))
    assert plain(register_facts(written(tmp_path, "r.xlsx", content))[0]) == {"71": (1, 1, 0, 0)}


@pytest.mark.parametrize("before", [1, 100, 1500])
def test_a_cell_is_of_its_own_kind_however_many_stand_above_it(tmp_path: Path, before: int) -> None:
    header = ["pupil_id", "/", "I", "G"]
    above: list[Sequence[object]] = [[number, 50, 50, 0] for number in range(before)]
    estimated = workbook(tmp_path, header, *above, ["R", 50, 50, "12 (est)"])
    assert problems(estimated) == [
        f"{estimated}: row {before + 2}, column `G`: must be a whole number from 0 to "
        "1,000,000,000,000, or blank"
    ]
    facts = plain(register_facts(workbook(tmp_path, header, *above, ["A071", 50, "50", "12"]))[0])
    assert facts["A071"] == (112, 62, 12, 0)
    assert facts["0"] == (100, 50, 0, 0)
    assert len(facts) == before + 1


def test_dates_and_text_in_one_column(tmp_path: Path) -> None:
    path = workbook(tmp_path, LONG, ["A", MONDAY, "AM", "/"], ["A", "2025-09-01", "PM", "I"])
    assert plain(register_facts(path)[0]) == {"A": (2, 1, 0, 0)}
    path = workbook(
        tmp_path,
        LONG,
        ["A", "01/09/2025", "AM", "/"],
        ["A", "02/09/2025", "AM", "/"],
        ["A", MONDAY, "PM", "I"],
    )
    (message,) = problems(path, layout=Layout(date_format="DD/MM/YYYY"))
    assert message.startswith(f"{path}: row 4, column `date`: is no date in the format DD/MM/YYYY")


def test_a_column_of_true_dates_needs_no_format(tmp_path: Path) -> None:
    path = workbook(tmp_path, LONG, ["A", MONDAY, "AM", "/"], ["A", MONDAY, "PM", "I"])
    for date_format in ("YYYY-MM-DD", "DD/MM/YYYY"):
        facts, _ = register_facts(path, layout=Layout(date_format=date_format))
        assert plain(facts) == {"A": (2, 1, 0, 0)}


def test_rows_count_as_in_a_spreadsheet(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        LONG,
        [],
        ["1", MONDAY, "AM", ""],
        [None, ""],
        ["1", MONDAY, "AM", "?"],
    ]
    for first in (1, 4):
        path = workbook(tmp_path, *rows, first=first)
        (message,) = problems(path)
        place = f"{path}: row {first + 4}, column `code`"
        assert message.startswith(f"{place}: `?` is no register code")


def test_cells_without_a_value_stop(tmp_path: Path) -> None:
    error, formula = Xml('t="e"><v>#N/A</v>'), Xml("><f>B1</f>")
    path = workbook(
        tmp_path,
        ["pupil_id", "/", "I"],
        [error, 1, 1],
        ["A", formula, error],
        [error, formula, 2],
    )
    assert problems(path) == [
        f"{path}: sheet `Marks`, row 2, column `pupil_id`: holds an error such as #N/A; correct "
        "the formula, or leave the cell blank (2 rows in all)",
        f"{path}: sheet `Marks`, row 3, column `/`: holds a formula whose result is not stored; "
        "open the workbook in a spreadsheet and save it (2 rows in all)",
        f"{path}: sheet `Marks`, row 3, column `I`: holds an error such as #N/A; correct the "
        "formula, or leave the cell blank",
    ]


def test_columns_of_one_name_and_without_one(tmp_path: Path) -> None:
    path = workbook(tmp_path, ["pupil_id", "/", " / "], ["A", 1, 2], first=3)
    assert problems(path) == [
        f"{path}: sheet `Marks`, row 3: two columns are called `/`; rename one of them"
    ]
    path = workbook(tmp_path, ["pupil_id", "/", None, "I", None], ["A", 1, SECRET, 2, None, 7])
    assert [message.partition(":")[2].partition(";")[0] for message in problems(path)] == [
        " column `column C` is called by no register code",
        " column `column F` is called by no register code",
    ]
    facts, _ = register_facts(path, layout=Layout(ignore_unknown_columns=True))
    assert plain(facts) == {"A": (3, 2, 0, 0)}


def test_blank_workbooks(tmp_path: Path) -> None:
    assert "holds only blank rows" in problems(workbook(tmp_path))[0]
    assert problems(workbook(tmp_path, LONG)) == [f"{tmp_path / 'r.xlsx'}: holds no marks"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"pupil_id", b"\xd0\xcf\x11\xe0"])
@pytest.mark.parametrize("suffix", ["xlsx", "xlsm", "xls", "ods", "numbers", "XLSB"])
def test_a_broken_workbook(tmp_path: Path, suffix: str, content: bytes) -> None:
    (message,) = problems(written(tmp_path, f"r.{suffix}", content))
    assert "is empty; export" in message or "CSV" in message


def test_the_name_does_not_matter(tmp_path: Path) -> None:
    """Some systems call every workbook .xls."""
    content = table([LONG, ["A", MONDAY, "AM", "/"]])
    for suffix in ("xlsx", "xlsm", "xls"):
        facts, _ = register_facts(written(tmp_path, f"r.{suffix}", content))
        assert plain(facts) == {"A": (1, 0, 0, 0)}


IDS = st.sampled_from([7, 71, "0071", "71", "A071", 80123456789012345, "", None, True])
COUNTS = st.sampled_from([0, 1, 12, "3", "12 (est)", "", None, "7.5", -1, 10**13, "x"])
MARKS = st.sampled_from(["/", "\\", "I", "N", "#", "-", "", None, "?", 7])
DAYS = st.sampled_from([MONDAY, dt.date(2025, 9, 2), "2025-09-03", "01/09/2025", "", None, 45901])
HALVES = st.sampled_from(["AM", "PM", "PM", "am", None])


def _facts_or_problems(path: Path) -> object:
    try:
        return plain(register_facts(path)[0])
    except DataError as error:
        return [problem.removeprefix(f"{path}: ") for problem in error.problems]


@given(
    st.lists(st.tuples(IDS, DAYS, HALVES, MARKS), max_size=8).map(lambda rows: [LONG, *rows])
    | st.lists(st.tuples(IDS, COUNTS, COUNTS, COUNTS), max_size=8).map(
        lambda rows: [["pupil_id", "/", "I", "N"], *rows]
    )
)
def test_a_workbook_is_read_like_csv_of_what_is_stored(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Sequence[object]]
) -> None:
    folder = tmp_path_factory.mktemp("same", numbered=True)
    book = workbook(folder, *rows)
    text = folder / "r.csv"
    with text.open("w", newline="") as file:
        csv.writer(file).writerows(
            ["TRUE" if cell is True else cell for cell in row] for row in rows
        )
    assert _facts_or_problems(book) == _facts_or_problems(text)
