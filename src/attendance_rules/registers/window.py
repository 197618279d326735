"""The days whose sessions count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import polars as pl

from attendance_rules.errors import DataError
from attendance_rules.registers.layout import Form
from attendance_rules.registers.marks import session_number


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
        return reduce(and_, self.bounds(pl.col("session")), pl.lit(True))

    def bounds(self, session: Any) -> Iterator[Any]:
        """What a session, an expression of any library, has to meet."""
        if self.start is not None:
            yield session >= session_number(self.start)
        if self.end is not None:
            yield session < session_number(self.end) + 2


def check_days(form: Form, window: Window, on: dt.date | None) -> None:
    """Raises `DataError` if a form has no use for a window, or for the day whose codes apply."""
    if form in ("long", "marks"):
        if on is not None:
            raise DataError([f"the form `{form}` has dates of its own; leave out the day of codes"])
    elif window:
        raise DataError([f"the form `{form}` has no dates; leave out the window"])
    elif form == "totals" and on is not None:
        raise DataError(["the form `totals` has no codes; leave out their day"])
