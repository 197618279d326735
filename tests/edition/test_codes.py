"""Every code that can be said is said by some test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import attendance_rules.edition as package
from attendance_rules.edition.codes import CODES

SOURCE = Path(package.__file__).parent
TESTS = Path(__file__).parent


def quoted(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        if path.name not in ("codes.py", "test_codes.py"):
            found.update(re.findall(r'"([a-z0-9-]+)"', path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("code", CODES)
def test_the_code_is_tested(code: str) -> None:
    assert code in quoted(TESTS)


@pytest.mark.parametrize("code", CODES)
def test_the_code_is_said(code: str) -> None:
    """Unknown names are told apart by what they would name."""
    said = quoted(SOURCE)
    assert code in said or code.removeprefix("unknown-") in said


def test_no_other_code_is_said() -> None:
    """Codes are the only words with dashes in the source; `mistakes` checks each that is met."""
    others = {word for word in quoted(SOURCE) if "-" in word.strip("-")} - CODES.keys()
    assert others <= {"utf-8", "utf-8-sig", "working-together-2022"}
