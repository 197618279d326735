"""Files that cannot be used at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import DataError
from tests.caseload.reading import SECRET, problems, written

FORMATS = ["csv", "json", "jsonl", "ndjson", "parquet"]
SPREADSHEET = "is a spreadsheet or an archive and not text; open it and save it as CSV UTF-8"
UTF_16 = "is UTF-16 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"


@pytest.mark.parametrize("suffix", [*FORMATS, "xlsx", ""])
def test_a_missing_file(tmp_path: Path, edition: Edition, suffix: str) -> None:
    path = tmp_path / f"no.{suffix}"
    assert problems(path, edition) == ["cannot be read: there is no such file"]


@pytest.mark.parametrize("name", ["a\0b.csv", "\ud800.csv"], ids=["NUL", "surrogate"])
def test_a_name_that_no_file_has(edition: Edition, name: str) -> None:
    with pytest.raises(DataError, match=r"�.*: cannot be read: there is no such file"):
        read_caseload(Path(name), edition)


def test_a_name_that_is_too_long(tmp_path: Path, edition: Edition) -> None:
    assert problems(tmp_path / ("x" * 5_000), edition) == ["cannot be read: file name too long"]


def test_a_folder(tmp_path: Path, edition: Edition) -> None:
    folder = tmp_path / "caseload.csv"
    folder.mkdir()
    assert problems(folder, edition) == ["is a folder; name a file in it"]


def test_a_pipe_and_a_device(tmp_path: Path, edition: Edition) -> None:
    os.mkfifo(tmp_path / "caseload.csv")
    message = ["is not a regular file; save the data to a file first"]
    assert problems(tmp_path / "caseload.csv", edition) == message
    assert problems(Path("/dev/null"), edition) == message


def test_a_file_that_may_not_be_read(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, "caseload.csv", "pupil_id\nP1\n")
    monkeypatch.setattr(Path, "open", refuse)
    assert problems(path, edition) == ["cannot be read: permission denied"]


@pytest.mark.parametrize("suffix", ["xlsx", "XLS", "ods"])
def test_a_spreadsheet(tmp_path: Path, edition: Edition, suffix: str) -> None:
    path = written(tmp_path, f"caseload.{suffix}", SECRET)
    assert problems(path, edition) == ["is a spreadsheet; open it and save it as CSV UTF-8"]


@pytest.mark.parametrize("name", ["caseload", "caseload.txt", "caseload.csv.gz", ".csv"])
def test_an_unknown_kind(tmp_path: Path, edition: Edition, name: str) -> None:
    assert problems(written(tmp_path, name, SECRET), edition) == [
        "is of no kind that is read; let its name end in .csv, .json, .jsonl, .ndjson or .parquet"
    ]


def test_the_suffix_in_capitals(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "CASELOAD.CSV", "pupil_id\nP1\n")
    assert len(read_caseload(path, edition).rows) == 1


@pytest.mark.parametrize("suffix", ["csv", "json", "jsonl"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; export it again, with a first row of column names"),
        (b"PK\x03\x04\x14\x00" + SECRET.encode(), SPREADSHEET),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + SECRET.encode(), SPREADSHEET),
        (f"pupil_id\n{SECRET}\n".encode("utf-16"), UTF_16),
        (b"\xfe\xff" + f"pupil_id\n{SECRET}\n".encode("utf-16-be"), UTF_16),
        (b"PAR1" + SECRET.encode(), "is a Parquet file; let its name end in .parquet"),
    ],
    ids=["empty", "xlsx", "xls", "utf-16-le", "utf-16-be", "parquet"],
)
def test_another_format_under_this_name(
    tmp_path: Path, edition: Edition, suffix: str, content: bytes, message: str
) -> None:
    assert problems(written(tmp_path, f"caseload.{suffix}", content), edition) == [message]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("caseload.csv", "pupil_id,disability\n"),
        ("caseload.csv", "\ufeffpupil_id;disability\r\n;\r\n"),
        ("caseload.json", "[]"),
        ("caseload.jsonl", "\n \n"),
    ],
)
def test_no_pupils(tmp_path: Path, edition: Edition, name: str, content: str) -> None:
    assert problems(written(tmp_path, name, content), edition) == [
        "holds no pupils; export it again, with a row for each pupil"
    ]


@pytest.mark.parametrize("content", ["\n\n", " \r\n,,,\r\n;;\r\n", "\ufeff"])
def test_nothing_but_blanks(tmp_path: Path, edition: Edition, content: str) -> None:
    assert problems(written(tmp_path, "caseload.csv", content), edition) == [
        "holds only blank rows; export it again, with column names and pupils"
    ]
