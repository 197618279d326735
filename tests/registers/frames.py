"""Marks in each form, and facts as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from attendance_rules.errors import DataError
from attendance_rules.registers import register_facts
from tests.registers.oracle import Mark

MONDAY = dt.date(2025, 9, 1)
SECRET = "s3cret"
"""Stands in cells of which no message may hold anything."""


def long(marks: Sequence[Mark]) -> pl.DataFrame:
    schema = {"pupil_id": pl.String, "date": pl.Date, "session": pl.String, "code": pl.String}
    rows = [(one.pupil, one.day, one.half, one.code) for one in marks]
    return pl.DataFrame(rows, schema=schema, orient="row")


def plain(facts: pl.DataFrame) -> dict[str, tuple[int | None, ...]]:
    """Each pupil's facts; a pupil stands in one row only."""
    rows = {row[0]: tuple(row[1:]) for row in facts.iter_rows()}
    assert len(rows) == facts.height
    return rows


def marks(*rows: tuple[str, str, str, str]) -> pl.DataFrame:
    """A long register of rows such as `("P1", "2025-09-01", "AM", "/")`."""
    return long(
        [Mark(who, dt.date.fromisoformat(day), half, code) for who, day, half, code in rows]
    )


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(registers: Any, **options: Any) -> list[str]:
    """What is wrong with registers. No secret is in the error or behind it."""
    with pytest.raises(DataError) as caught:
        register_facts(registers, **options)
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error}{error.args}{vars(error)}"
        error = error.__context__
    return list(caught.value.problems)
