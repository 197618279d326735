"""Files and data frames → sources: a lazy table with the names that messages call things by."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from attendance_rules.errors import DataError
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Unit
from attendance_rules.files.workbook import SUFFIXES

Registers = Any
"""A path, a Polars frame (eager or lazy), any other table that hands over Arrow data (pandas,
PyArrow, DuckDB …), or a sequence of these."""

BATCH = 2_000_000
"""Rows that are held in memory at once while a register is read from end to end."""

PART = 10_000_000
"""Rows that are looked at together where any part of a register can be read by itself."""

_BROKEN_PARQUET = "is not Parquet, or is broken or cut off; export it again"


@dataclass(frozen=True, slots=True)
class Source:
    """One register. `columns` gives the name in `frame` of each column, white space stripped.

    `first` is where its first row stands, counted in `unit`. `may_have_blank_rows` is for files
    that people edit: a row with nothing in it is passed over. `divisible` says that any part can be
    read, again and again, without reading what stands before it; `version` is then the file's.
    """

    name: str
    unit: Unit
    first: int
    frame: pl.LazyFrame = field(repr=False)
    columns: Mapping[str, str]
    may_have_blank_rows: bool = False
    path: Path | None = None
    divisible: bool = False
    version: tuple[int, int] | None = None

    def problems(self) -> Problems:
        """For what is wrong with it."""
        return Problems(self.name)

    def dtype(self, name: str) -> pl.DataType:
        """The type of a column."""
        return self.frame.select(self.columns[name]).collect_schema().dtypes()[0]

    def readable(self, name: str) -> bool:
        """Whether cells of a column have one text, which nobody would write otherwise."""
        dtype = self.dtype(name)
        text = dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null, pl.Boolean)
        return text or dtype.is_integer() or (dtype.is_temporal() and dtype != pl.Duration)

    def collect(self, frame: pl.LazyFrame) -> pl.DataFrame:
        """What `frame`, which is made of this source, comes to. Raises `DataError`."""
        with contextlib.suppress(pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
            return frame.collect(engine="streaming")
        raise self._unreadable()

    def height(self) -> int | None:
        """How many rows it has, if that is known without reading them. Raises `DataError`."""
        if not self.divisible:
            return None
        return int(self.collect(self.frame.select(pl.len())).item())

    def check_unchanged(self) -> None:
        """Raise `DataError` if the file is no longer the one of which parts were read before."""
        if self.path is not None and self.version is not None:
            with contextlib.suppress(OSError):
                if _version(self.path) == self.version:
                    return
            raise self.problems().error("was changed while it was read; read it again")

    def parts(self, frame: pl.LazyFrame, height: int | None) -> Iterator[tuple[pl.LazyFrame, int]]:
        """What `frame` comes to, in order and some million rows at a time, each with their number.

        `height` is how many rows `frame` has, if that is known and any of them can be read by
        itself. A part may be gone through several times. Raises `DataError`.
        """
        if height is None:
            for batch in self._batches(frame):
                yield batch.lazy(), batch.height
        else:
            for first in range(0, height, PART):
                yield frame.slice(first, PART), min(PART, height - first)

    def _batches(self, frame: pl.LazyFrame) -> Iterator[pl.DataFrame]:
        """The same, each part in memory. Raises `DataError`."""
        with contextlib.suppress(pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
            yield from frame.collect_batches(
                chunk_size=BATCH, maintain_order=True, engine="streaming"
            )
            return
        raise self._unreadable()

    def _unreadable(self) -> DataError:
        """What is wrong, in words of our own: those of the library may hold cells."""
        from attendance_rules.registers.sources.text_file import wrong_csv

        if self.path is None:
            return self.problems().error("cannot be computed; compute it first to see why")
        if self.path.suffix.lower() == ".csv":
            return wrong_csv(self.path, self.problems())
        return self.problems().error(_BROKEN_PARQUET)


def open_sources(registers: Registers) -> list[Source]:
    """The sources in what the caller handed over. Raises `DataError`."""
    many = isinstance(registers, Sequence) and not isinstance(registers, str)
    items = list(registers) if many else [registers]
    if not items:
        raise DataError(["there is no register; name at least one"])
    return [
        open_file(Path(one))
        if isinstance(one, str | Path)
        else _open_frame(one, "the frame" if len(items) == 1 else f"frame {number}")
        for number, one in enumerate(items, start=1)
    ]


def _open_frame(frame: Any, name: str) -> Source:
    if isinstance(frame, pl.LazyFrame):
        lazy = frame
    elif isinstance(frame, pl.DataFrame):
        lazy = frame.lazy()
    elif hasattr(frame, "__arrow_c_stream__"):
        lazy = _from_arrow(frame, name)
    else:
        raise DataError([f"{name}: is no data frame; give Polars, pandas or Arrow data, or a path"])
    names = stripped(lazy.collect_schema().names())
    return Source(name, "record", 1, lazy, names, divisible=lazy is not frame)


def _from_arrow(frame: Any, name: str) -> pl.LazyFrame:
    """A frame of another library. What that says of cells of mixed types quotes them."""
    try:
        return pl.DataFrame(frame).lazy()
    except ImportError:
        fault = "needs PyArrow: pip install pyarrow"
    except (Exception, pl.exceptions.PanicException):
        remedy = "let each column have a name of its own and cells of one type"
        fault = f"gives no Arrow data; compute it first, and {remedy}"
    raise DataError([f"{name}: {fault}"])


def open_file(path: Path) -> Source:
    """The register in a file: CSV, Parquet or XLSX, as its name ends. Raises `DataError`."""
    from attendance_rules.registers.sources.text_file import open_csv
    from attendance_rules.registers.sources.workbook import open_workbook

    problems = Problems(path)
    fault, mode = "", 0
    try:
        mode = path.stat().st_mode
        with path.open("rb"):
            pass
    except FileNotFoundError:
        fault = "there is no such file"
    except IsADirectoryError:
        mode = stat.S_IFDIR
    except OSError as error:
        fault = (error.strerror or "the system gives no reason").lower()
    except ValueError:  # a name that no file can have
        fault = "there is no such file"
    if fault:
        raise problems.error(f"cannot be read: {fault}")
    if stat.S_ISDIR(mode):
        raise problems.error("is a folder; name the files in it")
    if not stat.S_ISREG(mode):
        raise problems.error("is not a regular file; save the data to a file first")
    match path.suffix.lower():
        case ".csv":
            return open_csv(path, problems)
        case ".parquet":
            return _open_parquet(path, problems)
        case suffix if suffix in SUFFIXES:
            return open_workbook(path, problems)
    raise problems.error("is of no kind that is read; let its name end in .csv, .parquet or .xlsx")


def _open_parquet(path: Path, problems: Problems) -> Source:
    lazy = pl.scan_parquet(path, glob=False)
    with contextlib.suppress(pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        version = _version(path)
        names = stripped(lazy.collect_schema().names())
        return Source(
            str(path), "record", 1, lazy, names, path=path, divisible=True, version=version
        )
    raise problems.error(_BROKEN_PARQUET)


def stripped(names: Sequence[str]) -> dict[str, str]:
    """The names without white space around them; of two that are then the same, the first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.strip(), name)
    return found


def _version(path: Path) -> tuple[int, int]:
    """What changes with a file: its size and the time of its last change."""
    seen = path.stat()
    return seen.st_size, seen.st_mtime_ns
