"""Tables of actions, written whole or not at all."""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import polars as pl
import pytest

from attendance_rules import Policy
from attendance_rules.caseload import CaseRow, decide_file
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.caseload.write_rows import write_csv_rows, write_parquet_rows
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import DataError
from attendance_rules.files.atomic import replacing
from tests.caseload.reading import SECRET, written

PUPILS = """school_id,pupil_id,note
A,=1+1,"x;@y"
B,002,
"""
FORMAL = "persistent/school-formal-conversations"
TARGETED = "persistent/school-targeted-support"
POLICY = "all-pupils/school-attendance-policy"


@dataclass(frozen=True)
class Answer:
    """As much of a decision as is written."""

    pupil_id: str | None
    tier: str | None
    statuses: Mapping[str, str]


@pytest.fixture
def caseload(tmp_path: Path, edition: Edition) -> Pupils:
    return Pupils(written(tmp_path, "in.csv", PUPILS), edition, carry=["note"])


def write(
    decisions: Iterable[Answer],
    pupils: Pupils,
    edition: Edition,
    target: Path,
    *,
    wide: bool = False,
    standing: bool = False,
) -> None:
    """Write answers in the place of decisions, which have no more than these."""
    decided = cast("Iterable[tuple[CaseRow, Decision]]", zip(pupils.rows(), decisions, strict=True))
    to_rows = write_csv_rows if target.suffix == ".csv" else write_parquet_rows
    with replacing(target) as temporary, temporary.open("r+b") as stream:
        to_rows(decided, pupils, edition, stream, wide, standing)


@pytest.fixture
def decisions(edition: Edition) -> list[Answer]:
    nothing = dict.fromkeys(edition.obligations, "not_required") | {POLICY: "required"}
    return [
        Answer("=1+1", "persistent", nothing | {FORMAL: "undetermined", TARGETED: "required"}),
        Answer("002", None, nothing),
    ]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_long_form(
    tmp_path: Path, edition: Edition, caseload: Pupils, decisions: list[Answer]
) -> None:
    write(decisions, caseload, edition, tmp_path / "out.csv")
    expected = (
        "school_id,pupil_id,note,obligation,party,status\n"
        f"A,'=1+1,x;'@y,{TARGETED},school,required\n"
        f"A,'=1+1,x;'@y,{FORMAL},school,undetermined\n"
    )
    assert (tmp_path / "out.csv").read_bytes().decode() == expected
    assert files(tmp_path) == ["in.csv", "out.csv"]


def test_standing_obligations_when_asked_for(
    tmp_path: Path, edition: Edition, caseload: Pupils, decisions: list[Answer]
) -> None:
    write(decisions, caseload, edition, tmp_path / "out.csv", standing=True)
    rows = read_csv(tmp_path / "out.csv")
    assert [(row["pupil_id"], row["obligation"]) for row in rows] == [
        ("'=1+1", POLICY),
        ("'=1+1", TARGETED),
        ("'=1+1", FORMAL),
        ("002", POLICY),
    ]


def test_the_long_form_in_parquet(
    tmp_path: Path, edition: Edition, caseload: Pupils, decisions: list[Answer]
) -> None:
    write(decisions, caseload, edition, tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.columns == ["school_id", "pupil_id", "note", "obligation", "party", "status"]
    assert frame.rows() == [
        ("A", "=1+1", "x;@y", TARGETED, "school", "required"),
        ("A", "=1+1", "x;@y", FORMAL, "school", "undetermined"),
    ]


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_the_wide_form(
    tmp_path: Path, edition: Edition, caseload: Pupils, decisions: list[Answer], suffix: str
) -> None:
    target = tmp_path / f"out.{suffix}"
    write(decisions, caseload, edition, target, wide=True)
    if suffix == "csv":
        rows: list[dict[str, str]] = read_csv(target)
        leading = [("A", "'=1+1", "x;'@y", "persistent"), ("B", "002", "", "")]
    else:
        rows = pl.read_parquet(target).to_dicts()
        leading = [("A", "=1+1", "x;@y", "persistent"), ("B", "002", None, None)]  # type: ignore[list-item]
    names = ("school_id", "pupil_id", "note", "tier")
    assert list(rows[0]) == [*names, *edition.obligations]
    assert [tuple(row[name] for name in names) for row in rows] == leading
    assert [{name: row[name] for name in edition.obligations} for row in rows] == [
        dict(decision.statuses) for decision in decisions
    ]


def test_without_schools_and_with_many_pupils(
    tmp_path: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attendance_rules.caseload.write_rows.ROWS_AT_ONCE", 7)
    ids = [f"P{number}" for number in range(50)]
    path = written(tmp_path, "in.csv", "\n".join(["pupil_id", *ids]))
    statuses = dict.fromkeys(edition.obligations, "undetermined")
    answers = (Answer(None, "severe", statuses) for _ in ids)
    write(answers, Pupils(path, edition), edition, tmp_path / "out.parquet", wide=True)
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame.columns == ["pupil_id", "tier", *edition.obligations]
    assert frame["pupil_id"].to_list() == ids


def test_carried_line_ends_start_no_new_row(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "in.csv", 'pupil_id,"a\rb"\nP1,"x\r=1\r\ny"\n')
    caseload = Pupils(path, edition, carry=["a\rb"])
    statuses = dict.fromkeys(edition.obligations, "not_required") | {FORMAL: "required"}
    write([Answer("P1", None, statuses)], caseload, edition, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().decode() == (
        f'pupil_id,"a\nb",obligation,party,status\nP1,"x\n\'=1\ny",{FORMAL},school,required\n'
    )


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
@pytest.mark.parametrize("before", [None, "what was there"])
def test_nothing_is_half_written(
    tmp_path: Path,
    edition: Edition,
    caseload: Pupils,
    decisions: list[Answer],
    wide: bool,
    suffix: str,
    error: type[BaseException],
    before: str | None,
) -> None:
    target = tmp_path / f"out.{suffix}"
    if before is not None:
        target.write_text(before)

    def interrupted() -> Iterator[Answer]:
        yield decisions[0]
        assert len(files(tmp_path)) == 2 + (before is not None)
        raise error

    with pytest.raises(error):
        write(interrupted(), caseload, edition, target, wide=wide)
    assert files(tmp_path) == ["in.csv"] if before is None else ["in.csv", target.name]
    assert before is None or target.read_text() == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("out.xlsx", "let its name end in .csv, .parquet, .json, .jsonl, .ndjson"),
        ("out", "let its name end in .csv, .parquet, .json, .jsonl, .ndjson"),
        ("folder.csv", "is a folder; name a file in it"),
        ("pipe.csv", "is not a regular file; name another"),
        ("no/out.csv", "cannot be written: there is no such folder; make it first"),
        ("in.csv", "is the caseload itself; name another file"),
        ("link.csv", "is the caseload itself; name another file"),
        (f"{'x' * 300}.csv", "cannot be written: no file can have this name; choose another"),
        ("a\0.csv", "cannot be written: no file can have this name; choose another"),
    ],
)
def test_targets_that_cannot_be(
    tmp_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    source = written(tmp_path, "in.csv", PUPILS)
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "link.csv").symlink_to("in.csv")
    before = files(tmp_path)

    def never(*_: object) -> None:
        pytest.fail("decided before the target was looked at")

    monkeypatch.setattr(Policy, "decide_checked", never)
    with pytest.raises(DataError) as caught:
        decide_file(policy, source, tmp_path / name, carry=["note"])
    (problem,) = caught.value.problems
    assert problem.endswith(f": {message}")
    assert problem.isprintable()
    assert files(tmp_path) == before
    assert (tmp_path / "in.csv").read_text() == PUPILS


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    target = written(tmp_path, "out.txt", "before")

    def fill() -> None:
        with replacing(target) as temporary:
            temporary.write_text(SECRET)
            raise OSError(28, "No space left on device")

    with pytest.raises(DataError, match=r"out\.txt: cannot be written: no space left on device"):
        fill()
    assert target.read_text() == "before"
    assert files(tmp_path) == ["out.txt"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target = written(tmp_path, "out.txt", "before")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to("out.txt")
    with replacing(link) as temporary:
        temporary.write_text("after")
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
