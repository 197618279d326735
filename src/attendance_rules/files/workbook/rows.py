"""The XML of a sheet → its rows, while it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attendance_rules.files.workbook.cells import Cell, CellReader
from attendance_rules.files.workbook.markup import DEEPEST, TAGS, parse, too_deep
from attendance_rules.files.workbook.references import (
    LAST_COLUMN,
    LAST_ROW,
    column_letters,
    columns_by_letters,
)
from attendance_rules.files.workbook.texts import Text
from attendance_rules.files.workbook.unusable import SAVE_AGAIN, UnusableError

MOST_CELLS = 10_000_000
"""Of a table from the first row with something in it to the last, as wide as the widest row."""

MOST_TEXT = 512 * 2**20
"""Characters in a sheet, since a shared string is in the file once and in a sheet many times."""

_SPLIT = "save the sheet as CSV UTF-8"
_ROW = re.compile("[1-9][0-9]{0,6}")

# How deep each element stands.
_SHEET, _DATA, _ROWS, _CELLS, _CONTENT = range(1, 6)


class Row(NamedTuple):
    """A row in which there is something. `number` is what the spreadsheet calls it.

    `cells` run from column A to the last in which there is something.
    """

    number: int
    cells: Sequence[Cell]

    def __repr__(self) -> str:
        return f"<Row {self.number}>"


class _Scan:
    """Where the parser stands in the sheet, and the rows that it has passed."""

    def __init__(self, reader: CellReader) -> None:
        self.rows: list[Row] = []
        self.text = Text()
        self._read = reader.cell
        self._columns = columns_by_letters()
        self._depth = 0
        self._has_data = self._in_data = False
        self._row, self._row_text, self._cells = 0, "0", list[Cell]()
        self._column = -1
        self._attributes: dict[str, str] = {}
        self._content: str | None = None
        self._stored: str | None = None
        self._is_formula = False
        self._first_row, self._width = 0, 0
        self._characters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        depth = self._depth = self._depth + 1
        if not self._in_data:
            self._start_outside(name, depth)
        elif depth == _CELLS:
            self._start_cell(name, attributes)
        elif depth == _CONTENT:
            self._start_content(name)
        elif depth == _ROWS:
            self._start_row(name, attributes)
        elif depth > DEEPEST:
            raise too_deep()
        elif self._content == "is":
            self.text.begin_part(TAGS.get(name))
        elif self._content != "extLst":
            raise _strange()

    def end(self, name: str) -> None:
        depth = self._depth
        self._depth = depth - 1
        if not self._in_data:
            return
        if depth == _CONTENT:
            self._end_content()
        elif depth == _CELLS:
            self._end_cell()
        elif depth == _ROWS:
            if self._cells:
                self.rows.append(Row(self._row, self._cells))
            self._column = -1
        elif depth == _DATA:
            self._in_data = False
        elif self._content == "is":
            self.text.end_part(TAGS.get(name))

    def place(self) -> str:
        """Where in the sheet the parser stands, for a message; nothing if before all rows."""
        if not self._row:
            return ""
        column = f", column {column_letters(self._column)}" if self._column >= 0 else ""
        return f", row {self._row}{column}"

    def _start_outside(self, name: str, depth: int) -> None:
        tag = TAGS.get(name)
        if depth == _DATA and tag == "sheetData":
            if self._has_data:
                raise _strange()
            self._has_data = self._in_data = True
        elif depth > DEEPEST:
            raise too_deep()
        elif depth == _SHEET and tag != "worksheet":
            raise _strange()

    def _start_row(self, name: str, attributes: dict[str, str]) -> None:
        if TAGS.get(name) != "row":
            raise _strange()
        text = attributes.get("r", f"{self._row + 1}")
        number = int(text) if _ROW.fullmatch(text) else 0
        if not 0 < number <= LAST_ROW:
            raise UnusableError(f"a row that follows has an impossible number; {SAVE_AGAIN}")
        if number <= self._row:
            raise UnusableError(f"a row that follows is there twice or in disorder; {SAVE_AGAIN}")
        self._row, self._row_text, self._cells = number, text, []

    def _start_cell(self, name: str, attributes: dict[str, str]) -> None:
        if TAGS.get(name) != "c":
            raise _strange()
        column = self._column + 1
        reference = attributes.get("r")
        if reference is not None:
            letters = reference.removesuffix(self._row_text)
            known = letters != reference
            column = self._columns.get(letters, LAST_COLUMN) if known else LAST_COLUMN
        if column >= LAST_COLUMN:
            raise UnusableError(f"a cell that follows has an impossible place; {SAVE_AGAIN}")
        if column <= self._column:
            raise UnusableError(f"a cell that follows is there twice or in disorder; {SAVE_AGAIN}")
        self._column = column
        self._attributes = attributes
        self._stored = None
        self._is_formula = False

    def _start_content(self, name: str) -> None:
        tag = self._content = TAGS.get(name)
        if tag == "v" or tag == "is":
            if self._stored is not None:
                raise _strange()
            if tag == "v":
                self.text.begin()
        elif tag == "f":
            self._is_formula = True
        elif tag != "extLst":
            raise _strange()

    def _end_content(self) -> None:
        if self._content == "v":
            self._stored = self.text.end()
        elif self._content == "is":
            self._stored = self.text.end_rich()

    def _end_cell(self) -> None:
        get = self._attributes.get
        value = self._read(get("t", "n"), self._stored, get("s", "0"), self._is_formula)
        if value is None:
            return
        cells, column = self._cells, self._column
        if not cells or column >= self._width:
            self._check_size()
        if type(value) is str:
            self._characters += len(value)
            if self._characters > MOST_TEXT:
                raise UnusableError(f"holds more than {MOST_TEXT:,} characters; {_SPLIT}")
        if column > len(cells):
            cells.extend([None] * (column - len(cells)))
        cells.append(value)

    def _check_size(self) -> None:
        """Before anybody makes a table of what one stray cell makes large."""
        self._first_row = self._first_row or self._row
        self._width = max(self._width, self._column + 1)
        if (self._row - self._first_row + 1) * self._width > MOST_CELLS:
            raise UnusableError(
                f"makes the table one of more than {MOST_CELLS:,} cells; delete what stands here "
                f"apart from the others, or {_SPLIT}"
            )


def read_rows(pieces: Iterable[bytes], reader: CellReader) -> Iterator[Row]:
    """The rows in the part of a sheet. Raises `UnusableError`, which begins with the place."""
    scan = _Scan(reader)
    fault = ""
    try:
        for _ in parse(pieces, scan.start, scan.end, scan.text.pieces.append):
            scan.text.trim()
            yield from scan.rows
            scan.rows.clear()
    except UnusableError as error:
        fault = f"{scan.place()}: {error}"
    if fault:
        raise UnusableError(fault)


def _strange() -> UnusableError:
    return UnusableError(f"holds XML that no spreadsheet writes; {SAVE_AGAIN}")
