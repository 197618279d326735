"""A file that holds one JSON object, such as saved answers or a record."""

from __future__ import annotations

import json
import stat
from collections import Counter
from pathlib import Path
from typing import Any

from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless

LARGEST = 200_000  # bytes; a record has some thousands


class _Fault(str):
    """Why there is no value. No exception, because the library's hold the whole file."""

    __slots__ = ()


def read_object(path: Path, what: str) -> dict[str, Any]:
    """The object in the file at `path`, in which `what` should be.

    Raises `DataError`, which names a place in the file and never holds what stands there.
    """
    name = harmless(str(path))
    found = _read(path)
    value = found if isinstance(found, _Fault) else _parse(found)
    if isinstance(value, _Fault):
        raise DataError([f"{name}: {value}"])
    if not isinstance(value, dict):
        raise DataError([f"{name}: holds no JSON object; {what} is one: {{…}}"])
    return value


def _read(path: Path) -> bytes | _Fault:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _Fault("is a folder; name a file in it")
        if not stat.S_ISREG(mode):
            return _Fault("is not a regular file; save it to a file first")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return _Fault("cannot be read: there is no such file")
    except OSError as error:
        return _Fault(f"cannot be read: {(error.strerror or 'the system gives no reason').lower()}")
    if len(content) > LARGEST:
        return _Fault(f"is larger than {LARGEST:,} bytes; is it the right file?")
    return content or _Fault("is empty; is it the right file?")


def _parse(content: bytes) -> object:
    twice: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        twice.extend(name for name, times in Counter(n for n, _ in found).items() if times > 1)
        return dict(found)

    def odd(_: str) -> None:
        raise ValueError

    try:
        value: object = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=pairs, parse_constant=odd
        )
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _Fault(f"line {line} is not UTF-8; save the file as UTF-8")
    except json.JSONDecodeError as error:
        return _Fault(
            f"line {error.lineno}, character {error.colno}: this is not JSON; "
            "check the commas, quotes and brackets before this place"
        )
    except ValueError:
        return _Fault("holds NaN, Infinity or a number that is too long; no fact is one")
    except RecursionError:
        return _Fault("is nested too deep; is it the right file?")
    if twice:
        return _Fault("says something twice; keep one of the entries with the same name")
    return value
