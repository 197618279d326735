"""How commands end when they are stopped, or have nowhere to write to. Each in a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "attendance_rules.cli"]


def shell(line: str, folder: Path) -> tuple[int, str, str]:
    """A line of shell in which `$RUN` is the command line."""
    environment = {**os.environ, "RUN": " ".join(COMMAND)}
    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", ["facts", "--help", "evaluate pupils.csv", "codes"])
def test_a_closed_output_is_an_error(pupils: Path, command: str) -> None:
    code, _, said = shell(f"$RUN {command} >&-", pupils.parent)
    assert code == 2
    assert "standard output: is closed" in said


@pytest.mark.parametrize(
    "command", ["facts", "evaluate pupils.csv", "evaluate pupils.csv --format json"]
)
def test_a_full_disk_behind_the_output_is_an_error(pupils: Path, command: str) -> None:
    code, _, said = shell(f"$RUN {command} >/dev/full", pupils.parent)
    assert code == 2
    assert "no space left on device" in said


@pytest.mark.parametrize(
    ("line", "code"),
    [("$RUN facts 2>&-", 0), ("$RUN evaluate nowhere.csv 2>&-", 2), ("$RUN facts >&- 2>&-", 2)],
)
def test_nowhere_to_complain_to(tmp_path: Path, line: str, code: int) -> None:
    assert shell(line, tmp_path)[0] == code


def test_a_file_that_is_written_holds_nothing_that_was_printed(pupils: Path) -> None:
    """With its number free, the file would take the place of standard output or error."""
    folder = pupils.parent
    line = "$RUN evaluate pupils.csv --out {} {}"
    assert shell(line.format("plain.csv", ""), folder)[0] == 0
    assert shell(line.format("closed.csv", ">&- 2>&- <&-"), folder)[0] == 0
    assert (folder / "closed.csv").read_bytes() == (folder / "plain.csv").read_bytes()


def test_a_reader_that_has_had_enough_is_no_error(pupils: Path) -> None:
    assert shell("$RUN facts | head -1", pupils.parent)[0] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_as_promised(tmp_path: Path, number: signal.Signals) -> None:
    """Stopped while it writes: nothing is left, and nobody else could have read what was there."""
    (tmp_path / "in.jsonl").write_text(
        "".join(f'{{"pupil_id": "P{pupil}"}}\n' for pupil in range(200_000)), "utf-8"
    )
    process = subprocess.Popen(
        [*COMMAND, "evaluate", "in.jsonl", "--out", "out.jsonl"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    limit = time.monotonic() + 60
    while not (left := list(tmp_path.glob(".*"))) and time.monotonic() < limit:
        time.sleep(0.01)
    assert [path.stat().st_mode & 0o077 for path in left] == [0]
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert said == b""
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_an_ignored_hangup_stays_ignored(tmp_path: Path) -> None:
    line = "trap '' HUP; exec $RUN facts --out facts.txt"
    assert shell(line, tmp_path)[0] == 0
    assert (tmp_path / "facts.txt").exists()
