"""PySpark's DataFrame, by narwhals' expressions: Spark's own columns, no Python for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.engines.frames.backends.backend import LONG_COLUMNS, Kind, with_statuses

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from attendance_rules.engines.frames.backends.backend import Action, Table


class Spark(Kind):
    """A DataFrame, whose answer is computed when an action of Spark asks for it."""

    x = nw
    categories = False

    def __init__(self, frame: DataFrame) -> None:
        self._frame = frame

    @property
    def names(self) -> Sequence[str]:
        return self._frame.columns

    def table(self, facts: Mapping[str, str]) -> Table:
        types = dict(self._frame.dtypes)
        typed = {own: name for own, name in facts.items() if types[name] != "void"}
        # By position, because Spark reads a dot in a name as a path, and takes `A` for `a`.
        names = self._frame.columns
        numbered = self._frame.toDF(*(f"n{number}" for number in range(len(names))))
        used = {**self.leading, **typed}
        own = {own: f"n{names.index(name)}" for own, name in used.items()}
        return nw.from_native(numbered).select(self.columns(own))

    def row(self, table: Table) -> tuple[object, ...]:
        return tuple(table.to_native().first())

    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        cells = [
            cell
            for action in actions
            for cell in (F.lit(action.obligation), F.lit(action.party), F.col(f"s{action.rule}"))
        ]
        stacked = F.stack(F.lit(len(actions)), *cells).alias(*LONG_COLUMNS)
        told = with_statuses(table, actions).to_native().select(*self.leading, stacked)
        due = told.where(~F.col("status").eqNullSafe("not_required"))
        return nw.from_native(due).select(*self.leaders(), *LONG_COLUMNS)

    def answer(self, table: Table) -> Any:
        return table.to_native()
