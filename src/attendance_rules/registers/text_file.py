"""CSV registers: UTF-8 with or without a byte-order mark; comma, semicolon or tab."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path
from typing import BinaryIO

from attendance_rules.caseload.problems import Problems
from attendance_rules.caseload.text import Lines, refuse_other_formats
from attendance_rules.edition.diagnostics import shown
from attendance_rules.registers.sources import Source

_QUOTED = re.compile(r'"[^"]*"')
_SEPARATORS = ",;\t"
_LONGEST_LAST_LINE = 65_536  # bytes


def open_csv(path: Path, problems: Problems) -> Source:
    """The register in a CSV file, every cell as text. Raises `DataError`."""
    import polars as pl

    with path.open("rb") as file:
        refuse_other_formats(file, problems)
        header, row = _header(file, problems)
    separator = max(_SEPARATORS, key=_QUOTED.sub("", header).count)
    plain = [name.strip() for name in next(csv.reader([header], delimiter=separator))]
    _refuse_cut_off(path, len(plain), separator, problems)
    for name in dict.fromkeys(plain):
        if name and plain.count(name) > 1:
            problems.add(f"row {row}: two columns are called {shown(name)}; rename one of them")
    if problems:
        raise problems.error()
    # Names that do not depend on what Polars does to blank and repeated ones.
    schema = {f"{number}": pl.String for number in range(len(plain))}
    lazy = pl.scan_csv(
        path, separator=separator, schema=schema, has_header=False, skip_lines=row, glob=False
    )
    columns = dict(zip(plain, schema, strict=True))
    return Source(str(path), "row", row + 1, lazy, columns, may_have_blank_rows=True, path=path)


def _header(file: BinaryIO, problems: Problems) -> tuple[str, int]:
    """The first row with something in it, and which it is, counted from 1."""
    lines = Lines(file, "row", problems)
    for line in lines:
        if line.strip(' \t\r\n,;"'):
            return line.rstrip("\r\n"), lines.place
        lines.place += 1
    raise problems.error("holds only blank rows; export it again, with column names and marks")


def _refuse_cut_off(path: Path, cells: int, separator: str, problems: Problems) -> None:
    """A last row that is short and has no line end was probably cut off with others after it."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST_LAST_LINE))
        last = file.read().rsplit(b"\n", 1)[-1].decode("utf-8", errors="replace")
    if last.strip() and _QUOTED.sub("", last).count(separator) < cells - 1:
        raise problems.error(
            "ends within a row, without a line end: it looks cut off; export it again"
        )
