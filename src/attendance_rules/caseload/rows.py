"""One record of a table → a pupil, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.caseload.columns import Layout
from attendance_rules.decision.cells import carried, identifier
from attendance_rules.decision.facts import CheckedFacts, FactReader
from attendance_rules.edition.edition import Edition
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Unit
from attendance_rules.messages.quoting import shown
from attendance_rules.program.program import FactValue

Seen = dict[tuple[str | None, str], int]
"""Where each pupil stood first."""


class RowReader:
    """Reads the records of one table. What is wrong with them goes to `problems`."""

    def __init__(
        self,
        unit: Unit,
        columns: Sequence[Column],
        layout: Layout,
        edition: Edition,
        problems: Problems,
    ) -> None:
        self._unit = unit
        self._columns = columns
        self._layout = layout
        self._facts = FactReader(edition)
        self._unknown: tuple[FactValue, ...] = (None,) * len(edition.facts)
        self._problems = problems

    def row(self, place: int, cells: Sequence[object], seen: Seen | None = None) -> CaseRow:
        """The pupil in a record; of no use to anybody if there is a problem with it.

        A pupil that is in `seen` already is a problem too.
        """
        layout = self._layout
        school_id = None
        if layout.school_id is not None:
            school_id = self._identifier("school_id", cells[layout.school_id], place)
        pupil_id = self._identifier("pupil_id", cells[layout.pupil_id], place)
        if seen is not None and pupil_id and school_id != "":
            first = seen.setdefault((school_id, pupil_id), place)
            if first != place:
                self.report_same(first, place)
        facts = self._checked(cells, place)
        return CaseRow(place, pupil_id, school_id, facts, self._carried(cells, place))

    def report_same(self, first: int, place: int) -> None:
        """Say that two places hold one pupil."""
        has_schools = self._layout.school_id is not None
        names = "`school_id` and `pupil_id`" if has_schools else "`pupil_id`"
        self._problems.add(
            f"{self._unit}s {first} and {place} have the same {names}; keep one of them"
        )

    def _report(self, place: int, column: str, message: str) -> None:
        self._problems.add(f"{self._unit} {place}, column {shown(column)}: {message}")

    def _identifier(self, name: str, cell: object, place: int) -> str:
        try:
            text = identifier(cell)
        except ValueError:
            self._report(place, name, "must be plain text or a whole number")
            return ""
        if not text:
            self._report(place, name, "must not be blank; give the id")
        return text

    def _checked(self, cells: Sequence[object], place: int) -> CheckedFacts:
        values = list(self._unknown)
        for column in self._layout.facts:
            try:
                values[column.position] = column.read(cells[column.index])
            except ValueError:
                self._report(place, column.name, column.requirement)
        for contradiction in self._facts.contradictions(values):
            self._problems.add(
                f"{self._unit} {place}: {contradiction}, of which it is a part; correct one"
            )
        return self._facts.with_defaults(values)

    def _carried(self, cells: Sequence[object], place: int) -> tuple[str, ...]:
        kept: list[str] = []
        for index in self._layout.carried:
            try:
                kept.append(carried(cells[index]))
            except ValueError:
                column = self._columns[index].name
                self._report(place, column, "holds a character that no text has; remove it")
        return tuple(kept)
