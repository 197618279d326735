"""Parquet."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from tests.caseload.reading import SECRET, facts, problems, written

PUPILS = {
    "pupil_id": pl.Series([7, 8, 9]),
    "school_id": pl.Series(["01", "01", "02"]),
    "sessions_possible": pl.Series([120, None, 0], dtype=pl.UInt16),
    "disability": pl.Series([True, False, None]),
    "medical_condition": pl.Series([1, 0, None]),
    "engagement": pl.Series(["lacking", None, " "], dtype=pl.Categorical),
    "looked_after": pl.Series(["no", None, None], dtype=pl.Enum(["no", "current"])),
    "send": pl.Series([None, None, None]),
    "rate": pl.Series([0.25, None, 1.0]),
    "since": pl.Series([datetime.date(2022, 9, 1), None, None]),
}


def parquet(folder: Path, frame: pl.DataFrame) -> Path:
    path = folder / "case[load]*.parquet"
    frame.write_parquet(path)
    return path


def test_values(tmp_path: Path, edition: Edition) -> None:
    path = parquet(tmp_path, pl.DataFrame(PUPILS))
    caseload = read_caseload(path, edition, carry=["rate", "since", "disability"])
    assert [(row.row, row.school_id, row.pupil_id) for row in caseload.rows] == [
        (1, "01", "7"),
        (2, "01", "8"),
        (3, "02", "9"),
    ]
    assert [row.carried for row in caseload.rows] == [
        ("0.25", "2022-09-01", "true"),
        ("", "", "false"),
        ("1.0", "", ""),
    ]
    assert facts(caseload, edition) == [
        {
            "sessions_possible": 120,
            "disability": True,
            "medical_condition": True,
            "engagement": "lacking",
            "looked_after": "no",
        },
        {"disability": False, "medical_condition": False},
        {"sessions_possible": 0},
    ]
    assert caseload.unit == "record"


def test_types_that_are_not_read(tmp_path: Path, edition: Edition) -> None:
    frame = pl.DataFrame(
        {
            "pupil_id": [1.0],
            "sessions_possible": [120.0],
            "disability": [[True]],
            "looked_after": [SECRET.encode()],
            "engagement": [datetime.date(2022, 9, 1)],
            "notes": [[SECRET]],
            "other": [SECRET.encode()],
        }
    )
    assert problems(
        parquet(tmp_path, frame), edition, carry=["notes"], ignore_unknown_columns=True
    ) == [
        "column `pupil_id`: must be of a boolean, whole-number or text type; cast it to whole "
        "numbers",
        "column `sessions_possible`: must be of a boolean, whole-number or text type; cast it to "
        "whole numbers",
        *(
            f"column `{name}`: must be of a boolean, whole-number or text type; cast it to one of "
            f"these"
            for name in ("disability", "looked_after", "engagement")
        ),
        "column `notes`: cannot be carried as text; cast it to text",
    ]


def test_wrong_cells(tmp_path: Path, edition: Edition) -> None:
    frame = pl.DataFrame(
        {
            "pupil_id": [SECRET, None, SECRET, "P\0"],
            "sessions_possible": [-1, 0, 2**62, 1],
            "engagement": [SECRET, "engaged", None, ""],
        }
    )
    count = (
        "must be a whole number, 0 or more and at most 1,000,000,000, in digits only such as "
        "`120`, or null"
    )
    assert problems(parquet(tmp_path, frame), edition) == [
        f"record 1, column `sessions_possible`: {count}",
        "record 1, column `engagement`: must be one of `engaged`, `lacking`, or null",
        "record 2, column `pupil_id`: must not be blank; give the id",
        "records 1 and 3 have the same `pupil_id`; keep one of them",
        f"record 3, column `sessions_possible`: {count}",
        "record 4, column `pupil_id`: must be plain text or a whole number",
    ]


def test_unknown_columns(tmp_path: Path, edition: Edition) -> None:
    frame = pl.DataFrame({"pupil_id": [SECRET], "disabilty": [True]})
    assert problems(parquet(tmp_path, frame), edition) == [
        "the schema, column `disabilty`: there is no such fact; did you mean `disability`?"
    ]


def test_no_pupils(tmp_path: Path, edition: Edition) -> None:
    path = parquet(tmp_path, pl.DataFrame({"pupil_id": pl.Series([], dtype=pl.String)}))
    assert problems(path, edition) == [
        "holds no pupils; export it again, with a row for each pupil"
    ]


def test_no_columns(tmp_path: Path, edition: Edition) -> None:
    assert problems(parquet(tmp_path, pl.DataFrame()), edition) == [
        "no column name is known; name one `pupil_id` and the others by facts"
    ]


def test_a_file_that_is_cut_off_anywhere(tmp_path: Path, edition: Edition) -> None:
    whole = parquet(tmp_path, pl.DataFrame(PUPILS)).read_bytes()
    for length in range(0, len(whole), 97):
        path = written(tmp_path, "cut.parquet", whole[:length])
        assert problems(path, edition) == [
            "is not Parquet, or is broken or cut off; export it again"
        ]


@pytest.mark.parametrize("content", [b"pupil_id\n" + SECRET.encode(), b"PAR1" * 100])
def test_what_is_not_parquet(tmp_path: Path, edition: Edition, content: bytes) -> None:
    path = written(tmp_path, "caseload.parquet", content)
    assert problems(path, edition) == ["is not Parquet, or is broken or cut off; export it again"]


def test_other_formats_are_read_without_polars() -> None:
    code = """if True:
        import sys, pathlib
        from attendance_rules.caseload import read_caseload
        from attendance_rules.checks.load import load_edition
        path = pathlib.Path(sys.argv[1])
        assert read_caseload(path, load_edition()).rows
        assert "polars" not in sys.modules
        """
    example = Path(__file__).parents[2] / "examples" / "caseload.csv"
    subprocess.run([sys.executable, "-c", code, str(example)], check=True)
