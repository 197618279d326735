"""What stands in the tables of register codes, and the form that they are used in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field, Strict

from attendance_rules.documents.values import Day, Text, Title, YesNo
from attendance_rules.documents.written import Written

Category = Literal[
    "present",
    "approved_educational_activity",
    "authorised_absence",
    "unauthorised_absence",
    "not_possible",
    "missing",
]
"""What a session counts as. The order matters: of two marks for one session, the one whose category
comes first here counts. That is how a widely used school system does it (stated by suppliers, not
read in a primary source)."""

CATEGORIES: tuple[Category, ...] = get_args(Category)
ABSENCES: tuple[Category, ...] = ("authorised_absence", "unauthorised_absence")
UNCOUNTED: tuple[Category, ...] = ("not_possible", "missing")
"""Neither is a possible session. The first is out of the count by law, the second is a gap."""

Mark = Annotated[str, Strict(), Field(max_length=4)]


class WrittenCode(Written):
    """A code in a table. Its days and its confidence are the table's unless it has its own."""

    code: Mark
    category: Category
    meaning: Text
    unexplained: YesNo = False
    valid_from: Day | None = None
    valid_until: Day | None = None
    confidence: Text | None = None
    note: Text | None = None


class WrittenTable(Written):
    """One file of codes with the days from and until which they are in force, both included."""

    title: Title
    source: Text
    confidence: Text
    valid_from: Day | None = None
    valid_until: Day | None = None
    codes: Annotated[tuple[WrittenCode, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class RegisterCode:
    """A code with its category between two days, both included; None leaves an end open.

    `unexplained` marks an absence for which no reason has been established yet.
    """

    code: str
    category: Category
    meaning: str
    unexplained: bool
    valid_from: dt.date | None
    valid_until: dt.date | None
    source: str
    confidence: str
    note: str | None

    def in_force(self, day: dt.date) -> bool:
        """Whether it is in force on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def to_dict(self) -> dict[str, object]:
        """Plain values, with days as in 2024-08-19."""
        return {
            "code": self.code,
            "category": self.category,
            "valid_from": self.valid_from.isoformat() if self.valid_from else None,
            "valid_until": self.valid_until.isoformat() if self.valid_until else None,
            "meaning": self.meaning,
            "unexplained": self.unexplained,
            "source": self.source,
            "confidence": self.confidence,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mark means in a period, and whether its code was in force then."""

    row: RegisterCode
    in_force: bool


@dataclass(frozen=True)
class RegisterCodes:
    """Every dated code, retired ones included.

    Time falls into periods, in each of which the same codes are in force. Period 0 is the time
    before the first of `changes`, period 1 begins on that day, and so on.
    """

    rows: tuple[RegisterCode, ...]

    @cached_property
    def changes(self) -> tuple[dt.date, ...]:
        """The days on which what is in force changes, in order."""
        starts = {row.valid_from for row in self.rows if row.valid_from}
        ends = {row.valid_until + dt.timedelta(1) for row in self.rows if row.valid_until}
        return tuple(sorted(starts | ends))

    def period(self, day: dt.date | None = None) -> int:
        """The period in which a day lies; without a day, the last."""
        if day is None:
            return len(self.changes)
        return sum(change <= day for change in self.changes)

    def read(self, code: str, period: int) -> Reading | None:
        """What the code means in the period, or None if there has never been such a code.

        A code that is not in force then is read as in the nearest period in which it was or will
        be: the codes removed in 2024 still turn up, and the Department for Education's own data
        counts them by their old category.
        """
        by_period = self._by_code.get(code)
        if by_period is None:
            return None
        nearest = min(by_period, key=lambda one: (abs(one - period), -one))
        return Reading(by_period[nearest], nearest == period)

    @cached_property
    def _by_code(self) -> Mapping[str, Mapping[int, RegisterCode]]:
        found: dict[str, dict[int, RegisterCode]] = {}
        for period in range(len(self.changes) + 1):
            for row in self.rows:
                if row.in_force(self._a_day_in(period)):
                    found.setdefault(row.code, {})[period] = row
        return found

    def _a_day_in(self, period: int) -> dt.date:
        if not self.changes:
            return dt.date.today()
        return self.changes[period - 1] if period else self.changes[0] - dt.timedelta(1)
