"""CSV registers: UTF-8 with or without a byte-order mark; comma or semicolon."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path
from typing import BinaryIO

import polars as pl

from attendance_rules.errors import DataError
from attendance_rules.files.csv_file import read_csv
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Wanted
from attendance_rules.files.text import LONGEST_LINE, refuse_other_formats
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.sources.sources import Source

_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_LAST_LINE = 65_536  # bytes


def open_csv(path: Path, problems: Problems) -> Source:
    """The register in a CSV file, every cell as text. Raises `DataError`."""
    with path.open("rb") as file:
        refuse_other_formats(file, problems)
        header, row = _header(file, problems)
        ending = _last_line(file)
    separator = max(",;", key=_QUOTED.sub("", header).count)
    names = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    # A last row that is short and has no line end was probably cut off, with others after it.
    if ending.strip() and _QUOTED.sub("", ending).count(separator) < len(names) - 1:
        raise problems.error(
            "ends within a row, without a line end: it looks cut off; export it again"
        )
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            problems.add(f"row {row}: two columns are called {shown(name)}; rename one of them")
    if problems:
        raise problems.error()
    # By number, so that it does not matter what Polars does to blank and repeated names.
    schema = {f"{number}": pl.String for number in range(len(names))}
    lazy = pl.scan_csv(
        path, separator=separator, schema=schema, has_header=False, skip_lines=row, glob=False
    )
    columns = dict(zip(names, schema, strict=True))
    return Source(str(path), "row", row + 1, lazy, columns, may_have_blank_rows=True, path=path)


def _header(file: BinaryIO, problems: Problems) -> tuple[str, int]:
    """The first row with something in it, and which it is, counted from 1. Raises `DataError`."""
    row = 0
    while line := file.readline(LONGEST_LINE):
        row += 1
        text = line.decode("utf-8-sig", errors="replace").rstrip("\r\n")
        if not text.strip(' \t,;"'):
            continue
        fault = ""
        if "\N{REPLACEMENT CHARACTER}" in text:
            fault = "is not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
        elif "\0" in text:
            fault = "holds a NUL byte and is no text; save the file as UTF-8 text"
        elif "\t" in text and not {",", ";"} & set(text):
            fault = "is separated by tabs; save the file with commas or semicolons"
        elif "\r" in text or len(line) == LONGEST_LINE or text.count('"') % 2:
            fault = "is no row of column names; check the line ends and the quotes"
        if fault:
            raise problems.error(f"row {row} {fault}")
        return text, row
    raise problems.error("holds only blank rows; export it again, with column names and marks")


def _last_line(file: BinaryIO) -> str:
    """What stands after the last line end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _LONGEST_LAST_LINE))
    return file.read().rsplit(b"\n", 1)[-1].decode("utf-8", errors="replace")


def wrong_csv(path: Path, problems: Problems) -> DataError:
    """What makes a CSV file unreadable, with the rows. It is read once more, and slowly."""
    nothing = Wanted(frozenset())
    found: DataError | None = None
    try:
        with path.open("rb") as file:
            for _ in read_csv(file, problems).records(nothing):
                pass
    except DataError as error:
        found = error
    if found is not None:
        return found
    last = None if problems else "cannot be read as CSV; check the line ends and the quotes"
    return problems.error(last)
