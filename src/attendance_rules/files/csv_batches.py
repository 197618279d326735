"""The records of a CSV file in batches: many at once where it is plain, one by one elsewhere.

Polars takes CSV apart much faster than `csv` does, but guesses where a file is not as it should
be. So it gets only rows of which it is certain that both read the same; behind the first row that
is otherwise, all rows are read one by one.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl

from attendance_rules.files.csv_file import Header, read_header, read_records
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Record, Wanted
from attendance_rules.plain import private

BLOCK = 2**24  # bytes
ROWS_AT_ONCE = 100_000
_LONGEST_ROW = 2**17  # bytes; no longer than the longest cell that `csv` reads
_CONTROL: Final = r"\x00-\x08\x0b-\x1f\x7f"


@private
class Cells:
    """Some records: where they stand in the file, and the columns that are used, by their index."""

    places: pl.Series
    columns: pl.DataFrame


class CsvBatches:
    """One CSV file. Raises `DataError` when it has no header or is no text."""

    unit: Final = "row"
    blank: Final = "blank"

    def __init__(self, path: Path, problems: Problems) -> None:
        self._path = path
        self._size = path.stat().st_size
        self._read = 0
        with path.open("rb") as file:
            header = read_header(file, problems)
            self.columns = header.columns

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(self._read / self._size, 1)

    def cells(self, wanted_columns: Wanted, problems: Problems) -> Iterator[Cells]:
        """The records below the header. Raises `DataError` where nothing more can be read."""
        with self._path.open("rb") as above, self._path.open("rb") as file:
            header = read_header(above, problems)
            plain = Plain(header.separator, len(header.columns))
            # What stands above the header is blank, so each row is one line unless it is odd.
            lines = [file.readline(_LONGEST_ROW) for _ in range(header.row)]
            if plain.holds(lines[-1].removeprefix(b"\xef\xbb\xbf")):
                yield from self._blocks(file, header, plain, wanted_columns.used, problems)
            else:
                yield from self._by_rows(above, header.records, wanted_columns.used)

    def _blocks(
        self,
        file: BinaryIO,
        header: Header,
        plain: Plain,
        used: Collection[int],
        problems: Problems,
    ) -> Iterator[Cells]:
        row = header.row + 1
        while True:
            self._read = start = file.tell()
            block = file.read(BLOCK)
            if not block:
                return
            block = block[: block.rfind(b"\n") + 1]
            columns = plain.columns(block) if block else None
            if columns is None:
                file.seek(start)
                yield from self._by_rows(file, read_records(file, row, header, problems), used)
                return
            file.seek(start + len(block))
            places = pl.int_range(row, row + columns.height, dtype=pl.Int64, eager=True)
            row += columns.height
            yield _without_blank_rows(places, columns, used)

    def _by_rows(
        self, file: BinaryIO, records: Iterator[Record], used: Collection[int]
    ) -> Iterator[Cells]:
        while some := list(itertools.islice(records, ROWS_AT_ONCE)):
            places = pl.Series([place for place, _ in some], dtype=pl.Int64)
            columns = {
                str(index): pl.Series([cells[index] for _, cells in some], dtype=pl.String)
                for index in used
            }
            yield Cells(places, pl.DataFrame(columns))
            self._read = file.tell()


class Plain:
    """Reads rows whose every cell is either wholly in quotes or has none."""

    def __init__(self, separator: str, width: int) -> None:
        self._separator = separator
        self._names = [str(index) for index in range(width)]
        cell = f'(?:"[^"{_CONTROL}]*"|[^"{separator}{_CONTROL}]*)'
        self._row = rf"\A{cell}(?:{separator}{cell})*\r?\z"

    def holds(self, block: bytes) -> bool:
        """Whether these are whole rows, all of them plain."""
        if b"\0" in block or not block.endswith(b"\n"):
            return False
        try:
            rows = pl.read_csv(
                io.BytesIO(block),
                has_header=False,
                separator="\0",
                quote_char=None,
                schema={"row": pl.String},
            )["row"].fill_null("")
        except pl.exceptions.PolarsError:
            return False  # it is no UTF-8
        longest = rows.str.len_bytes().max()
        return (
            len(rows) == block.count(b"\n")
            and isinstance(longest, int)
            and longest < _LONGEST_ROW
            and rows.str.contains(self._row).all()
        )

    def columns(self, block: bytes) -> pl.DataFrame | None:
        """Every column of whole rows; None unless all rows are plain."""
        if not self.holds(block):
            return None
        names = self._separator.join(self._names).encode()
        try:
            columns = pl.read_csv(
                io.BytesIO(names + b"\n" + block), separator=self._separator, infer_schema=False
            )
        except pl.exceptions.PolarsError:
            return None  # a row has too many cells
        is_whole = columns.height == block.count(b"\n") and columns.columns == self._names
        return columns if is_whole else None


def _without_blank_rows(places: pl.Series, columns: pl.DataFrame, used: Collection[int]) -> Cells:
    wanted = columns.select(map(str, used))
    if columns.select((pl.first().str.strip_chars().fill_null("") == "").any()).item():
        said = pl.all().str.strip_chars().fill_null("") != ""
        kept = columns.select(pl.any_horizontal(said)).to_series()
        places, wanted = places.filter(kept), wanted.filter(kept)
    return Cells(places, wanted)
