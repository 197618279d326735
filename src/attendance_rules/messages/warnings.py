"""What may be a mistake in data, as plain data: each kind is said once, with a remedy.

What cannot be meant stops, as an error. What may be a mistake is counted as it stands, and told as
a `DataWarning`: nothing is repaired by guess. Whoever knows that it is meant allows it by its code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from attendance_rules.messages.quoting import shown

WarningCode = Literal[
    "codes-out-of-date",
    "days-to-come",
    "ids-alike",
    "ids-as-decimals",
    "ids-of-many-digits",
    "ids-with-zeros",
    "missing-marks",
    "more-than-a-year",
    "no-attendance",
    "not-a-pupil",
    "period-of-the-whole",
    "rows-that-sum-others",
    "several-marks",
    "several-years",
    "sheets-not-read",
    "strings-over-weekends",
    "weekends",
]

WARNINGS: Final[Mapping[WarningCode, str]] = {
    "codes-out-of-date": "A code was used on days on which it was not in force.",
    "days-to-come": "Marks are of days that are to come.",
    "ids-alike": "Identifiers differ only in zeros in front, `.0` at the end, or case.",
    "ids-as-decimals": "Identifiers end in `.0`, as whole numbers do that became decimals.",
    "ids-of-many-digits": "Identifiers are numbers of more digits than a spreadsheet keeps.",
    "ids-with-zeros": "A spreadsheet shows identifiers with zeros in front and stores none.",
    "missing-marks": "Sessions have no mark.",
    "more-than-a-year": "A pupil has more possible sessions than a year has.",
    "no-attendance": "Nobody was ever present, as in a list of absences.",
    "not-a-pupil": "An identifier looks like a total or a comment.",
    "period-of-the-whole": "A period is called total or year, and stands beside others.",
    "rows-that-sum-others": "A row holds the sums of others.",
    "several-marks": "A session has several marks.",
    "several-years": "Marks are of several school years.",
    "sheets-not-read": "A workbook has further sheets with rows in them.",
    "strings-over-weekends": "Strings of marks seem to run over Saturdays and Sundays, too.",
    "weekends": "Sessions on Saturdays or Sundays count.",
}
"""Every code with what it says, in a sentence. The codes are stable."""

assert tuple(WARNINGS) == get_args(WarningCode)


@dataclass(frozen=True, slots=True)
class DataPlace:
    """Where something stands first. The row of a frame of Spark is None: it has no order.

    `source` is the file, or what messages call a frame; `unit` is what it counts in, such as `row`.
    """

    source: str
    unit: str | None = None
    number: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.source
        if self.number is not None:
            place += f": {self.unit} {self.number}"
        if self.column is not None:
            place += f"{', ' if self.number is not None else ': '}column {shown(self.column)}"
        return place

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return {
            "source": self.source,
            "unit": self.unit,
            "number": self.number,
            "column": self.column,
        }


@dataclass(frozen=True, slots=True)
class DataWarning:
    """One thing that may be a mistake.

    `message` is a clause that holds the `count`, and never a cell. Where it is about days,
    `first_day` and `last_day` are the first and the last such day.
    """

    code: WarningCode
    message: str
    remedy: str
    count: int
    first: DataPlace | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def __str__(self) -> str:
        days = f", from {self.first_day} to {self.last_day}" if self.first_day else ""
        place = f" (first: {self.first})" if self.first else ""
        return f"{self.code}: {self.message}{days}{place}; {self.remedy}"

    def to_dict(self) -> dict[str, object]:
        """Plain values, with days as in 2025-09-01."""
        return {
            "code": self.code,
            "message": self.message,
            "remedy": self.remedy,
            "count": self.count,
            "first": self.first.to_dict() if self.first else None,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
        }


def not_allowed(
    warnings: Iterable[DataWarning], allowed: Collection[WarningCode]
) -> tuple[DataWarning, ...]:
    """The warnings without those that somebody knows to be meant."""
    return tuple(warning for warning in warnings if warning.code not in allowed)
