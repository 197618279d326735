"""Why a row or a mark of a register cannot be used, in the words of messages."""

from __future__ import annotations

from typing import NamedTuple

from attendance_rules.messages.quoting import shown
from attendance_rules.registers.layout import Layout

LONGEST_MARK = 4
"""Characters. What is longer is no mark but, in a wrong column, perhaps a name: it is not shown."""

BLANK = "is blank; every row needs it"


class Reason(NamedTuple):
    """Which column is wrong, by its role, and what is wrong with it."""

    role: str
    message: str


def blank(identifier: str) -> Reason:
    """There is no `pupil_id`, or no `school_id`."""
    return Reason(identifier.removesuffix("_id"), BLANK)


def no_date(role: str, layout: Layout) -> Reason:
    """A cell that the date format does not fit."""
    return Reason(
        role,
        f"is no date in the format {layout.date_format}; correct it, or give the format "
        "that the whole file is in with `--date-format`",
    )


def implausible(role: str) -> Reason:
    """A date that was probably read in a format that is not its own."""
    return Reason(role, "is before 1990 or after 2099; the year needs four digits")


def no_session(layout: Layout) -> Reason:
    """A word that means neither the morning nor the afternoon."""
    words = ", ".join(map(shown, layout.sessions))
    return Reason(
        "session",
        f"must be one of {words}; a mapping file says under `sessions` what other words mean",
    )


WEEKEND = Reason(
    "start",
    "is a Saturday or Sunday; correct it, or say in a mapping file that the marks run over all "
    "days (`days: all`)",
)


def no_code(mark: str | None, length: int) -> str:
    """What is wrong with a mark, which may be left out if it is too long to be shown."""
    is_shown = mark is not None and length <= LONGEST_MARK
    what = shown(str(mark)) if is_shown else f"a text of {length} characters"
    return f"{what} is no register code; correct it, or say what it stands for in an alias file"
