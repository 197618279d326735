"""Every code that can be said is said by some test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attendance_rules as package
from attendance_rules.checks.codes import CODES

HOUSE = Path(package.__file__).parent
SOURCE = [HOUSE / room for room in ("checks", "documents", "edition", "registers/codes")]
TESTS = [Path(__file__).parents[1] / room for room in ("checks", "edition", "registers", "cli")]


def quoted(folders: list[Path]) -> set[str]:
    found: set[str] = set()
    for path in (path for folder in folders for path in folder.rglob("*.py")):
        if path != HOUSE / "checks" / "codes.py" and path != Path(__file__):
            found.update(re.findall(r'"([a-z0-9-]+)"', path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_code_is_tested(code: str) -> None:
    """By its name in quotes, or as the command line prints it."""
    said = re.compile(rf"[\" ]{code}[\":]")
    paths = (path for folder in TESTS for path in folder.rglob("*.py") if path != Path(__file__))
    assert any(said.search(path.read_text("utf-8")) for path in paths)


@pytest.mark.parametrize("code", CODES)
def test_the_code_is_said(code: str) -> None:
    """Unknown names are told apart by what they would name."""
    said = quoted(SOURCE)
    assert code in said or code.removeprefix("unknown-") in said


def test_no_other_code_is_said() -> None:
    """Codes are the only words with dashes in the source; `mistakes` checks each that is met."""
    others = {word for word in quoted(SOURCE) if "-" in word.strip("-")} - CODES.keys()
    assert others <= {"utf-8", "utf-8-sig", "working-together-2022", "register-codes"}
