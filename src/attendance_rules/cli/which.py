"""Which pupil of a file is meant."""

from __future__ import annotations

import dataclasses

from attendance_rules.caseload import Caseload, CaseRow
from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless


def rows_of(caseload: Caseload, pupil: str, school: str | None) -> tuple[CaseRow, ...]:
    """The rows of one pupil: one a school, or that of the school. Raises `DataError` for none."""
    if school is not None:
        rows = tuple(row for row in caseload.rows if row.school_id == school)
        if not rows:
            raise _error(caseload, "no pupil has this `school_id`; write it as in the file")
        caseload = dataclasses.replace(caseload, rows=rows)
    return caseload.only(pupil).rows


def row_of(caseload: Caseload, pupil: str, school: str | None) -> CaseRow:
    """The one row that is meant. Raises `DataError` when there are several or none."""
    rows = rows_of(caseload, pupil, school)
    if len(rows) > 1:
        raise _error(caseload, "several schools have this `pupil_id`; say which by --school")
    return rows[0]


def _error(caseload: Caseload, message: str) -> DataError:
    return DataError([f"{harmless(str(caseload.path))}: {message}"])
