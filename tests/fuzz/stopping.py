"""Commands that write, stopped at any moment: the old file or the new, and nothing beside it."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

OLD = "old"
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL)
ROWS = 20_000
COMMANDS = [
    ["evaluate", "pupils.csv", "--out", "out.csv"],
    ["evaluate", "pupils.csv", "--out", "out.parquet"],
    ["evaluate", "pupils.csv", "--out", "out.jsonl"],
    ["evaluate", "pupils.csv", "--summary", "--out", "out.json"],
    ["registers", "marks.csv", "--out", "out.csv"],
    ["explain", "few.csv", "--pupil", "P1", "--out", "out.txt"],
    ["graph", "--format", "svg", "--out", "out.svg"],
]


def stopped_commands(until: float, seed: int | None = None) -> Iterator[str]:
    """What is wrong after commands were stopped, until a moment by the monotonic clock."""
    random = Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs(folder)
        lasting = {index: _lasting(folder, command) for index, command in enumerate(COMMANDS)}
        tried = 0
        while time.monotonic() < until:
            index = random.randrange(len(COMMANDS))
            moment = random.uniform(0, lasting[index] * 1.1)
            tried += 1
            yield from stop(folder, COMMANDS[index], random.choice(SIGNALS), moment)
    sys.stdout.write(f"{tried:,} commands stopped\n")


def stop(folder: Path, command: list[str], number: signal.Signals, moment: float) -> Iterator[str]:
    """Start the command, stop it after some seconds, and look at what there is."""
    out = folder / command[-1]
    out.write_text(OLD, "utf-8")
    out.chmod(0o600)
    before = {path.name for path in folder.iterdir()}
    process = _started(folder, command)
    limit = time.monotonic() + moment
    readable = False
    while time.monotonic() < limit and process.poll() is None:
        readable |= any(_others_can_read(path) for path in folder.glob(".*"))
        time.sleep(0.002)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    called = f"{' '.join(command)} after {moment:.3f} s by {number.name}"
    # Before the interpreter has come to our code, a signal does what it does to any program.
    if process.returncode not in (0, 128 + number, -number):
        yield f"{called}: exit code {process.returncode}"
    if b"attendance_rules" in said and b"Traceback" in said:
        yield f"{called}: a traceback"
    if readable:
        yield f"{called}: others could read what was being written"
    left = {path.name for path in folder.iterdir()} - before
    if left and number != signal.SIGKILL:
        yield f"{called}: {', '.join(sorted(left))} was left"
    for name in left:
        (folder / name).unlink()
    if process.returncode != 0 and out.read_bytes() != OLD.encode() and not _whole(out):
        yield f"{called}: half a file"


def _others_can_read(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & 0o077)
    except FileNotFoundError:
        return False


def _whole(out: Path) -> bool:
    """Whether a file ends as one that was written to the end does."""
    content = out.read_bytes()
    return content.endswith((b"\n", b"PAR1"))


def _started(folder: Path, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "attendance_rules.cli", *command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _lasting(folder: Path, command: list[str]) -> float:
    started = time.monotonic()
    _started(folder, command).communicate(timeout=120)
    return time.monotonic() - started


def inputs(folder: Path) -> None:
    """The files that the commands read."""
    (folder / "few.csv").write_text("pupil_id,sessions_possible\nP1,120\n", "utf-8")
    (folder / "pupils.csv").write_text(
        "pupil_id,sessions_possible,sessions_absent\n"
        + "".join(f"P{pupil},120,{pupil % 70}\n" for pupil in range(ROWS)),
        "utf-8",
    )
    (folder / "marks.csv").write_text(
        "pupil_id,date,session,code\n"
        + "".join(f"P{row // 4},2025-09-0{1 + row % 2},AM,I\n" for row in range(0, ROWS * 4, 2)),
        "utf-8",
    )
