"""What was seen in registers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from attendance_rules.messages.english import number_of
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.codes.codes import Category
from attendance_rules.registers.layout import Form


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """A code that was used on days on which it was not in force, and what it was counted as."""

    code: str
    category: Category
    marks: int


@dataclass(frozen=True, slots=True)
class Double:
    """In so many sessions with two marks, `kept` counted and `passed_over` did not."""

    kept: str
    passed_over: str
    marks: int


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What was seen. Counts are of marks unless they say otherwise.

    `read` counts marks, and `counted` sessions by category, each session once; both are None in
    the form `totals`, which has no marks. `rows` counts the rows of the forms that have one row or
    several for each pupil.
    """

    form: Form
    registers: tuple[str, ...]
    pupils: int
    facts: Mapping[str, int | None] = field(default_factory=dict)
    """The sum over all pupils of each fact, None where a pupil's is unknown."""
    rows: int | None = None
    read: int | None = None
    outside_window: int = 0
    missing: int = 0
    counted: Mapping[Category, int] | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    out_of_date: tuple[OutOfDate, ...] = ()
    sessions_with_two_marks: int = 0
    doubles: tuple[Double, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Plain values."""
        return {
            "form": self.form,
            "registers": list(self.registers),
            "pupils": self.pupils,
            "facts": dict(self.facts),
            "rows": self.rows,
            "marks_read": self.read,
            "marks_outside_window": self.outside_window,
            "missing_marks": self.missing,
            "sessions_by_category": None if self.counted is None else dict(self.counted),
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
            "codes_out_of_date": [
                {"code": one.code, "category": one.category, "marks": one.marks}
                for one in self.out_of_date
            ],
            "sessions_with_two_marks": self.sessions_with_two_marks,
            "two_marks": [
                {"kept": one.kept, "passed_over": one.passed_over, "marks": one.marks}
                for one in self.doubles
            ],
        }

    def lines(self) -> Iterator[str]:
        """The same in words, warnings last."""
        noun, number = ("row", self.rows) if self.read is None else ("mark", self.read)
        days = f" from {self.first_day} to {self.last_day}" if self.first_day else ""
        yield f"{number_of(number or 0, noun)} of {number_of(self.pupils, 'pupil')}{days}"
        if self.counted is not None:
            named = (
                f"{number:,} {name.replace('_', ' ')}" for name, number in self.counted.items()
            )
            yield f"sessions: {', '.join(named)}"
        if self.outside_window:
            yield f"{number_of(self.outside_window, 'mark')} outside the window, left out"
        if self.missing:
            yield f"warning: {number_of(self.missing, 'missing mark')}, not counted as possible"
        for late in self.out_of_date:
            yield (
                f"warning: {shown(late.code)} in {number_of(late.marks, 'mark')} when it was not "
                f"in force, counted as {late.category.replace('_', ' ')}"
            )
        if self.sessions_with_two_marks:
            sessions = number_of(self.sessions_with_two_marks, "session")
            yield f"warning: {sessions} with several marks"
        same = sum(one.marks for one in self.doubles if one.kept == one.passed_over)
        if same:
            yield f"  the same mark again: {same:,}"
        for double in self.doubles:
            if double.kept != double.passed_over:
                yield (
                    f"  {shown(double.kept)} counted and {shown(double.passed_over)} did not: "
                    f"{double.marks:,}"
                )
