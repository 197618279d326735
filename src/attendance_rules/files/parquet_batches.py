"""The records of a Parquet file in batches, so that the file may be larger than memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from attendance_rules.files.csv_batches import ROWS_AT_ONCE, Cells
from attendance_rules.files.parquet_file import BROKEN, broken, column
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Wanted


class ParquetBatches:
    """One Parquet file. Raises `DataError` when it is none."""

    unit: Final = "record"
    blank: Final = "null"

    def __init__(self, path: Path, problems: Problems) -> None:
        # Of a name with brackets or an equals sign, Polars would make a pattern or a partition.
        self._frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        rows: int | None = None
        with contextlib.suppress(*broken()):
            self._schema = self._frame.collect_schema()
            rows = self._frame.select(pl.len()).collect().item()
        if rows is None:
            raise problems.error(BROKEN)
        self.columns = tuple(Column(name, "the schema") for name in self._schema)
        self._rows = rows
        self._read = 0

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self._read / self._rows if self._rows else 1

    def cells(self, wanted_columns: Wanted, problems: Problems) -> Iterator[Cells]:
        """Nothing, if there is a column of a type that cannot be read, which is a problem."""
        found = [
            column(name, dtype, index, wanted_columns, problems)
            for index, (name, dtype) in enumerate(self._schema.items())
        ]
        sound = [(index, one) for index, one in enumerate(found) if one is not None]
        if len(sound) < len(found):
            return
        wanted = [one.alias(str(index)) for index, one in sound if index in wanted_columns.used]
        for start in range(0, self._rows, ROWS_AT_ONCE):
            columns: pl.DataFrame | None = None
            with contextlib.suppress(*broken()):
                columns = self._frame.slice(start, ROWS_AT_ONCE).select(wanted).collect()
            if columns is None:
                raise problems.error(BROKEN)
            places = pl.int_range(start + 1, start + 1 + columns.height, dtype=pl.Int64, eager=True)
            yield Cells(places, columns)
            self._read = start + columns.height
