"""Polars, lazy and eager.

narwhals speaks Polars' language, so Polars takes the expressions itself: through narwhals they
took as long to put together, some 10 ms, as to compute for a million pupils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

from attendance_rules.engines.frames.kinds import Kind

if TYPE_CHECKING:
    from attendance_rules.engines.frames.kinds import Action, Table


class PolarsKind(Kind):
    """What Polars computes."""

    x = pl
    categories = True

    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        """A filter for each action, put together: in memory the fastest way by far."""
        obligations = self.words([action.obligation for action in actions])
        parties = self.words(list(dict.fromkeys(action.party for action in actions)))
        return pl.concat(
            [
                table.filter(action.due).select(
                    *self.leading,
                    pl.lit(action.obligation, dtype=obligations).alias("obligation"),
                    pl.lit(action.party, dtype=parties).alias("party"),
                    action.status.alias("status"),
                )
                for action in actions
            ]
        )


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

    def row(self, table: Table) -> tuple[object, ...]:
        # What stands behind it may be larger than memory.
        return tuple(table.collect(engine="streaming").row(0))

    def answer(self, table: Table) -> Any:
        return table


class EagerPolars(LazyPolars):
    """A DataFrame: computed as a LazyFrame is, which takes every core, but at once."""

    def __init__(self, frame: pl.DataFrame) -> None:
        super().__init__(frame.lazy())

    def settle(self, table: Table) -> Table:
        return in_memory(table).lazy()

    def row(self, table: Table) -> tuple[object, ...]:
        return in_memory(table).row(0)

    def answer(self, table: Table) -> Any:
        return in_memory(table)


def in_memory(table: Table) -> pl.DataFrame:
    """The table computed by the engine that is fastest for so many small expressions."""
    frame: pl.DataFrame = table.collect(engine="in-memory")
    return frame
