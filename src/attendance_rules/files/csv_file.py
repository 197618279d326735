"""CSV, as spreadsheets write it: UTF-8 with or without a byte-order mark, comma or semicolon."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Record, Table
from attendance_rules.files.text import Lines, refuse_other_formats

_QUOTED = re.compile(r'"[^"]*"')


def read_csv(file: BinaryIO, problems: Problems) -> Table:
    """The table in a CSV file. Raises `DataError` when it has no header or is no text.

    Rows count as a spreadsheet counts them: the header is row 1, blank rows count although they
    are passed over, and a line end within a quoted cell starts no new row.

    A row with more cells than the header is a problem. One with fewer has blank cells at its end,
    because spreadsheets leave trailing blank cells out; only when the file's last row is short and
    has no line end either, the file looks cut off, and that is a problem.
    """
    header = read_header(file, problems)
    return Table("row", "blank", header.columns, lambda _: header.records)


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a CSV file, in which row they stand, and the records below them."""

    columns: tuple[Column, ...]
    separator: str
    row: int
    records: Iterator[Record]


def read_header(file: BinaryIO, problems: Problems) -> Header:
    """The start of a CSV file; for what is refused see `read_csv`."""
    refuse_other_formats(file, problems)
    lines = Lines(file, "row", problems)
    for first in lines:
        if first.strip(' \t\r\n,;"'):
            break
        lines.place += 1
    else:
        raise problems.error("holds only blank rows; export it again, with column names and pupils")
    separator, row = _separator(first, lines), lines.place
    rows = _rows(itertools.chain([first], lines), separator, lines)
    columns = tuple(Column(cell.strip(), f"row {row}") for cell in next(rows))
    return Header(columns, separator, row, _records(rows, lines, len(columns), problems))


def read_records(file: BinaryIO, row: int, header: Header, problems: Problems) -> Iterator[Record]:
    """The records from where the file stands, which is the start of a row below the header."""
    lines = Lines(file, "row", problems, row)
    rows = _rows(lines, header.separator, lines)
    return _records(rows, lines, len(header.columns), problems)


def _records(
    rows: Iterator[list[str]], lines: Lines, width: int, problems: Problems
) -> Iterator[Record]:
    """The rows that are not blank, as wide as the header."""
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > width:
            problems.add(
                f"row {lines.place} has {len(cells)} cells and the header {width}; put a "
                f"cell that holds a separator in quotes, or remove the cells at the end"
            )
            continue
        missing = width - len(cells)
        if missing and not lines.ended:
            problems.add(
                f"row {lines.place}, the last, has {len(cells)} cells and the header "
                f"{width}, and no line end: the file looks cut off; export it again"
            )
            continue
        yield lines.place, [*cells, *[""] * missing]


def _separator(header: str, lines: Lines) -> str:
    names = _QUOTED.sub("", header)
    commas, semicolons = names.count(","), names.count(";")
    if not commas and not semicolons and "\t" in names:
        raise lines.stop("is separated by tabs; save the file with commas or semicolons")
    return ";" if semicolons > commas else ","


def _rows(text: Iterator[str], separator: str, lines: Lines) -> Iterator[list[str]]:
    """The rows' cells, keeping count in `lines.place`."""
    reader = csv.reader(text, delimiter=separator, strict=True, skipinitialspace=True)
    while True:
        cells: list[str] | None = None
        too_long = False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "limit" in str(error)
        # Raised here, so that the error holds no other one.
        if too_long:
            raise lines.stop(
                f"holds a cell of more than {csv.field_size_limit():,} characters; check that "
                f"every quotation mark is closed"
            )
        if cells is None:
            raise lines.stop(
                "has quotation marks that do not match; close each, and double those within a cell"
            )
        yield cells
        lines.place += 1
