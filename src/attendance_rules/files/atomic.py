"""A file that is there whole or not at all (known as an atomic write: write aside, then rename)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary file beside `target` to write to, which takes its place at the end.

    Only its owner may read the temporary file, for it may hold pupils' data. At the end it gets the
    mode of the file that it replaces, or the mode of any new file. If anything goes wrong, an
    interrupt included, it is removed and `target` is left as it was; only a process that is killed
    outright leaves it behind. A link is followed. Raises `DataError` when the file cannot be
    written.
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
    temporary: Path | None = None
    try:
        descriptor, path = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=final.parent)
        temporary = Path(path)
        os.close(descriptor)
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(_mode(final))
        temporary.replace(final)
    except OSError as error:
        fault = (error.strerror or "the system gives no reason").lower()
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    if fault:
        raise DataError([f"{name}: cannot be written: {fault}"])


def _mode(final: Path) -> int:
    """The mode of the file that is replaced, or that of any new file."""
    if final.exists():
        return final.stat().st_mode & 0o777
    # The mask can only be read by setting it: to a strict one, in case another thread makes a file.
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
