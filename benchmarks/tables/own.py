"""`decide_frame` on frames of several kinds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from attendance_rules import Policy
from attendance_rules.engines.frames import Form
from benchmarks.tables.contestant import OWN, Contestant, as_it_is


def in_polars(policy: Policy, pupils: pl.DataFrame, form: Form) -> Iterator[Contestant]:
    """On a Polars frame in memory: as it is called by default, and unchecked."""

    def unchecked() -> pl.DataFrame:
        return policy.decide_frame(pupils, form=form, check=False)

    name = "decide_frame, Polars in memory"
    yield Contestant(OWN, name, lambda: policy.decide_frame(pupils, form=form), as_it_is)
    yield Contestant("unchecked", "The same with check=False", unchecked, as_it_is)


def in_others(
    policy: Policy, pupils: pl.DataFrame, database: duckdb.DuckDBPyConnection, form: Form
) -> Iterator[Contestant]:
    """On frames of other kinds that hold the same pupils."""
    lazy, arrow = pupils.lazy(), pupils.to_arrow()
    pandas = pupils.to_pandas(use_pyarrow_extension_array=True)

    def duck() -> duckdb.DuckDBPyRelation:
        return policy.decide_frame(database.table("pupils"), form=form).materialize()

    runs: dict[str, tuple[str, Any, Any]] = {
        "lazy": (
            "decide_frame, Polars lazy, collected by streaming",
            lambda: policy.decide_frame(lazy, form=form).collect(engine="streaming"),
            as_it_is,
        ),
        "arrow": (
            "decide_frame, PyArrow",
            lambda: policy.decide_frame(arrow, form=form),
            pl.from_arrow,
        ),
        "pandas": (
            "decide_frame, pandas in Arrow's types",
            lambda: policy.decide_frame(pandas, form=form),
            _from_pandas,
        ),
        "duckdb": ("decide_frame, DuckDB", duck, lambda answer: answer.pl()),
    }
    for key, (name, run, read) in runs.items():
        yield Contestant(key, name, run, read)


def _from_pandas(answer: pd.DataFrame) -> pl.DataFrame:
    return pl.from_pandas(answer)
