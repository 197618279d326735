"""Files of pupils that may be larger than memory, by their format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from attendance_rules.files.csv_batches import Cells, CsvBatches
from attendance_rules.files.parquet_batches import ParquetBatches
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Unit, Wanted


class Source(Protocol):
    """One file, to be read as often as it is asked for. `blank` is how a cell says nothing."""

    @property
    def unit(self) -> Unit: ...
    @property
    def blank(self) -> str: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def share_read(self) -> float: ...
    def cells(self, wanted: Wanted, problems: Problems) -> Iterator[Cells]: ...


SOURCES: Final[Mapping[str, Callable[[Path, Problems], Source]]] = {
    ".csv": CsvBatches,
    ".parquet": ParquetBatches,
}
