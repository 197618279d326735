"""What every kind of file is read as, before anything in it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal["row", "object", "line", "record"]
"""What a file counts in: rows of a CSV file, objects of a JSON array, lines of JSON Lines, records
of Parquet."""

Record = tuple[int, Sequence[object]]
"""Where a record stands in the file, and a cell for each column."""


class OddNumber(str):
    """A number of a JSON file that is not whole or is very long, as it was written."""

    __slots__ = ()


class Column(NamedTuple):
    """The name of a column, stripped, and where it stands."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """The columns of a file that somebody asks for, by their index.

    Those in `read` are looked at as values, those in `carried` are passed on as text.
    """

    read: frozenset[int]
    carried: frozenset[int] = frozenset()

    @property
    def used(self) -> frozenset[int]:
        return self.read | self.carried


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and then the records, which are only read when they are asked for.

    `blank` is how a cell of such a file says nothing.
    """

    unit: Unit
    blank: str
    columns: tuple[Column, ...]
    records: Callable[[Wanted], Iterator[Record]]
