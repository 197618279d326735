"""A file that is there whole or not at all (known as an atomic write: write aside, then rename)."""

from __future__ import annotations

import os
import shutil
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


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """A temporary folder beside `target` to fill, which takes its name at the end.

    There must be nothing at `target` yet, or an empty folder. If anything goes wrong, an interrupt
    included, nothing stays. Raises `DataError` when the folder cannot be made.
    """
    name = harmless(str(target))
    fault = ""
    try:
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            fault = "is there already; name a new folder"
        elif not target.absolute().parent.is_dir():
            fault = "cannot be made: there is no folder to make it in; make that first"
    except (OSError, ValueError):  # a name that no folder can have
        fault = "cannot be made: no folder can have this name; choose another"
    if fault:
        raise DataError([f"{name}: {fault}"])
    temporary: Path | None = None
    try:
        temporary = Path(tempfile.mkdtemp(prefix=".", suffix=".tmp", dir=target.absolute().parent))
        yield temporary
        temporary.chmod(0o777 & ~_mask())
        temporary.replace(target)
    except OSError as error:
        fault = (error.strerror or "the system gives no reason").lower()
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    if fault:
        raise DataError([f"{name}: cannot be made: {fault}"])


def _mode(final: Path) -> int:
    """The mode of the file that is replaced, or that of any new file."""
    return final.stat().st_mode & 0o777 if final.exists() else 0o666 & ~_mask()


def _mask() -> int:
    """What the modes of new files and folders leave out."""
    # It can only be read by setting it: to a strict one, in case another thread makes a file.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
