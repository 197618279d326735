"""The same facts counted by hand: what someone would write who trusts the registers.

None of these looks whether a mark is a code, or whether a date can be; two marks for one session
are both counted, but by the one that says so. Codes are those in force from 19 August 2024, since
the made-up year begins after it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl

NOT_POSSIBLE = ("D", "X", "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#", "-")
AUTHORISED = ("C1", "M", "J1", "S", "C2", "C", "T", "R", "I", "E")
UNAUTHORISED = ("G", "U", "O", "N")
ABSENT = AUTHORISED + UNAUTHORISED
IDS = ["school_id", "pupil_id"]
FACTS = {
    "sessions_possible": NOT_POSSIBLE,
    "sessions_absent": ABSENT,
    "sessions_unauthorised": UNAUTHORISED,
    "sessions_unexplained": ("N",),
}
"""The codes that each is counted by; for possible sessions, those that are none."""


def polars(files: list[Path]) -> pl.DataFrame:
    """One `group_by`, streaming."""
    return _polars(pl.scan_parquet(files))


def polars_looking_twice(files: list[Path]) -> pl.DataFrame:
    """The same, and a look whether a pupil has two marks for a session."""
    marks = pl.scan_parquet(files)
    same = marks.group_by(*IDS, "date", "session").agg(pl.len()).filter(pl.col("len") > 1)
    if same.select(pl.len()).collect(engine="streaming").item():
        raise ValueError("a session has two marks")
    return _polars(marks)


def _polars(marks: pl.LazyFrame) -> pl.DataFrame:
    code = pl.col("code")
    counts = [
        (~code.is_in(codes) if fact == "sessions_possible" else code.is_in(codes)).sum().alias(fact)
        for fact, codes in FACTS.items()
    ]
    return marks.group_by(IDS).agg(counts).collect(engine="streaming")


def duck(files: list[Path]) -> pl.DataFrame:
    """One `GROUP BY` in DuckDB."""
    counts = ", ".join(
        f"count(*) FILTER (code {'NOT ' if fact == 'sessions_possible' else ''}IN {codes!r}) "
        f"AS {fact}"
        for fact, codes in _written().items()
    )
    names = [str(one) for one in files]
    with duckdb.connect() as connection:
        query = f"SELECT {', '.join(IDS)}, {counts} FROM read_parquet(?) GROUP BY ALL"
        return pl.DataFrame(connection.sql(query, params=[names]).to_arrow_table())


def _written() -> dict[str, tuple[str, ...]]:
    """As SQL wants lists: Python writes a tuple of one with a comma at its end."""
    return {fact: codes if len(codes) > 1 else codes * 2 for fact, codes in FACTS.items()}


def pandas(files: list[Path]) -> pl.DataFrame:
    """One `groupby` over a column of 0 and 1 for each fact, file by file to save memory."""
    parts = []
    for file in files:
        marks = pd.read_parquet(file, columns=[*IDS, "code"])
        code = marks["code"]
        counted = marks[IDS].assign(
            **{
                fact: ~code.isin(codes) if fact == "sessions_possible" else code.isin(codes)
                for fact, codes in FACTS.items()
            }
        )
        parts.append(counted.groupby(IDS, sort=False).sum())
    return pl.from_pandas(pd.concat(parts).reset_index())


def numpy(files: list[Path]) -> pl.DataFrame:
    """One pass with NumPy over pupils whose marks stand together, file by file."""
    codes = pl.Enum(sorted({*NOT_POSSIBLE, *ABSENT, "/", "\\", "L", "B"}))
    tables = {
        fact: np.array([(one in of) != (fact == "sessions_possible") for one in codes.categories])
        for fact, of in FACTS.items()
    }
    parts = []
    for file in files:
        marks = pl.read_parquet(file, columns=[*IDS, "code"])
        pupil, mark = marks["pupil_id"], marks["code"].cast(codes).to_physical().to_numpy()
        new = pupil.ne_missing(pupil.shift()) | marks["school_id"].ne_missing(
            marks["school_id"].shift()
        )
        starts = new.arg_true().to_numpy()
        counts = {
            fact: np.add.reduceat(table[mark], starts, dtype=np.int64)
            for fact, table in tables.items()
        }
        parts.append(marks.select(IDS)[starts].with_columns(pl.DataFrame(counts)))
    return pl.concat(parts)
