"""Frames of answers, one after another → CSV or Parquet, in memory that does not grow."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable, Iterator
from typing import IO

import polars as pl
from polars.io.plugins import register_io_source

from attendance_rules.caseload.values import texts
from attendance_rules.files.formulas import no_formula


def write_parquet_frames(
    frames: Iterator[pl.DataFrame], schema: pl.Schema, file: IO[bytes]
) -> None:
    """Write frames of one schema to an open file as Parquet, in memory that does not grow.

    What `frames` raises is raised.
    """
    # Polars gets an open file, because after an interrupt it may go on for a moment and would make
    # a file of this name again.
    _drain(frames, schema, lambda frame: frame.sink_parquet(file))


def write_csv_frames(frames: Iterator[pl.DataFrame], schema: pl.Schema, file: IO[bytes]) -> None:
    """Write frames to an open file as CSV. Their text must be `without_formulas`."""
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(map(no_formula, schema))
    file.write(header.getvalue().encode())
    file.flush()
    _drain(frames, schema, lambda frame: frame.sink_csv(file, include_header=False))


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame of text, of which no spreadsheet will read a cell as a formula."""
    return pl.DataFrame([texts(column, _no_formula).known for column in frame.iter_columns()])


def _no_formula(cell: object) -> str | None:
    return None if cell is None else no_formula(str(cell))


def _drain(
    frames: Iterator[pl.DataFrame], schema: pl.Schema, sink: Callable[[pl.LazyFrame], None]
) -> None:
    faults: list[BaseException] = []

    def source(*_: object) -> Iterator[pl.DataFrame]:
        # Polars would put an error of its own around some.
        try:
            yield from frames
        except Exception as error:  # raised below, in the caller's thread
            faults.append(error)

    failed: OSError | None = None
    try:
        sink(register_io_source(source, schema=schema))
    except (pl.exceptions.PolarsError, OSError) as error:
        failed = _system_error(error)
    if faults:
        raise faults[0]
    if failed is not None:
        raise failed


def _system_error(error: Exception) -> OSError:
    """Why a file cannot be written, of which Polars gives the number in its message only."""
    number = re.search(r"os error (\d+)", str(error))
    if number is None:
        return OSError()
    return OSError(int(number[1]), os.strerror(int(number[1])))
