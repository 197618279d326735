"""A workbook: its sheets, and the rows of those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import BinaryIO, TypeVar

from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook.archive import Archive
from attendance_rules.files.workbook.cells import CellReader
from attendance_rules.files.workbook.contents import Contents, Sheet, read_contents
from attendance_rules.files.workbook.formats import GENERAL, read_formats
from attendance_rules.files.workbook.kinds import refuse_other_archives, refuse_other_kinds
from attendance_rules.files.workbook.rows import Row, read_rows
from attendance_rules.files.workbook.strings import SharedStrings
from attendance_rules.files.workbook.unusable import UnusableError
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

Found = TypeVar("Found")


class Workbook:
    """An XLSX workbook in an open file. What cannot be used raises `DataError`."""

    def __init__(self, file: BinaryIO, problems: Problems) -> None:
        self._problems = problems
        self._archive, self._contents = self._usable(lambda: _opened(file))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every sheet in the order of the workbook, hidden ones and charts too."""
        return self._contents.sheets

    @property
    def worksheets(self) -> tuple[Sheet, ...]:
        """The sheets that hold rows, hidden ones too."""
        return tuple(sheet for sheet in self.sheets if sheet.holds == "rows")

    def choose(self, names: Sequence[str] = ()) -> tuple[Sheet, ...]:
        """The sheets of these names, or the first that holds rows and is not hidden."""
        if not names:
            seen = [sheet for sheet in self.worksheets if not sheet.is_hidden]
            if not seen:
                hidden = ", ".join(shown(sheet.name) for sheet in self.worksheets)
                what = f"name one of those that are hidden: {hidden}" if hidden else "there is none"
                raise self._problems.error(f"shows no sheet that holds rows; {what}")
            return tuple(seen[:1])
        known = {sheet.name: sheet for sheet in self.sheets}
        for name in dict.fromkeys(names):
            if name not in known:
                near = did_you_mean(name, [sheet.name for sheet in self.worksheets])
                remedy = f"; {near}" if near else ""
                self._problems.add(f"there is no sheet {shown(name)}{remedy}")
            elif known[name].holds != "rows":
                what = known[name].holds
                self._problems.add(f"sheet {shown(name)} holds {what}; name a sheet with rows")
        if self._problems:
            raise self._problems.error()
        return tuple(known[name] for name in dict.fromkeys(names))

    def unread(self, read: Iterable[Sheet]) -> tuple[Sheet, ...]:
        """The sheets beside these in which there is a row; also those that cannot be read."""
        known = set(read)
        return tuple(
            sheet for sheet in self.worksheets if sheet not in known and self._has_rows(sheet)
        )

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a sheet in which there is something, as they are read.

        They come before it is known whether the rest can be read: act on none before the last.
        """
        fault = ""
        try:
            yield from read_rows(self._archive.read(sheet.part), self._cells)
        except UnusableError as error:
            fault = f"sheet {shown(sheet.name)}{error}"
        if fault:
            raise self._problems.error(fault)

    def _has_rows(self, sheet: Sheet) -> bool:
        try:
            return any(True for _ in read_rows(self._archive.read(sheet.part), self._cells))
        except UnusableError:
            return True

    @cached_property
    def _cells(self) -> CellReader:
        return self._usable(self._cell_reader)

    def _cell_reader(self) -> CellReader:
        contents, archive = self._contents, self._archive
        strings, styles = contents.strings, contents.styles
        return CellReader(
            SharedStrings(archive.read(strings) if strings else None),
            read_formats(archive.read(styles)) if styles else {"0": GENERAL},
            from_1904=contents.from_1904,
            not_calculated=contents.not_calculated,
        )

    def _usable(self, find: Callable[[], Found]) -> Found:
        """What `find` finds; its error becomes that of the file, and holds no other one."""
        fault = ""
        try:
            return find()
        except UnusableError as error:
            fault = str(error)
        except OSError as error:
            fault = f"cannot be read: {(error.strerror or 'the system gives no reason').lower()}"
        raise self._problems.error(fault)


def _opened(file: BinaryIO) -> tuple[Archive, Contents]:
    refuse_other_kinds(file)
    archive = Archive(file)
    refuse_other_archives(archive)
    return archive, read_contents(archive)
