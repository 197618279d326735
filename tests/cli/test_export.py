"""`export`: the rules of the package as a folder of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules import load_policy
from attendance_rules.checks.load import check_edition
from attendance_rules.edition.rule_files import packaged_rules
from attendance_rules.registers import load_codes
from tests.cli.running import Runner


def test_the_rules_are_those_of_the_package(run: Runner, tmp_path: Path) -> None:
    assert run("export", "rules", "--out", tmp_path / "mine").code == 0
    edition, mistakes = check_edition(tmp_path / "mine")
    assert mistakes == ()
    assert edition is not None
    assert edition.digest == load_policy().edition.digest
    assert run("check", tmp_path / "mine").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_the_codes_are_those_of_the_package(run: Runner, tmp_path: Path) -> None:
    assert run("export", "register-codes", "--out", tmp_path / "codes").code == 0
    assert load_codes(tmp_path / "codes") == load_codes()


def test_what_is_there_stays(run: Runner, tmp_path: Path) -> None:
    kept = tmp_path / "mine" / "tiers.yaml"
    kept.parent.mkdir()
    kept.write_text("mine", "utf-8")
    done = run("export", "rules", "--out", tmp_path / "mine")
    assert done.code == 2
    assert "is there already; name a new folder" in done.err
    assert kept.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["nowhere/mine", "file/mine"])
def test_a_folder_that_cannot_be_made(run: Runner, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    done = run("export", "rules", "--out", tmp_path / name)
    assert done.code == 2
    assert "cannot be made" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_empty_folder_is_filled(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert run("export", "rules", "--out", tmp_path / "mine").code == 0
    assert (tmp_path / "mine" / "edition.yaml").exists()
    assert (packaged_rules() / "register-codes").is_dir()
