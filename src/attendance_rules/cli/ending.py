"""How a command ends when it is stopped from outside, or has nowhere to write to."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class Stopped(BaseException):
    """A signal asks for an end. No `KeyboardInterrupt`, which Typer would turn into exit code 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """As a shell has it."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Within it, the signals that ask for an end raise `Stopped`, so that no temporary file stays.

    Whoever has said that a signal is to be ignored (as `nohup` does) is heeded. Outside the main
    thread, where signals cannot be seen to, nothing changes.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _: FrameType | None) -> None:
    for other in STOPPING:
        signal.signal(other, signal.SIG_IGN)  # what is left is to clean up, which takes no time
    raise Stopped(number)


class ClosedOutput(io.TextIOBase):
    """A standard output that somebody closed: to write to it is an error, and not a traceback."""

    def write(self, text: str) -> int:
        if text:
            raise OSError(9, "is closed, so nothing can be written to it", "standard output")
        return 0


def open_closed_streams() -> None:
    """Put something in the place of standard streams that are closed.

    Otherwise the next file that is opened would get the number of the stream, and what is printed
    to that (by any library) would be written into the file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    if sys.stdout is None:
        sys.stdout = ClosedOutput()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - until the process ends
    if sys.stdin is None:
        sys.stdin = io.StringIO()
