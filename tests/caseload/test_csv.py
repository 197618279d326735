"""CSV as spreadsheets write it, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from tests.caseload.reading import SECRET, facts, problems, written

COUNT = (
    "must be a whole number, 0 or more and at most 1,000,000,000, in digits only such as `120`, "
    "or blank"
)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects(tmp_path: Path, edition: Edition, mark: bytes, separator: str, end: str) -> None:
    lines = [
        ["pupil_id", " sessions_possible", '"engagement"', "note"],
        ["0007", " 120 ", "lacking", '"one, two; ""three"""'],
        ["é8", "", "", "x"],
    ]
    text = "".join(separator.join(cells) + end for cells in lines)
    path = written(tmp_path, "caseload.csv", mark + text.encode())
    caseload = read_caseload(path, edition, carry=["note"])
    assert [row.pupil_id for row in caseload.rows] == ["0007", "é8"]
    assert [row.row for row in caseload.rows] == [2, 3]
    assert [row.carried for row in caseload.rows] == [('one, two; "three"',), ("x",)]
    assert facts(caseload, edition) == [{"sessions_possible": 120, "engagement": "lacking"}, {}]
    assert caseload.columns == ("pupil_id", "sessions_possible", "engagement", "note")
    assert (caseload.unit, caseload.path, caseload.has_schools) == ("row", path, False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *((cell, True) for cell in ("yes", "YES", "true", "True", "TRUE", "y", "Y", "1", " yes ")),
        *((cell, False) for cell in ("no", "No", "false", "FALSE", "n", "N", "0")),
    ],
)
def test_yes_and_no(tmp_path: Path, edition: Edition, cell: str, value: bool) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id,disability\nP1,{cell}\n")
    assert facts(read_caseload(path, edition), edition) == [{"disability": value}]


@pytest.mark.parametrize("cell", ["0", "007", "1000000000", "120"])
def test_counts(tmp_path: Path, edition: Edition, cell: str) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id,sessions_possible\nP1,{cell}\n")
    assert facts(read_caseload(path, edition), edition) == [{"sessions_possible": int(cell)}]


@pytest.mark.parametrize(
    "cell",
    [
        *("-1", "+1", "120.0", "1e2", "1_000", "1 000", "0x10", "1000000001", "9" * 5_000),
        *("١٢", "²", "#N/A", "N/A", "=1+1", "many"),
    ],
)
def test_what_is_no_count(tmp_path: Path, edition: Edition, cell: str) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id,sessions_possible\nP1,{cell}\n")
    assert problems(path, edition) == [f"row 2, column `sessions_possible`: {COUNT}"]


def test_wrong_cells_are_named_by_row_and_column(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.csv",
        "pupil_id,engagement,disability,looked_after,sessions_absent\n"
        f"{SECRET}1,{SECRET},maybe{SECRET},false,{SECRET}\n"
        f"{SECRET}2,Engaged,yeſ,no,\n",
    )
    assert problems(path, edition) == [
        "row 2, column `sessions_absent`: " + COUNT,
        "row 2, column `engagement`: must be one of `engaged`, `lacking`, or blank",
        "row 2, column `disability`: must be yes or no, or blank",
        "row 2, column `looked_after`: must be one of `no`, `current`, `previous`, or blank",
        "row 3, column `engagement`: must be one of `engaged`, `lacking`, or blank",
        "row 3, column `disability`: must be yes or no, or blank",
    ]


def test_blank_rows_count_but_hold_nobody(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.csv",
        '\n,,\npupil_id,disability,note\n\n , ,\nP1,,"two\nlines"\n\nP2,yes,\n\n',
    )
    caseload = read_caseload(path, edition, carry=["note"])
    assert [(row.row, row.carried) for row in caseload.rows] == [(6, ("two\nlines",)), (8, ("",))]


def test_a_row_counts_once_however_many_lines_it_has(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path, "caseload.csv", 'pupil_id,"disability"\n"P\n\n1",yes\nP2,' + SECRET + "\n"
    )
    assert problems(path, edition) == ["row 3, column `disability`: must be yes or no, or blank"]


def test_trailing_blank_cells_may_be_left_out(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.csv", "pupil_id,disability,engagement\nP1\nP2,yes\nP3,,\n")
    assert facts(read_caseload(path, edition), edition) == [{}, {"disability": True}, {}]


def test_a_file_that_is_cut_off(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path, "caseload.csv", f"pupil_id,disability,engagement\nP1,no,engaged\n{SECRET},y"
    )
    assert problems(path, edition) == [
        "row 3, the last, has 2 cells and the header 3, and no line end: the file looks cut off; "
        "export it again"
    ]


def test_a_last_row_that_is_whole_needs_no_line_end(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.csv", "pupil_id,disability\nP1,yes")
    assert facts(read_caseload(path, edition), edition) == [{"disability": True}]


def test_a_row_that_is_too_long(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id,disability\nP1,yes,{SECRET},\nP2,{SECRET}")
    assert problems(path, edition) == [
        "row 2 has 4 cells and the header 2; put a cell that holds a separator in quotes, or "
        "remove the cells at the end",
        "row 3, column `disability`: must be yes or no, or blank",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (f'P1,yes\n"{SECRET}"x,no\n', "row 3 has quotation marks that do not match; close each"),
        (f'P1,yes\n"{SECRET},no\nP3,no\n', "row 3 has quotation marks that do not match;"),
        (f"{SECRET * 30_000},yes\n", "row 2 holds a cell of more than 131,072 characters; check"),
        (f"{'P,' * 500_001}\n", "row 2 is longer than 1,000,000 characters; check the line ends"),
        (f"P1,yes\n{SECRET}\0,no\n", "row 3 holds a NUL byte and is no text; save the file as"),
    ],
    ids=["text after a quote", "open quote", "long cell", "long line", "NUL"],
)
def test_rows_that_cannot_be_read(
    tmp_path: Path, edition: Edition, rows: str, message: str
) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id,disability\n{rows}")
    assert [problem[: len(message)] for problem in problems(path, edition)] == [message]


def test_text_that_is_not_utf_8(tmp_path: Path, edition: Edition) -> None:
    rows = f"pupil_id,disability\n{SECRET},{SECRET}\n{SECRET}é,no\n"
    path = written(tmp_path, "caseload.csv", rows.encode("cp1252"))
    assert problems(path, edition) == [
        "row 2, column `disability`: must be yes or no, or blank",
        "row 3 is not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)",
    ]


def test_tabs(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.csv", f"pupil_id\tdisability\n{SECRET}\tyes\n")
    assert problems(path, edition) == [
        "row 1 is separated by tabs; save the file with commas or semicolons"
    ]


def test_parts_that_are_larger_than_the_whole(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.csv",
        "pupil_id,sessions_possible,sessions_absent,sessions_unauthorised\n"
        "P1,120,120,120\nP2,120,121,5\nP3,,9,10\nP4,-1,9,8\n",
    )
    assert problems(path, edition) == [
        "row 3: `sessions_absent` is more than `sessions_possible`, of which it is a part; "
        "correct one",
        "row 4: `sessions_unauthorised` is more than `sessions_absent`, of which it is a part; "
        "correct one",
        "row 5, column `sessions_possible`: " + COUNT,
    ]


def test_twenty_problems_and_the_number_of_the_others(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.csv", "pupil_id,disability\n" + f",{SECRET}\n" * 1_000)
    found = problems(path, edition)
    assert len(found) == 21
    assert found[0] == "row 2, column `pupil_id`: must not be blank; give the id"
    assert found[-1] == "and 1,980 more problems"


def test_what_ends_the_reading_is_named_behind_all_others(tmp_path: Path, edition: Edition) -> None:
    rows = f",{SECRET}\n" * 1_000
    path = written(tmp_path, "caseload.csv", f'pupil_id,disability\n{rows}"')
    assert problems(path, edition)[-2:] == [
        "and 1,980 more problems",
        "row 1002 has quotation marks that do not match; close each, and double those within a "
        "cell",
    ]
