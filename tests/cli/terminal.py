"""Drives a command in a pseudo-terminal, as somebody at a keyboard would."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

PROMPT = b"> "
PATIENCE = 20.0  # seconds


class Terminal:
    """A command that runs in a terminal of its own until it is left."""

    def __init__(self, *arguments: str | Path) -> None:
        self._main, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "attendance_rules.cli", *map(str, arguments)],
            preexec_fn=lambda: os.login_tty(slave),
            env=environment,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._main)

    def prompted(self) -> str:
        """What is shown up to the next prompt."""
        return self._read(until=PROMPT)

    def press(self, keys: str) -> str:
        """Type, and see what is shown up to the next prompt, the typed keys included."""
        os.write(self._main, keys.encode())
        return self.prompted()

    def leave(self, keys: str) -> tuple[int, str]:
        """Type what ends the command: its exit code, and what it shows to the end."""
        os.write(self._main, keys.encode())
        shown = self._read(until=None)
        return self._process.wait(PATIENCE), shown

    def _read(self, until: bytes | None) -> str:
        seen, limit = b"", time.monotonic() + PATIENCE
        while until is None or not seen.endswith(until):
            assert time.monotonic() < limit, f"nothing more after {seen!r}"
            if select.select([self._main], [], [], 0.1)[0]:
                try:
                    more = os.read(self._main, 65536)
                except OSError:  # how Linux says that nobody holds the other end
                    more = b""
                if not more:
                    assert until is None, f"ended after {seen!r}"
                    break
                seen += more
        return seen.decode().replace("\r\n", "\n")
