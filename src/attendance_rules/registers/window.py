"""The days whose sessions count."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.errors import DataError
from attendance_rules.registers.marks import session_number

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Window:
    """From one day to another, both included; None leaves an end open. Raises `DataError`."""

    start: dt.date | None
    end: dt.date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise DataError(["the window ends before it begins; swap its days"])

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None

    def contains(self) -> pl.Expr:
        """Whether the session of a row lies within."""
        import polars as pl

        session, within = pl.col("session"), pl.lit(True)
        if self.start is not None:
            within = within & (session >= session_number(self.start))
        if self.end is not None:
            within = within & (session < session_number(self.end) + 2)
        return within
