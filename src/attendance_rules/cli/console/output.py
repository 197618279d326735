"""Where text goes: standard output, standard error, or a file that is written whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attendance_rules.files.atomic import replacing
from attendance_rules.messages.quoting import harmless


def emit(text: str, out: Path | None = None) -> None:
    """Print a text, or write it to `out`, whole or not at all.

    What a terminal would obey is shown harmlessly there, since identifiers come from a file.
    """
    if out is None:
        if sys.stdout.isatty():
            text = "\n".join(map(harmless, text.split("\n")))
        write(text + "\n")
        return
    with replacing(out) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8")


def write(text: str) -> None:
    """Write to standard output."""
    with to_a_reader():
        sys.stdout.write(text)


@contextmanager
def to_a_reader() -> Iterator[None]:
    """Within it, that whoever reads standard output has had enough is no error.

    It is dealt with here, because Typer would end with 1, and a command has a say in that.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Say on standard error what is wrong."""
    for number, line in enumerate(message.splitlines() or [""]):
        sys.stderr.write(f"{'attendance-rules: ' if number == 0 else '  '}{line}\n")
