"""A file → its text, or what is wrong with it as a file of text."""

from __future__ import annotations

from pathlib import Path

from attendance_rules.messages.diagnostics import Diagnostics, Place

LARGEST_FILE = 1_000_000  # bytes; the largest file of the edition has about 10,000


def read_text(path: Path, name: str, diagnostics: Diagnostics) -> str | None:
    """The text in `path`, a byte-order mark left out, or None when it cannot be read.

    `name` is how the file is called in diagnostics.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        diagnostics.add(Place(name), "unreadable", "this file cannot be read")
        return None
    if len(content) > LARGEST_FILE:
        diagnostics.add(
            Place(name), "too-large", "this file is larger than 1 MB", "split it into several"
        )
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Without the byte-order mark, as `error.start` counts.
        before = error.object[: error.start].decode("utf-8")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        diagnostics.add(
            Place(name, line, column), "not-utf-8", "this is not UTF-8 text", "save it as UTF-8"
        )
        return None
