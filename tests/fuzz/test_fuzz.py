"""A seeded share of what `make fuzz` tries."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.fuzz.hostile import Hostile
from tests.fuzz.stopping import COMMANDS, SIGNALS, inputs, stop

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(4))
def test_hostileinputs(seed: int) -> None:
    hostile = Hostile(seed)
    hostile.some(150)
    assert hostile.faults == []
    assert len(hostile.tried) > 6


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_command_that_is_stopped(
    tmp_path: Path, command: list[str], number: signal.Signals
) -> None:
    """At a moment of each its own, spread over what a command takes."""
    inputs(tmp_path)
    moment = 0.2 + 0.15 * COMMANDS.index(command)
    assert list(stop(tmp_path, command, number, moment)) == []
