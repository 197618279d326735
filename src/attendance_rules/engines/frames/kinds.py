"""The kinds of data frames: how each comes in, is computed, and goes out as it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from attendance_rules.errors import DataError

if TYPE_CHECKING:
    import narwhals as nw

    Expr = nw.Expr
    Library = Any
    Table = nw.LazyFrame[Any]

Form = Literal["wide", "long"]


@dataclass(frozen=True, slots=True)
class Action:
    """An obligation as rows of the long form: in which rows it is due, and what they say."""

    obligation: str
    party: str
    step: str
    """The column of the step that decides it, shared by actions with the same condition."""
    due: Expr
    status: Expr


class Kind(Protocol):
    """One data frame of one library.

    Between coming in and going out, columns have names of the engine's own, so that no name of
    the caller's can clash with them or be misread by SQL: `l0`, `l1` … are the leading columns,
    which go into the answer as they are, and `f0`, `f1` … those of facts.
    """

    x: Library
    """The library whose `col`, `lit`, `when`, `concat` and types make up expressions: narwhals, or
    Polars, which has them by the same names."""

    @property
    def names(self) -> Sequence[object]:
        """The names of the caller's columns."""

    def leading(self, names: Sequence[str]) -> Mapping[str, str]:
        """Take these columns to lead the answer.

        Gives the engine's name of each leading column of the table with that in the answer.
        """

    def table(self, facts: Mapping[str, str]) -> Table:
        """The leading columns that were taken, and those of facts by the engine's name for each.

        A column that has no value and no type is left out, and its fact unknown. Raises
        `DataError` for columns whose values are not of one type.
        """

    def words(self, words: tuple[str, ...]) -> Any:
        """The type of a column that holds some of these words."""

    def settle(self, table: Table) -> Table:
        """The table with its columns computed, if the kind computes at once; else as it is."""

    def row(self, table: Table) -> tuple[object, ...]:
        """The values of a table of one row, computed now."""

    def long(self, table: Table, leading: Sequence[str], actions: Sequence[Action]) -> Table:
        """The leading columns, `obligation`, `party` and `status` of every action that is due."""

    def answer(self, table: Table, form: Form) -> Any:
        """The frame to give back, of this form."""


def kind_of(frame: object) -> Kind:
    """The kind of a frame. Raises `DataError` for what is none of the known kinds.

    Imports no library but narwhals that the frame has not been made with.
    """
    from narwhals import dependencies as is_

    if is_.is_polars_dataframe(frame):
        from attendance_rules.engines.frames.polars_kinds import EagerPolars

        return EagerPolars(frame)
    if is_.is_polars_lazyframe(frame):
        from attendance_rules.engines.frames.polars_kinds import LazyPolars

        return LazyPolars(frame)
    if is_.is_pandas_dataframe(frame):
        from attendance_rules.engines.frames.pandas_kind import Pandas

        return Pandas(frame)
    if is_.is_pyarrow_table(frame):
        from attendance_rules.engines.frames.arrow_kind import Arrow

        return Arrow(frame)
    if is_.is_duckdb_relation(frame):
        from attendance_rules.engines.frames.duckdb_kind import DuckDB

        return DuckDB(frame)
    if is_.is_pyspark_dataframe(frame) or is_.is_pyspark_connect_dataframe(frame):
        from attendance_rules.engines.frames.spark_kind import Spark

        return Spark(frame)
    raise DataError(
        [
            "must be a data frame of Polars, pandas, PyArrow (a Table), DuckDB (a relation) or PySpark"
        ]
    )


def leading_names(names: Sequence[str]) -> dict[str, str]:
    """The engine's name for each column that is to lead the answer."""
    return {f"l{number}": name for number, name in enumerate(names)}


def columns(x: Library, names: Mapping[str, str]) -> list[Expr]:
    """The caller's columns by the engine's names for them."""
    return [x.col(name).alias(own) for own, name in names.items()]


def filtered(kind: Kind, table: Table, leading: Sequence[str], actions: Sequence[Action]) -> Table:
    """The long form as one filter for each action, put together: the fastest way in memory.

    Rows are ordered by obligation, and within it as the table is.
    """
    x = kind.x
    obligations = kind.words(tuple(action.obligation for action in actions))
    parties = kind.words(tuple(dict.fromkeys(action.party for action in actions)))
    parts: list[Table] = [
        table.filter(action.due).select(
            *leading,
            x.lit(action.obligation, dtype=obligations).alias("obligation"),
            x.lit(action.party, dtype=parties).alias("party"),
            action.status.alias("status"),
        )
        for action in actions
    ]
    together: Table = x.concat(parts)
    return together


def with_statuses(table: Table, actions: Sequence[Action]) -> Table:
    """The table with a column `s…` of statuses for each step that decides an action."""
    statuses = {action.step: action.status for action in actions}
    return table.with_columns([status.alias(f"s{step}") for step, status in statuses.items()])
