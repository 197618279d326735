"""Which kind a data frame is."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from attendance_rules.errors import DataError

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Kind


def unwrapped(frame: object) -> tuple[object, Callable[[Any], Any]]:
    """The frame that one of narwhals wraps, and what wraps an answer in the same way.

    narwhals has stable forms beside its own (`narwhals.stable.v1`), each with frames of its own.
    """
    from narwhals import dependencies as is_a

    if not (is_a.is_narwhals_dataframe(frame) or is_a.is_narwhals_lazyframe(frame)):
        return frame, lambda answer: answer
    home = type(frame).__module__
    library = import_module(home if home.startswith("narwhals.stable.") else "narwhals")
    return library.to_native(frame), library.from_native


def kind_of(frame: object) -> Kind:
    """The kind of a frame. Raises `DataError` for what is none of the known kinds.

    Of the libraries of data frames, only those that the frame's kind needs are imported.
    """
    from narwhals import dependencies as is_a

    if is_a.is_polars_dataframe(frame):
        from attendance_rules.engines.frames.backends.polars_backend import EagerPolars

        return EagerPolars(frame)
    if is_a.is_polars_lazyframe(frame):
        from attendance_rules.engines.frames.backends.polars_backend import LazyPolars

        return LazyPolars(frame)
    if is_a.is_pandas_dataframe(frame):
        try:
            from attendance_rules.engines.frames.backends.pandas_backend import Pandas
        except ModuleNotFoundError:
            raise DataError(["a DataFrame of pandas needs PyArrow: pip install pyarrow"]) from None
        return Pandas(frame)
    if is_a.is_pyarrow_table(frame):
        from attendance_rules.engines.frames.backends.arrow_backend import Arrow

        return Arrow(frame)
    if is_a.is_duckdb_relation(frame):
        from attendance_rules.engines.frames.backends.duckdb_backend import DuckDB

        return DuckDB(frame)
    if is_a.is_pyspark_dataframe(frame) or is_a.is_pyspark_connect_dataframe(frame):
        from attendance_rules.engines.frames.backends.spark_backend import Spark

        return Spark(frame)
    known = "a DataFrame or LazyFrame of Polars, a DataFrame of pandas or PySpark"
    raise DataError([f"must be {known}, a Table of PyArrow or a relation of DuckDB"])
