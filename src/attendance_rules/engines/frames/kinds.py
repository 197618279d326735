"""The kinds of data frames: how each comes in, is computed, and goes out as it came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from attendance_rules.errors import DataError

if TYPE_CHECKING:
    import narwhals as nw

    Table = nw.DataFrame[Any] | nw.LazyFrame[Any]


class Kind(Protocol):
    """One data frame of one library.

    Between coming in and going out, columns have names of the engine's own, so that no name of
    the caller's can clash with them or be misread by SQL: `l0`, `l1` … go into the answer as they
    are, `f0`, `f1` … hold facts.
    """

    categorical: bool
    """Whether a column of few words is best held as categories."""

    @property
    def names(self) -> Sequence[object]:
        """The names of the caller's columns."""

    def table(self, columns: Sequence[tuple[str, str]]) -> Table:
        """The columns to be used, each given as the caller's name and the engine's.

        A column that holds no value and has no type is left out: its fact is unknown. Raises
        `DataError` for a column that has no one type.
        """

    def settle(self, table: Table) -> Table:
        """The table computed so far, where the kind computes at once; else as it is."""

    def first_row(self, table: Table) -> tuple[object, ...]:
        """The values of the only row of a table, computed now."""

    def long(self, table: Table, leading: Sequence[nw.Expr], actions: Sequence[Action]) -> Table:
        """A row for each pupil and action that is due, with its obligation, party and status."""

    def answer(self, table: Table, leading: Sequence[str]) -> Any:
        """A table as a frame of the caller's kind."""


def kind_of(frame: object) -> Kind:
    """The kind of a frame. Raises `DataError` if it is none that can be computed.

    Nothing but the library that the frame comes from is imported.
    """
    library = type(frame).__module__.partition(".")[0]
    name = type(frame).__name__
    if library == "polars" and name in ("DataFrame", "LazyFrame"):
        from attendance_rules.engines.frames.polars_frames import EagerPolars, LazyPolars

        return EagerPolars(frame) if name == "DataFrame" else LazyPolars(frame)
    if library == "pandas" and name == "DataFrame":
        ...
    raise DataError([])
