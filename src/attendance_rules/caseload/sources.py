"""Files of pupils that may be larger than memory, by their format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, Protocol

from attendance_rules.caseload.form import Unit
from attendance_rules.caseload.layout import Column, Layout
from attendance_rules.caseload.parquet_batches import ParquetBatches
from attendance_rules.caseload.plain_csv import Cells, CsvBatches
from attendance_rules.caseload.problems import Problems


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
    def cells(self, layout: Layout, problems: Problems) -> Iterator[Cells]: ...


SOURCES: Final[Mapping[str, Callable[[Path, Problems], Source]]] = {
    ".csv": CsvBatches,
    ".parquet": ParquetBatches,
}
