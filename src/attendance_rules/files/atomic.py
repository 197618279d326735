"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary file beside `target` to write to, which takes its place at the end.

    If anything goes wrong, an interrupt included, the temporary file is removed and `target` is
    left as it was. A link is followed. Raises `DataError` when the file cannot be written.
    """
    name = harmless(str(target))
    fault = ""
    try:
        final = Path(os.path.realpath(target))
        if final.is_dir():
            fault = "is a folder; name a file in it"
        elif final.exists() and not final.is_file():
            fault = "is not a regular file; name another"
        elif not final.parent.is_dir():
            fault = "cannot be written: there is no such folder; make it first"
    except (OSError, ValueError):  # a name that no file can have
        fault = "cannot be written: no file can have this name; choose another"
    if fault:
        raise DataError([f"{name}: {fault}"])
    temporary = final.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        temporary.touch(exist_ok=False)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if final.exists():
            shutil.copymode(final, temporary)
        temporary.replace(final)
    except OSError as error:
        fault = (error.strerror or "the system gives no reason").lower()
    finally:
        temporary.unlink(missing_ok=True)
    if fault:
        raise DataError([f"{name}: cannot be written: {fault}"])
