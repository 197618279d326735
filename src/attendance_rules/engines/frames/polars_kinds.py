"""Polars, eager and lazy.

narwhals speaks Polars' language, so Polars takes the expressions itself: through narwhals they
took as long to put together, some 10 ms, as to compute for a million pupils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from attendance_rules.engines.frames.kinds import Action, columns, filtered, leading_names

if TYPE_CHECKING:
    from attendance_rules.engines.frames.kinds import Form, Table


class LazyPolars:
    """A LazyFrame, whose answer is computed when it is collected or written."""

    x = pl

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame
        self._schema = frame.collect_schema()

    @property
    def names(self) -> Sequence[str]:
        return self._schema.names()

    def leading(self, names: Sequence[str]) -> Mapping[str, str]:
        self._leading = leading_names(names)
        return self._leading

    def table(self, facts: Mapping[str, str]) -> Table:
        typed = {own: name for own, name in facts.items() if self._schema[name] != pl.Null}
        return self._frame.select(columns(pl, {**self._leading, **typed}))  # type: ignore[return-value]

    def words(self, words: tuple[str, ...]) -> Any:
        return pl.Enum(words)

    def settle(self, table: Table) -> Table:
        return table

    def row(self, table: Table) -> tuple[object, ...]:
        # What stands behind it may be larger than memory.
        return table.collect(engine="streaming").row(0)

    def long(self, table: Table, leading: Sequence[str], actions: Sequence[Action]) -> Table:
        return filtered(self, table, leading, actions)

    def answer(self, table: Table, form: Form) -> Any:
        return table


class EagerPolars(LazyPolars):
    """A DataFrame: computed as a LazyFrame is, so that Polars uses every core, but at once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        super().__init__(frame.lazy())

    def settle(self, table: Table) -> Table:
        return in_memory(table).lazy()

    def row(self, table: Table) -> tuple[object, ...]:
        return in_memory(table).row(0)

    def answer(self, table: Table, form: Form) -> Any:
        return in_memory(table)


def in_memory(table: Table) -> pl.DataFrame:
    # The streaming engine is many times slower for so many small expressions.
    return table.collect(engine="in-memory")
