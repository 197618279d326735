"""Whether a file has more pupils than anybody looks at one by one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

LARGE: Final = 5_000
"""Files with more pupils are decided by the table engine, confirmed on a sample."""
_CHUNK: Final = 2**16  # bytes


def is_large(path: Path) -> bool:
    """Whether a file has more rows than `LARGE`, of those kinds that are read in columns."""
    with contextlib.suppress(OSError, ValueError):  # for the reader of the file to say
        if path.is_file() and path.suffix.lower() == ".csv":
            return _has_more_lines(path, LARGE)
        if path.is_file() and path.suffix.lower() == ".parquet":
            return _has_more_records(path, LARGE)
    return False


def _has_more_lines(path: Path, most: int) -> bool:
    feeds = returns = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            if max(feeds, returns) > most + 1:  # the header is one
                return True
    return False


def _has_more_records(path: Path, most: int) -> bool:
    import polars as pl

    from attendance_rules.files.parquet_file import broken

    with contextlib.suppress(*broken()):
        frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        count: int = frame.select(pl.len()).collect().item()
        return count > most
    return False
