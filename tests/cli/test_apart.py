"""No command writes over what it reads: the old files stay, and the exit code is 2."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from attendance_rules.cli.apart import check_apart
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules
from attendance_rules.errors import DataError
from tests.cli.running import Runner


@pytest.fixture
def folder(tmp_path: Path, pupils: Path, run: Runner) -> Path:
    """The pupils, a record of one of them, and a copy of the rules."""
    record = tmp_path / "record.json"
    assert run("explain", pupils, "--pupil", "P0001", "--record", record).code == 0
    shutil.copytree(packaged_rules() / DEFAULT_EDITION, tmp_path / "rules")
    return tmp_path


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("explain pupils.csv --pupil P0001 --record pupils.csv", "--record would write over"),
        ("explain pupils.csv --pupil P0001 --out pupils.csv", "--out would write over"),
        (
            "explain pupils.csv --pupil P0001 --out new.txt --record new.txt",
            "--out and --record name the same file",
        ),
        ("explain pupils.csv --pupil P0001 --out rules/x.txt --policy rules", "folder of --policy"),
        ("replay record.json --out record.json", "the file of RECORD"),
        ("replay record.json --out ./rules/../record.json", "the file of RECORD"),
        ("graph pupils.csv --pupil P0001 --out pupils.csv", "the file of FILE"),
        ("facts --policy rules --out rules/tiers.yaml", "a file in the folder of --policy"),
        ("obligations --policy rules --out rules/edition.yaml", "a file in the folder of --policy"),
        ("ask --caseload pupils.csv --pupil P0001 --save pupils.csv", "the file of --caseload"),
    ],
)
def test_the_files_stay(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.chdir(folder)
    before = contents(folder)
    done = run(*command.split())
    assert done.code == 2
    assert said in done.err
    assert contents(folder) == before


def test_links_are_told_by_what_they_are(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_text("pupil_id\n", "utf-8")
    (tmp_path / "soft.csv").symlink_to(real)
    os.link(real, tmp_path / "hard.csv")
    for name in ("soft.csv", "hard.csv", "real.csv"):
        with pytest.raises(DataError, match="--out would write over the file of FILE"):
            check_apart({"FILE": real}, {"--out": tmp_path / name})
    check_apart({"FILE": real}, {"--out": tmp_path / "other.csv", "--record": None})


def test_two_links_to_one_new_file_are_one(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "new.csv")
    with pytest.raises(DataError, match="--out and --report name the same file"):
        check_apart({}, {"--out": tmp_path / "new.csv", "--report": tmp_path / "link.csv"})


def test_devices_lose_nothing() -> None:
    null = Path(os.devnull)
    check_apart({"FILE": null}, {"--out": null})


def test_all_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "ab"]
    for path in paths:
        path.write_text("x", "utf-8")
    with pytest.raises(DataError) as error:
        check_apart({"--aliases": paths[0]}, {"--out": paths[0], "--report": paths[1]}, [paths[1]])
    assert len(error.value.problems) == 2
