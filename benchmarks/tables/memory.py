"""The peak of memory of each way of deciding, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from attendance_rules import Policy, load_policy
from benchmarks.apart import call
from benchmarks.made_up.pupils import Pupils, make_pupils
from benchmarks.progress import say
from benchmarks.report import Table

# Polars and this project are in every process, since the pupils come from them; DuckDB and
# OpenFisca only where they are needed.


def _own_wide(path: Path) -> Callable[[], object]:
    policy, pupils = load_policy(), pl.read_parquet(path)
    return lambda: policy.decide_frame(pupils)


def _own_long(path: Path) -> Callable[[], object]:
    policy, pupils = load_policy(), pl.read_parquet(path)
    return lambda: policy.decide_frame(pupils, form="long")


def _polars_wide(path: Path) -> Callable[[], object]:
    from benchmarks.tables.by_hand.polars_expressions import statuses

    pupils = pl.read_parquet(path).lazy()
    return lambda: statuses(pupils).collect(engine="in-memory")


def _polars_long(path: Path) -> Callable[[], object]:
    from benchmarks.tables.by_hand.polars_expressions import actions

    pupils = pl.read_parquet(path).lazy()
    return lambda: actions(pupils)


def _duckdb_wide(path: Path) -> Callable[[], object]:
    from benchmarks.tables.by_hand.duckdb_sql import STATUSES_SQL, open_database

    database = open_database(path)
    return lambda: database.sql(STATUSES_SQL).materialize()


def _duckdb_long(path: Path) -> Callable[[], object]:
    from benchmarks.tables.by_hand.duckdb_sql import ACTIONS_SQL, open_database

    database = open_database(path)
    return lambda: database.sql(ACTIONS_SQL).materialize()


def _openfisca(path: Path) -> Callable[[], object]:
    from benchmarks.tables.by_hand.openfisca_system import System

    return System(pl.read_parquet(path)).decide


_WAYS: Mapping[str, Callable[[Path], Callable[[], object]]] = {
    "decide_frame, wide": _own_wide,
    "Polars by hand, wide": _polars_wide,
    "DuckDB by hand, wide": _duckdb_wide,
    "OpenFisca by hand, booleans, on complete facts": _openfisca,
    "decide_frame, long": _own_long,
    "Polars by hand, long": _polars_long,
    "DuckDB by hand, long": _duckdb_long,
}


def run(name: str, path: str, until: str) -> None:
    """In a process of its own: reads the pupils, and decides if it is to go so far."""
    decide = _WAYS[name](Path(path))
    if until == "decided":
        # Held until the process ends, as a caller would.
        globals()["answer"] = decide()


def measure_memory(policy: Policy, number: int) -> Table:
    """Everything in the process counts: Python, libraries, the pupils, the answer."""
    rows = []
    with TemporaryDirectory() as folder:
        gaps, complete = Path(folder) / "gaps.parquet", Path(folder) / "complete.parquet"
        make_pupils(Pupils(number, gaps=True), policy.edition).write_parquet(gaps)
        make_pupils(Pupils(number), policy.edition).write_parquet(complete)
        for name, way in _WAYS.items():
            say(f"memory: {name}")
            path = str(complete if way is _openfisca else gaps)
            until = (call(__name__, "run", name, path, end) for end in ("read", "decided"))
            rows.append((name, *(f"{cost.megabytes:,.0f}" for cost in until)))
    header = (f"{number:,} pupils from Parquet", "MB, pupils read", "MB, decided")
    return Table("Peak of memory, each in a fresh process", header, rows)
