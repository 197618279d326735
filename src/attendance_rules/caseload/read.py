"""A file of pupils → Caseload, or everything that is wrong with it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attendance_rules.caseload.caseload import Caseload, CaseRow
from attendance_rules.caseload.columns import Layout, lay_out
from attendance_rules.caseload.rows import RowReader, Seen
from attendance_rules.edition.edition import Edition
from attendance_rules.files.csv_file import read_csv
from attendance_rules.files.json_file import read_json, read_json_lines
from attendance_rules.files.parquet_file import read_parquet
from attendance_rules.files.problems import NO_PUPILS, Problems
from attendance_rules.files.table import Table
from attendance_rules.messages.english import listed

_FORMATS: dict[str, Callable[[BinaryIO, Problems], Table]] = {
    ".csv": read_csv,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
}
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"})


def read_caseload(
    path: Path,
    edition: Edition,
    *,
    ignore_unknown_columns: bool = False,
    carry: Sequence[str] = (),
) -> Caseload:
    """The pupils in the file at `path`: CSV, JSON, JSON Lines or Parquet, as its name ends.

    A column is an identifier (`pupil_id`, and `school_id` if there is one), a fact of the edition,
    or named in `carry`; any other is an error unless `ignore_unknown_columns`. A blank fact is
    unknown. Raises `DataError` with everything that is wrong, by row and column: it never holds a
    cell, and of more than 20 problems it holds the first 20 and the number of the others.
    """
    problems = Problems(path)
    read_table = _FORMATS[known_suffix(path, problems)]
    fault = ""
    try:
        with path.open("rb") as file:
            table = read_table(file, problems)
            layout = lay_out(
                table.columns,
                edition,
                problems,
                blank=table.blank,
                carry=carry,
                ignore_unknown=ignore_unknown_columns,
            )
            rows = tuple(_rows(table, layout, edition, problems))
    except OSError as error:
        fault = reason(error)
    if fault:
        raise problems.error(f"cannot be read: {fault}")
    if problems:
        raise problems.error()
    if not rows:
        raise problems.error(NO_PUPILS)
    columns = tuple(column.name for column in table.columns)
    return Caseload(path, table.unit, columns, tuple(carry), layout.ignored, rows)


def _rows(table: Table, layout: Layout, edition: Edition, problems: Problems) -> Iterator[CaseRow]:
    """The pupils of which nothing is wrong. What is wrong with the others is in `problems`."""
    reader = RowReader(table.unit, table.columns, layout, edition, problems)
    seen: Seen = {}
    for place, cells in table.records(layout.wanted):
        row = reader.row(place, cells, seen)
        if not problems:  # otherwise nobody will get any of them
            yield row


def known_suffix(path: Path, problems: Problems) -> str:
    """How the file's name ends. Raises `DataError` if it is no file, or of no kind that is read."""
    mode, fault = 0, ""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        fault = reason(error)
    except ValueError:  # a name that no file can have
        fault = "there is no such file"
    if fault:
        raise problems.error(f"cannot be read: {fault}")
    if stat.S_ISDIR(mode):
        raise problems.error("is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise problems.error("is not a regular file; save the data to a file first")
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        raise problems.error("is a spreadsheet; open it and save it as CSV UTF-8")
    if suffix not in _FORMATS:
        known = listed(_FORMATS, "or")
        raise problems.error(f"is of no kind that is read; let its name end in {known}")
    return suffix


def reason(error: OSError) -> str:
    """Why a file cannot be read, in a few words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return (error.strerror or "the system gives no reason").lower()
