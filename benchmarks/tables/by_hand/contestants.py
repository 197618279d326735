"""What is written by hand, as contestants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import numpy as np
import polars as pl

from benchmarks.tables.by_hand import duckdb_sql, polars_expressions
from benchmarks.tables.by_hand.openfisca_system import System
from benchmarks.tables.contestant import Contestant, as_it_is

POLARS, DUCKDB = "polars-by-hand", "duckdb-by-hand"
POLARS_BOOLEANS, DUCKDB_BOOLEANS = "polars-booleans", "duckdb-booleans"


def wide(pupils: pl.DataFrame, database: duckdb.DuckDBPyConnection) -> Iterator[Contestant]:
    """Three-valued: the tier and a status for each obligation."""
    lazy = pupils.lazy()
    yield Contestant(
        POLARS,
        "Polars by hand, statuses",
        lambda: polars_expressions.statuses(lazy).collect(engine="in-memory"),
        as_it_is,
    )
    yield _query(DUCKDB, "DuckDB by hand, statuses", duckdb_sql.STATUSES_SQL, database)


def long(pupils: pl.DataFrame, database: duckdb.DuckDBPyConnection) -> Iterator[Contestant]:
    """Three-valued: a row for each pupil and action."""
    lazy = pupils.lazy()
    yield Contestant(POLARS, "Polars by hand", lambda: polars_expressions.actions(lazy), as_it_is)
    yield _query(DUCKDB, "DuckDB by hand", duckdb_sql.ACTIONS_SQL, database)


def two_valued(pupils: pl.DataFrame, database: duckdb.DuckDBPyConnection) -> Iterator[Contestant]:
    """Two-valued: the tier, and for each obligation whether it is required."""
    lazy, system = pupils.lazy(), System(pupils)
    yield Contestant(
        POLARS_BOOLEANS,
        "Polars by hand, booleans",
        lambda: polars_expressions.booleans(lazy).collect(engine="in-memory"),
        as_it_is,
    )
    yield _query(DUCKDB_BOOLEANS, "DuckDB by hand, booleans", duckdb_sql.BOOLEANS_SQL, database)

    def read(answer: Mapping[str, np.ndarray]) -> pl.DataFrame:
        return system.as_frame(answer, pupils["pupil_id"])

    yield Contestant("openfisca", "OpenFisca by hand, booleans", system.decide, read)
    yield Contestant(
        "openfisca-numbered",
        "The same, pupils numbered by its default builder",
        system.decide_numbered,
        read,
    )


def _query(key: str, name: str, sql: str, database: duckdb.DuckDBPyConnection) -> Contestant:
    """`materialize` holds all rows of the answer, and was the fastest of the ways to have them."""
    return Contestant(
        key, name, lambda: database.sql(sql).materialize(), lambda answer: answer.pl()
    )
