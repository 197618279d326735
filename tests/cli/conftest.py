"""Fixtures of the command line's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Runner(monkeypatch, capsys)


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    """Three made-up pupils: one persistently absent, one present, one of whom little is known."""
    path = tmp_path / "pupils.csv"
    path.write_text(
        "pupil_id,sessions_possible,sessions_absent,engagement,common_barriers\n"
        "P0001,120,31,lacking,yes\n"
        "P0002,120,2,,yes\n"
        "P0003,,,,\n",
        encoding="utf-8",
    )
    return path
