"""The example caseload is what its script writes, and what the script says of it is true."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from tests.caseload.reading import facts

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_script_writes_the_same_file_again(tmp_path: Path) -> None:
    script = runpy.run_path(str(EXAMPLES / "make_caseload.py"))
    for name in ("one.csv", "two.csv"):
        script["write"](tmp_path / name)
        assert (tmp_path / name).read_bytes() == (EXAMPLES / "caseload.csv").read_bytes()


def test_its_pupils(edition: Edition) -> None:
    caseload = read_caseload(EXAMPLES / "caseload.csv", edition)
    assert [row.pupil_id for row in caseload.rows] == [f"P{n:04}" for n in range(1, 1_001)]
    left_out = set(edition.facts) - set(caseload.columns)
    assert left_out == {"early_help_appropriate", "partners_needed", "sessions_remaining"}
    pupils = facts(caseload, edition)
    for name in caseload.columns[1:]:
        known = sum(name in pupil for pupil in pupils)
        about = edition.facts[name].about
        assert known == 1_000 if about != "pupil" else 0 < known < 1_000
    possible = [pupil.get("sessions_possible") for pupil in pupils]
    assert {0, None} < set(possible)
    assert any(isinstance(count, int) and 0 < count < 15 for count in possible)


def test_its_bands_of_absence(edition: Edition) -> None:
    script = runpy.run_path(str(EXAMPLES / "make_caseload.py"))
    bands: Counter[int] = Counter()
    for pupil in facts(read_caseload(EXAMPLES / "caseload.csv", edition), edition):
        possible, absent = pupil.get("sessions_possible"), pupil.get("sessions_absent")
        if isinstance(possible, int) and isinstance(absent, int) and possible:
            bands[min(absent * 20 // possible, 10)] += 1
    for band, share in enumerate(script["BAND_SHARES"]):
        assert bands[band] / bands.total() == pytest.approx(share / 100, abs=0.02)
