"""What every kind of file is read as, before anything in it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from attendance_rules.caseload.form import Unit
from attendance_rules.caseload.layout import Column, Layout

Record = tuple[int, Sequence[object]]
"""Where a pupil stands in the file, and a cell for each column."""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and then the records, which are only read when they are asked for.

    `blank` is how a cell of such a file says nothing.
    """

    unit: Unit
    blank: str
    columns: tuple[Column, ...]
    records: Callable[[Layout], Iterator[Record]]
