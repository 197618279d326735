"""PyArrow's Table.

Polars computes for it: PyArrow itself took 3 times as long for the wide form, 15 for the long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from attendance_rules.engines.frames.backends.beside import ROW, Beside, coded
from attendance_rules.engines.frames.backends.polars_backend import in_memory

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Table


class Arrow(Beside):
    """A Table: computed at once."""

    def __init__(self, frame: pa.Table) -> None:
        self._frame = frame
        self.rows = frame.num_rows

    @property
    def names(self) -> Sequence[str]:
        names: list[str] = self._frame.column_names
        return names

    def column(self, name: str) -> pl.Series:
        return self.in_polars(self._frame[name])

    def answer(self, table: Table) -> Any:
        answer = in_memory(table)
        kept = self._frame.select(self.kept).take(answer[ROW].to_arrow())
        for name in answer.columns[1:]:
            kept = kept.append_column(name, _dictionary(answer[name]))
        return kept


def _dictionary(answer: pl.Series) -> pa.DictionaryArray:
    codes, words = coded(answer)
    # Polars' codes are right: there is no need to look through them again.
    return pa.DictionaryArray.from_arrays(
        codes.to_arrow(), pa.array(words, pa.string()), safe=False
    )
