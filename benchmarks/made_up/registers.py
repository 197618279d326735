"""A year of register marks for as many pupils as wanted, 364 for each, as Parquet files.

England has about 9.1 million pupils with about 3.3 thousand million marks a year. Nine of ten marks
say present, as in its published counts; who misses school misses it again and again, so pupils are
of several kinds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

DAYS, MARKS_A_DAY = 182, 2
MARKS_A_PUPIL = DAYS * MARKS_A_DAY
PUPILS_A_SCHOOL = 370
"""About England's: 9.1 million pupils in 24,500 schools."""
PUPILS_A_FILE = 100 * PUPILS_A_SCHOOL
SEED = 20250901

FIRST_DAY = dt.date(2025, 9, 1)
_HOLIDAYS = (8, 16, 17, 24, 30, 31, 38)
"""Weeks without school, counted from the first."""

CODES = ("/", "\\", "L", "B", "I", "M", "C", "O", "G", "U", "N", "E", "X", "Y1", "#", "-")
_PRESENT = 2
"""The first so many codes are those of a morning and an afternoon at school."""
_KINDS = (
    # The share of pupils, of their marks that say present, and of absences without leave in others.
    (0.76, 0.96, 0.10),
    (0.17, 0.86, 0.25),
    (0.05, 0.68, 0.45),
    (0.02, 0.35, 0.60),
)
_OTHERS = ("L", "B", "I", "M", "C", "X", "Y1", "#", "-")
_WITHOUT_LEAVE = ("O", "G", "U", "N", "E")

Order = Literal["by pupil", "by day"]
Ids = Literal["text", "numbers"]


@dataclass(frozen=True, slots=True)
class Registers:
    """How the files are made. In the order `by day` the marks of a file stand as they were taken,
    day after day; `by pupil` all of a pupil's stand together."""

    pupils: int
    order: Order = "by pupil"
    ids: Ids = "text"
    seed: int = SEED


def write_registers(registers: Registers, folder: Path) -> list[Path]:
    """Writes the files and gives their paths, in order."""
    folder.mkdir(parents=True)
    paths = []
    for number, marks in enumerate(_files(registers)):
        paths.append(folder / f"{number:03}.parquet")
        marks.write_parquet(paths[-1], row_group_size=1_000_000)
    return paths


def _files(registers: Registers) -> Iterator[pl.DataFrame]:
    for number, first in enumerate(range(0, registers.pupils, PUPILS_A_FILE)):
        many = min(PUPILS_A_FILE, registers.pupils - first)
        random = np.random.default_rng([registers.seed, number])
        yield _marks(first, many, registers, random)


def _marks(
    first: int, many: int, registers: Registers, random: np.random.Generator
) -> pl.DataFrame:
    """The marks of so many pupils."""
    codes = _codes(many, random)
    pupil = np.arange(first, first + many, dtype=np.int32)
    day = np.array(_days(), dtype="datetime64[D]")
    shape = (many, DAYS, MARKS_A_DAY)
    columns = {
        "pupil": np.broadcast_to(pupil[:, None, None], shape),
        "date": np.broadcast_to(day[None, :, None], shape),
        "half": np.broadcast_to(np.arange(MARKS_A_DAY, dtype=np.uint8), shape),
        "code": codes.reshape(shape),
    }
    if registers.order == "by day":
        columns = {name: one.transpose(1, 2, 0) for name, one in columns.items()}
    frame = pl.DataFrame({name: one.reshape(-1) for name, one in columns.items()})
    number = pl.col("pupil")
    ids = {
        "school_id": number // PUPILS_A_SCHOOL + 1_000_000,
        "pupil_id": number + 100_000_000,
    }
    if registers.ids == "text":
        letters = {"school_id": "S", "pupil_id": "P"}
        ids = {name: pl.lit(letters[name]) + one.cast(pl.String) for name, one in ids.items()}
    halves, marks = pl.lit(pl.Series(("AM", "PM"))), pl.lit(pl.Series(CODES))
    return (
        frame.lazy()
        .select(
            **ids,
            date=pl.col("date").cast(pl.Date),
            session=halves.gather("half"),
            code=marks.gather("code"),
        )
        .collect()
    )


def _codes(many: int, random: np.random.Generator) -> np.ndarray:
    """For each pupil and session the place of its code."""
    shares = np.cumsum([share for share, _, _ in _KINDS])
    kind = np.minimum(np.searchsorted(shares, random.random(many)), len(_KINDS) - 1)
    drawn = random.integers(0, 1 << 16, (many, MARKS_A_PUPIL), dtype=np.uint16)
    tables = np.stack([_table(present, without) for _, present, without in _KINDS])
    codes = tables[kind[:, None], drawn]
    afternoon = np.arange(MARKS_A_PUPIL, dtype=np.uint8) % MARKS_A_DAY
    return np.where(codes == 0, afternoon[None, :], codes)


def _table(present: float, without_leave: float) -> np.ndarray:
    """The code for each of the numbers that may be drawn."""
    table = np.zeros(1 << 16, dtype=np.uint8)
    begin = round(present * len(table))
    end = begin + round((len(table) - begin) * (1 - without_leave))
    for low, high, names in ((begin, end, _OTHERS), (end, len(table), _WITHOUT_LEAVE)):
        places = [CODES.index(name) for name in names]
        table[low:high] = np.resize(places, high - low)
    return table


def _days() -> list[dt.date]:
    """The days of the year on which there is school."""
    found: list[dt.date] = []
    day = FIRST_DAY
    while len(found) < DAYS:
        if day.weekday() < 5 and (day - FIRST_DAY).days // 7 not in _HOLIDAYS:
            found.append(day)
        day += dt.timedelta(days=1)
    return found
