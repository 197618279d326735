"""Frames in memory that Polars computes for: facts go in, and the answer is put beside the rest.

What leads the answer stays in the caller's frame, so that it keeps its types, whatever they are.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import polars as pl
import pyarrow as pa

from attendance_rules.engines.frames.backends.polars_backend import PolarsInMemory

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Table

ROW: Final = "l0"
"""The only leading column on the way: the number of the row, from 0."""

_HOLD_FACTS: Final = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
)


class Beside(PolarsInMemory):
    """A frame in memory, of `rows` rows, of which the columns `kept` lead the answer."""

    rows: int
    kept: list[str]

    @abstractmethod
    def column(self, name: str) -> pl.Series:
        """A column of facts in Polars; of a type that holds no fact, if its own cannot."""

    def lead_with(self, names: Sequence[str]) -> None:
        self.kept = list(names)
        self.leading = {ROW: ROW}

    def table(self, facts: Mapping[str, str]) -> Table:
        given = {own: self.column(name) for own, name in facts.items()}
        typed = {own: one for own, one in given.items() if one.dtype != pl.Null}
        number = pl.int_range(self.rows, dtype=pl.Int64, eager=True)
        return pl.DataFrame({ROW: number, **typed}).lazy()

    def in_polars(self, column: pa.Array | pa.ChunkedArray) -> pl.Series:
        """A column of Arrow as `column` gives it, not copied."""
        held = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if not any(fits(held) for fits in _HOLD_FACTS):
            # Polars panics at some of the others.
            return self.unfit()
        series = pl.from_arrow(column)
        assert isinstance(series, pl.Series)
        return series

    def unfit(self) -> pl.Series:
        """A column of a type that holds no fact."""
        return pl.repeat(None, self.rows, dtype=pl.Binary, eager=True)


def coded(answer: pl.Series) -> tuple[pl.Series, list[str]]:
    """A column of few words as a code for each row, from 0, and the words that codes stand for.

    As text it would take ten times the memory.
    """
    assert isinstance(answer.dtype, pl.Enum)
    words, codes = answer.dtype.categories.to_list(), answer.to_physical()
    small = len(words) < 2**7
    return codes.reinterpret(signed=True) if small else codes.cast(pl.Int32), words
