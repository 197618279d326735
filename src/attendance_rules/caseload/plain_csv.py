"""The records of a CSV file in batches: many at once where it is plain, one by one elsewhere.

Polars takes CSV apart much faster than `csv` does, but guesses where a file is not as it should
be. So it gets only rows of which it is certain that both read the same; behind the first row that
is otherwise, all rows are read one by one.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO, Final, NamedTuple

import polars as pl

from attendance_rules.caseload.csv_file import Header, read_records
from attendance_rules.caseload.problems import Problems
from attendance_rules.caseload.table import Record

BLOCK = 2**24  # bytes
ROWS_AT_ONCE = 100_000
_LONGEST_ROW = 2**17  # bytes; no longer than the longest cell that `csv` reads
_CONTROL: Final = r"\x00-\x08\x0b-\x1f\x7f"


class Cells(NamedTuple):
    """Some records: where they stand in the file, and the columns that are used, by their index."""

    places: pl.Series
    columns: pl.DataFrame


def csv_cells(
    file: BinaryIO, header: Header, used: Collection[int], problems: Problems
) -> Iterator[Cells]:
    """The records below the header. `file` is the whole file, opened again."""
    plain = _Plain(header, used)
    row = header.row + 1
    # What stands above is blank, or else is the header, so each is one line unless it is odd.
    above = [file.readline(_LONGEST_ROW) for _ in range(header.row)]
    if not plain.is_plain(above[-1].removeprefix(b"\xef\xbb\xbf")):
        yield from _by_rows(header.records, used)
        return
    while True:
        start = file.tell()
        block = file.read(BLOCK)
        if not block:
            return
        block = block[: block.rfind(b"\n") + 1]
        columns = plain.columns(block) if block else None
        if columns is None:
            file.seek(start)
            yield from _by_rows(read_records(file, row, header, problems), used)
            return
        file.seek(start + len(block))
        places = pl.int_range(row, row + columns.height, dtype=pl.Int64, eager=True)
        row += columns.height
        yield _without_blank_rows(places, columns, used)


def _by_rows(records: Iterable[Record], used: Collection[int]) -> Iterator[Cells]:
    records = iter(records)
    schema = {str(index): pl.String for index in used}
    while some := list(itertools.islice(records, ROWS_AT_ONCE)):
        places = pl.Series([place for place, _ in some], dtype=pl.Int64)
        columns = {str(index): [cells[index] for _, cells in some] for index in used}
        yield Cells(places, pl.DataFrame(columns, schema=schema))


class _Plain:
    """Reads rows whose every cell is either wholly in quotes or has none."""

    def __init__(self, header: Header, used: Collection[int]) -> None:
        self._separator = header.separator
        self._names = [str(index) for index in range(len(header.columns))]
        other = f'[^"{header.separator}{_CONTROL}]*'
        cell = f'(?:"[^"{_CONTROL}]*"|{other})'
        self._row = rf"\A{cell}(?:{header.separator}{cell})*\r?\z"

    def is_plain(self, row: bytes) -> bool:
        return self._are_plain(row) if row.endswith(b"\n") else False

    def columns(self, block: bytes) -> pl.DataFrame | None:
        """Every column of whole rows; None unless each of them is plain."""
        if not self._are_plain(block):
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

    def _are_plain(self, block: bytes) -> bool:
        if b"\0" in block:
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
        if len(rows) != block.count(b"\n") or not rows.str.contains(self._row).all():
            return False
        longest = rows.str.len_bytes().max()
        return isinstance(longest, int) and longest < _LONGEST_ROW


def _without_blank_rows(
    places: pl.Series, columns: pl.DataFrame, used: Collection[int]
) -> Cells:
    wanted = columns.select(map(str, used))
    if columns.select((pl.first().str.strip_chars().fill_null("") == "").any()).item():
        said = pl.all().str.strip_chars().fill_null("") != ""
        kept = columns.select(pl.any_horizontal(said)).to_series()
        places, wanted = places.filter(kept), wanted.filter(kept)
    return Cells(places, wanted)
