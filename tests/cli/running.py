"""Runs the command line inside the test's process."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from attendance_rules.cli import main
from tests.support.schemas import validate


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def _fits_its_schema(printed: str) -> None:
    """Whatever a test has printed: a document of decisions is as its schema says."""
    if not printed.startswith("{"):
        return
    try:
        document = json.loads(printed)
    except ValueError:  # JSON Lines, or what no schema is about
        return
    if "decisions" in document:
        validate("decisions", document)


class Runner:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Result:
        self._monkeypatch.setattr(sys, "argv", ["attendance-rules", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
        captured = self._capsys.readouterr()
        _fits_its_schema(captured.out)
        return Result(code, captured.out, captured.err)
