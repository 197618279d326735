"""`evaluate` beyond a few thousand pupils says what it says of each of a few."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance_rules import Policy
from attendance_rules.caseload import parquet_batches, plain_csv
from attendance_rules.cli import large
from attendance_rules.engines.frames import FrameEngine
from tests.caseload.random_files import random_csv
from tests.caseload.reading import SECRET
from tests.cli.running import Result, Runner
from tests.cli.terminal import Terminal

DECIDED = "decided by polars, confirmed on a sample of {} by durable-rules and python\n"
EXAMPLE = Path(__file__).parents[2] / "examples" / "caseload.csv"
Both = Callable[..., tuple[Result, Result]]


@pytest.fixture
def both(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Both:
    """Runs a command as for a few pupils, and then as for many, in batches of a few."""
    monkeypatch.setattr(plain_csv, "BLOCK", 600)
    monkeypatch.setattr(plain_csv, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(parquet_batches, "ROWS_AT_ONCE", 7)

    def run_both(*arguments: str | Path) -> tuple[Result, Result]:
        results = []
        for limit in (10**9, -1):
            monkeypatch.setattr(large, "LARGE", limit)
            results.append(run(*arguments))
        return results[0], results[1]

    return run_both


def outcome(result: Result, out: Path) -> object:
    """What a run gave: the content of its file, or what it complained of."""
    if result.code:
        assert not out.exists()
        assert SECRET not in result.err
        lines = sorted(line.strip() for line in result.err.splitlines())
        return result.code, len(lines) > 18 or [one.split(": ")[-1] for one in lines]
    found = pl.read_parquet(out) if out.suffix == ".parquet" else out.read_bytes()
    out.unlink()
    return found.to_dict(as_series=False) | found.schema if out.suffix == ".parquet" else found


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_random_files(both: Both, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    source, out = tmp_path / "in.csv", tmp_path / f"out.{random.choice(['csv', 'parquet'])}"
    source.write_bytes(random_csv(random, Policy_EDITION))
    options = random.choice([["--wide"], ["--standing"], []])
    options += random.choice([["--carry", "note"], ["--ignore-unknown-columns"]])
    found = []
    few, many = both("evaluate", source, "--out", out, *options)
