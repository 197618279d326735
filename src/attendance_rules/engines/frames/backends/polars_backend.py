"""Polars, lazy and eager.

narwhals speaks Polars' language, so Polars takes the expressions itself: through narwhals they
took as long to put together, some 10 ms, as to compute for a million pupils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from attendance_rules.edition.vocabulary import LARGEST_COUNT
from attendance_rules.engines.frames.backends.backend import LONG_COLUMNS, Kind

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Action, Table


class PolarsKind(Kind):
    """What Polars computes."""

    x = pl
    categories = True

    def is_count(self, column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
        if dtype == pl.Int64:
            # Without its sign a negative number is larger than any count: one look in place of two.
            column = column.reinterpret(signed=False)
            return column <= LARGEST_COUNT
        whole: pl.Expr = super().is_count(column, dtype)
        return whole

    def row(self, table: Table) -> tuple[object, ...]:
        # What stands behind it may be larger than memory.
        return tuple(table.collect(engine="streaming").row(0))

    def told(self, actions: Sequence[Action]) -> list[list[pl.Expr]]:
        """For each action the columns `obligation` and `party`."""
        obligations = self.words([action.obligation for action in actions])
        parties = self.words(list(dict.fromkeys(action.party for action in actions)))
        return [
            [
                pl.lit(action.obligation, dtype=obligations).alias("obligation"),
                pl.lit(action.party, dtype=parties).alias("party"),
            ]
            for action in actions
        ]


class LazyPolars(PolarsKind):
    """A LazyFrame, whose answer is computed when it is collected or written."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame
        self._schema = frame.collect_schema()

    @property
    def names(self) -> Sequence[str]:
        return self._schema.names()

    def table(self, facts: Mapping[str, str]) -> Table:
        typed = {own: name for own, name in facts.items() if self._schema[name] != pl.Null}
        return self._frame.select(self.columns({**self.leading, **typed}))

    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        return pl.concat(
            [
                table.filter(action.due).select(
                    *self.leaders(), *told, action.status.alias("status")
                )
                for action, told in zip(actions, self.told(actions), strict=True)
            ]
        )

    def answer(self, table: Table) -> Any:
        return table


class PolarsInMemory(PolarsKind):
    """What is computed at once."""

    def settle(self, table: Table) -> Table:
        return in_memory(table).lazy()

    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        """Actions with the same condition are due in the same rows, which are looked for once."""
        shared = {action.rule: action for action in actions}
        asked = [
            table.filter(one.due).select(*self.leaders(), one.status.alias("status"))
            for one in shared.values()
        ]
        due = dict(zip(shared, pl.collect_all(asked, engine="in-memory"), strict=True))
        names = [*self.leading.values(), *LONG_COLUMNS]
        parts = [
            due[action.rule].with_columns(told).select(names)
            for action, told in zip(actions, self.told(actions), strict=True)
        ]
        return pl.concat(parts)


class EagerPolars(PolarsInMemory):
    """A DataFrame: computed as a LazyFrame is, which takes every core, but at once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    @property
    def names(self) -> Sequence[str]:
        return self._frame.columns

    def table(self, facts: Mapping[str, str]) -> Table:
        typed = {own: name for own, name in facts.items() if self._frame[name].dtype != pl.Null}
        return self._frame.lazy().select(self.columns({**self.leading, **typed}))

    def answer(self, table: Table) -> Any:
        return in_memory(table)


def in_memory(table: Table) -> pl.DataFrame:
    """The table computed by the engine that is fastest for so many small expressions."""
    if isinstance(table, pl.DataFrame):
        return table
    frame: pl.DataFrame = table.collect(engine="in-memory")
    return frame
