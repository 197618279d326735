"""The records of a Parquet file in batches, so that the file may be larger than memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from attendance_rules.caseload.layout import Column, Layout
from attendance_rules.caseload.parquet_file import BROKEN, broken, column
from attendance_rules.caseload.plain_csv import ROWS_AT_ONCE, Cells
from attendance_rules.caseload.problems import Problems


class ParquetBatches:
    """One Parquet file. Raises `DataError` when it is none."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self._problems = problems
        # Of a name with brackets or an equals sign, Polars would make a pattern or a partition.
        self._frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        schema: pl.Schema | None = None
        with contextlib.suppress(*broken()):
            schema = self._frame.collect_schema()
            self.rows: int = self._frame.select(pl.len()).collect().item()
        if schema is None:
            raise problems.error(BROKEN)
        self._schema = schema
        self.columns = tuple(Column(name, "the schema") for name in schema)

    def cells(self, layout: Layout) -> Iterator[Cells]:
        """Nothing, if there is a column of a type that cannot be read, which is a problem."""
        found = {
            index: column(name, dtype, index, layout, self._problems)
            for index, (name, dtype) in enumerate(self._schema.items())
        }
        if None in found.values():
            return
        wanted = [
            one.alias(str(index))
            for index, one in found.items()
            if one is not None and index in layout.used
        ]
        for start in range(0, self.rows, ROWS_AT_ONCE):
            columns: pl.DataFrame | None = None
            with contextlib.suppress(*broken()):
                columns = self._frame.slice(start, ROWS_AT_ONCE).select(wanted).collect()
            if columns is None:
                raise self._problems.error(BROKEN)
            places = pl.int_range(start + 1, start + 1 + columns.height, dtype=pl.Int64, eager=True)
            yield Cells(places, columns)
