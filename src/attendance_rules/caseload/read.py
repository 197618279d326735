"""A file of pupils → Caseload, or everything that is wrong with it."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attendance_rules.caseload.cells import carried, identifier
from attendance_rules.caseload.csv_file import read_csv
from attendance_rules.caseload.form import Caseload, CaseRow
from attendance_rules.caseload.json_file import read_json, read_json_lines
from attendance_rules.caseload.layout import Layout, lay_out
from attendance_rules.caseload.parquet_file import read_parquet
from attendance_rules.caseload.problems import NO_PUPILS, Problems
from attendance_rules.caseload.table import Table
from attendance_rules.decision.facts import CheckedFacts, FactReader
from attendance_rules.edition.diagnostics import shown
from attendance_rules.edition.form import Edition
from attendance_rules.program.form import FactValue

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
    read_table = _format(path, problems)
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
            rows = tuple(_Reader(table, layout, edition, problems).rows())
    except OSError as error:
        fault = _reason(error)
    if fault:
        raise problems.error(f"cannot be read: {fault}")
    if problems:
        raise problems.error()
    if not rows:
        raise problems.error(NO_PUPILS)
    columns = tuple(column.name for column in table.columns)
    return Caseload(path, table.unit, columns, tuple(carry), layout.ignored, rows)


def _format(path: Path, problems: Problems) -> Callable[[BinaryIO, Problems], Table]:
    """What reads the file. Raises `DataError` when it is no file, or of no kind that is read."""
    mode, fault = 0, ""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        fault = _reason(error)
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
        raise problems.error(f"is of no kind that is read; let its name end in {_listed()}")
    return _FORMATS[suffix]


def _listed() -> str:
    *most, last = _FORMATS
    return f"{', '.join(most)} or {last}"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    return (error.strerror or "the system gives no reason").lower()


class _Reader:
    """Reads the records of one table."""

    def __init__(self, table: Table, layout: Layout, edition: Edition, problems: Problems) -> None:
        self._table = table
        self._layout = layout
        self._facts = FactReader(edition)
        self._unknown: tuple[FactValue, ...] = (None,) * len(edition.facts)
        self._problems = problems
        self._seen: dict[tuple[str | None, str], int] = {}

    def rows(self) -> Iterator[CaseRow]:
        """The pupils of which nothing is wrong. What is wrong with the others is in `problems`."""
        layout = self._layout
        for place, cells in self._table.records(layout):
            school_id = None
            if layout.school_id is not None:
                school_id = self._identifier("school_id", cells[layout.school_id], place)
            pupil_id = self._identifier("pupil_id", cells[layout.pupil_id], place)
            if pupil_id and school_id != "":
                self._check_unique(school_id, pupil_id, place)
            facts = self._checked(cells, place)
            kept = self._carried(cells, place)
            if not self._problems:  # otherwise nobody will get any of them
                yield CaseRow(place, pupil_id, school_id, facts, kept)

    def _report(self, place: int, column: str, message: str) -> None:
        self._problems.add(f"{self._table.unit} {place}, column {shown(column)}: {message}")

    def _identifier(self, name: str, cell: object, place: int) -> str:
        try:
            text = identifier(cell)
        except ValueError:
            self._report(place, name, "must be plain text or a whole number")
            return ""
        if not text:
            self._report(place, name, "must not be blank; give the id")
        return text

    def _check_unique(self, school_id: str | None, pupil_id: str, place: int) -> None:
        first = self._seen.setdefault((school_id, pupil_id), place)
        if first != place:
            names = "`pupil_id`" if school_id is None else "`school_id` and `pupil_id`"
            self._problems.add(
                f"{self._table.unit}s {first} and {place} have the same {names}; keep one of them"
            )

    def _checked(self, cells: Sequence[object], place: int) -> CheckedFacts:
        values = list(self._unknown)
        for column in self._layout.facts:
            try:
                values[column.position] = column.read(cells[column.index])
            except ValueError:
                self._report(place, column.name, column.requirement)
        for contradiction in self._facts.contradictions(values):
            self._problems.add(
                f"{self._table.unit} {place}: {contradiction}, of which it is a part; correct one"
            )
        return self._facts.with_defaults(values)

    def _carried(self, cells: Sequence[object], place: int) -> tuple[str, ...]:
        kept: list[str] = []
        for index in self._layout.carried:
            try:
                kept.append(carried(cells[index]))
            except ValueError:
                column = self._table.columns[index].name
                self._report(place, column, "holds a character that no text has; remove it")
        return tuple(kept)
