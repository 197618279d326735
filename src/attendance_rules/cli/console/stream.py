"""Output that may be larger than memory, and that nobody sees before it is whole."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from attendance_rules.cli.console.output import to_a_reader
from attendance_rules.files.atomic import replacing
from attendance_rules.messages.quoting import harmless

if TYPE_CHECKING:
    from rich.console import RenderableType


@contextmanager
def whole(out: Path | None) -> Iterator[IO[bytes]]:
    """A file to write UTF-8 to, whose content goes to `out`, or is printed, at the end.

    What is to be printed waits in a temporary file that has no name, so nothing stays of it.
    """
    if out is not None:
        with replacing(out) as temporary, temporary.open("r+b") as file:
            yield file
        return
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        lines = io.TextIOWrapper(file, "utf-8", newline="\n")
        with to_a_reader():
            for line in lines:
                # What a terminal would obey is shown harmlessly there.
                plain = harmless(line.removesuffix("\n")) + "\n" if sys.stdout.isatty() else line
                sys.stdout.write(plain)
        lines.detach()


def emit_all(texts: Iterable[str], out: Path | None) -> None:
    """Print texts one after another, or write them to `out`; all of them or none."""
    with whole(out) as file:
        for text in texts:
            file.write(text.encode())


def emit_page(parts: Iterable[RenderableType], out: Path | None) -> None:
    """Print a report, or write it to `out`."""
    from rich.console import Console

    if out is None:
        Console(highlight=False, soft_wrap=False).print(*parts, sep="\n")
        return
    with replacing(out) as temporary, temporary.open("w", encoding="utf-8") as file:
        Console(file=file, width=100, highlight=False).print(*parts, sep="\n")
