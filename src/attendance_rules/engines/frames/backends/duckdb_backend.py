"""DuckDB's relation, by narwhals' expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals as nw

from attendance_rules.engines.frames.backends.backend import LONG_COLUMNS, Kind, with_statuses

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Action, Table


class DuckDB(Kind):
    """A relation, whose answer is computed when it is fetched or written."""

    x = nw
    categories = False

    def __init__(self, frame: duckdb.DuckDBPyRelation) -> None:
        self._frame = frame

    @property
    def names(self) -> Sequence[str]:
        return self._frame.columns

    def table(self, facts: Mapping[str, str]) -> Table:
        types = dict(zip(self._frame.columns, map(str, self._frame.types), strict=True))
        typed = {own: name for own, name in facts.items() if types[name] != '"NULL"'}
        return nw.from_native(self._frame).select(self.columns({**self.leading, **typed}))

    def row(self, table: Table) -> tuple[object, ...]:
        return tuple(table.to_native().fetchall()[0])

    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        """One pass over the table; each row is laid out as its actions."""
        columns = {
            "obligation": [_text(action.obligation) for action in actions],
            "party": [_text(action.party) for action in actions],
            "status": [f"s{action.rule}" for action in actions],
        }
        # Side by side, such lists are laid out together. (`unpivot` of narwhals works on DuckDB's
        # default connection only, and a list of records takes twice as long.)
        lists = [
            duckdb.SQLExpression(f"unnest([{', '.join(cells)}])").alias(name)
            for name, cells in columns.items()
        ]
        told = with_statuses(table, actions).to_native().select(*self.leading, *lists)
        due = duckdb.SQLExpression("status is distinct from 'not_required'")
        return nw.from_native(told.filter(due)).select(*self.leaders(), *LONG_COLUMNS)

    def answer(self, table: Table) -> Any:
        return table.to_native()


def _text(value: str) -> str:
    escaped = value.replace("'", "''")
    return f"'{escaped}'"
