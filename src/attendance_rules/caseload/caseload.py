"""A caseload: the pupils of one file, checked.

No `repr` here shows a pupil's facts or identifiers, so that no log and no failed test does.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from attendance_rules.decision.facts import CheckedFacts
from attendance_rules.errors import DataError
from attendance_rules.files.table import Unit
from attendance_rules.messages.quoting import harmless


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One pupil. `carried` holds the cells of the caseload's `carried` columns, as text.

    `row` is where the pupil stands, counted in the caseload's `unit`.
    """

    row: int
    pupil_id: str = field(repr=False)
    school_id: str | None = field(repr=False)
    facts: CheckedFacts = field(repr=False)
    carried: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Caseload:
    """The pupils of the file at `path`, in its order.

    `columns` are all columns of the file, `carried` those to be carried through to the output, and
    `ignored` those that are neither known nor carried.
    """

    path: Path
    unit: Unit
    columns: tuple[str, ...]
    carried: tuple[str, ...]
    ignored: tuple[str, ...]
    rows: tuple[CaseRow, ...] = field(repr=False)

    def only(self, pupil_id: str) -> Caseload:
        """The rows of one pupil: one a school. Raises `DataError` when there is none."""
        rows = tuple(row for row in self.rows if row.pupil_id == pupil_id)
        if not rows:
            path = harmless(str(self.path))
            raise DataError([f"{path}: no pupil has this `pupil_id`; write it as in the file"])
        return dataclasses.replace(self, rows=rows)

    @property
    def has_schools(self) -> bool:
        """Whether the file says of each pupil which school it is."""
        return "school_id" in self.columns
