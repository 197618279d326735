"""pandas' DataFrame. Polars computes for it, because pandas takes what is missing for false.

In a column of plain numbers `not (x >= 10)` is true of a missing x.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa

from attendance_rules.engines.frames.backends.beside import ROW, Beside, coded
from attendance_rules.engines.frames.backends.polars_backend import in_memory

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Table


class Pandas(Beside):
    """A DataFrame, held in NumPy, in pandas' nullable types or in Arrow: computed at once."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self.rows = len(frame)

    @property
    def names(self) -> Sequence[object]:
        return list(self._frame.columns)

    def column(self, name: str) -> pl.Series:
        try:
            array = pa.array(self._frame[name], from_pandas=True)
        except (pa.ArrowException, OverflowError):
            return self.unfit()
        if array.null_count == self.rows:
            # Whatever its type: pandas reads an empty column as numbers.
            return pl.repeat(None, self.rows, dtype=pl.Null, eager=True)
        if pa.types.is_floating(array.type):
            # pandas turns whole numbers to floating-point ones where one is missing.
            try:
                array = array.cast(pa.int64())
            except pa.ArrowException:
                return self.unfit()
        return self.in_polars(array)

    def answer(self, table: Table) -> Any:
        answer = in_memory(table)
        kept = self._frame[self.kept].iloc[answer[ROW].to_numpy()]
        added = {name: _categorical(answer[name]) for name in answer.columns[1:]}
        return pd.concat([kept, pd.DataFrame(added, kept.index, copy=False)], axis="columns")


def _categorical(answer: pl.Series) -> pd.Categorical:
    codes, words = coded(answer)
    return pd.Categorical.from_codes(codes.fill_null(-1).to_numpy(), words)
