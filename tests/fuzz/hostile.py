"""Hostile inputs to every command and to the calls of the library; what must never happen is told.

Never: a traceback or another library's exception, more than two seconds, a cell in a message, a
file changed that was read, anything left beside what was written, another exit code than promised.
"""

from __future__ import annotations

import contextlib
import io
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, SystemRandom
from types import FrameType
from unittest.mock import patch

from attendance_rules import AttendanceRulesError, load_policy
from attendance_rules import policy as policy_module
from attendance_rules.checks.load import load_edition
from attendance_rules.cli import main
from attendance_rules.edition.edition import Edition
from tests.fuzz.calls import call_at_random
from tests.fuzz.commands import Command, command_at_random
from tests.fuzz.mutating import SECRET

LONGEST = 2  # seconds
CODES = (0, 1, 2)


class HangError(BaseException):
    """It took too long."""


class Hostile:
    """Counts what was tried by kind, and keeps every fault with the seed that shows it again."""

    def __init__(self, seed: int | None = None) -> None:
        self._seed = SystemRandom().randrange(2**32) if seed is None else seed
        self._policy = load_policy()
        self.tried: Counter[str] = Counter()
        self.faults: list[str] = []

    def run(self, until: float) -> None:
        number = 0
        while time.monotonic() < until:
            self.one_input(f"{self._seed}-{number}")
            number += 1
            if number % 50 == 0:
                self._say("\r")
        self._say("\n")

    def some(self, inputs: int) -> None:
        """So many inputs, always the same."""
        for number in range(inputs):
            self.one_input(f"{self._seed}-{number}")

    def one_input(self, seed: str) -> None:
        random = Random(seed)
        if random.random() < 0.3:
            kind, attempt = "call", lambda: self._call(random)
            found = self._within_time(attempt)
        else:
            with tempfile.TemporaryDirectory() as folder:
                command = command_at_random(random, Path(folder))
                kind = command.kind
                found = self._within_time(lambda: list(self._command(command, Path(folder))))
        self.tried[kind] += 1
        self.faults += [f"{kind} (seed {seed}): {fault}" for fault in found]

    def _within_time(self, attempt: Callable[[], list[str]]) -> list[str]:
        def too_long(_: int, __: FrameType | None) -> None:
            raise HangError

        before = signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, LONGEST)
        try:
            return attempt()
        except HangError:
            place = traceback.format_exc().strip().splitlines()[-3].strip()
            return [f"more than {LONGEST} seconds, in {place}"]
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _call(self, random: Random) -> list[str]:
        try:
            call_at_random(random, self._policy)
        except AttendanceRulesError as error:
            return _told(str(error), "an exception")
        except Exception as error:
            return [f"another library's exception: {_place_of(error)}"]
        return []

    def _command(self, command: Command, folder: Path) -> Iterator[str]:
        before = _contents(folder)
        out, err = io.StringIO(), io.StringIO()
        code = None
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            patch.object(sys, "argv", ["attendance-rules", *command.arguments]),
            # Read and checked once: that takes longer than most commands.
            patch.object(policy_module, "load_edition", self._load),
        ):
            try:
                main()
            except SystemExit as end:
                code = end.code
            except Exception as error:
                yield f"a traceback: {_place_of(error)}"
                return
        if code not in CODES:
            yield f"exit code {code}"
        if code == 2 and not (err.getvalue() + out.getvalue()).strip():
            yield "unusable, and nothing is said"
        yield from _told(err.getvalue(), "standard error")
        after = _contents(folder)
        yield from (f"{name} was changed" for name in before if after.get(name) != before[name])
        left = after.keys() - before.keys() - command.writes
        yield from (f"{name} was left" for name in left)
        if code == 2:
            yield from (f"{name} was half written" for name in command.writes & after.keys())

    def _load(self, folder: Path | None = None) -> Edition:
        return self._policy.edition if folder is None else load_edition(folder)

    def _say(self, end: str) -> None:
        kinds = ", ".join(f"{number:,} {kind}" for kind, number in sorted(self.tried.items()))
        sys.stdout.write(f"{len(self.faults)} faults in {self.tried.total():,}: {kinds}{end}")
        sys.stdout.flush()


def _told(text: str, where: str) -> list[str]:
    return [f"a cell is told in {where}"] if SECRET in text else []


def _place_of(error: Exception) -> str:
    """What was raised and where, without what it says, which may hold a cell."""
    frames = traceback.extract_tb(error.__traceback__)
    last = [at for at in frames if "attendance_rules" in at.filename or at is frames[-1]][-1]
    return f"{type(error).__name__} by {Path(last.filename).name}:{last.lineno}"


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
