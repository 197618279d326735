"""Files of pupils that may be larger than memory, by their format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from attendance_rules.caseload.csv_file import read_header
from attendance_rules.caseload.form import Unit
from attendance_rules.caseload.layout import Column, Layout
from attendance_rules.caseload.parquet_batches import ParquetBatches
from attendance_rules.caseload.plain_csv import Cells, csv_cells
from attendance_rules.caseload.problems import Problems


class Source(Protocol):
    """One file, as often as it is read."""

    @property
    def unit(self) -> Unit: ...
    @property
    def blank(self) -> str: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def share_read(self) -> float: ...
    def cells(self, layout: Layout, problems: Problems) -> Iterator[Cells]: ...
