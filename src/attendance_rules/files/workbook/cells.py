"""What is stored in a cell → a value of its own type."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from attendance_rules.files.workbook.dates import Moment, iso_moment, moment
from attendance_rules.files.workbook.formats import Format, Formats, Shown
from attendance_rules.files.workbook.strings import SharedStrings
from attendance_rules.files.workbook.texts import unescaped
from attendance_rules.files.workbook.unusable import SAVE_AGAIN, UnusableError

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_LONGEST_NUMBER = 400  # characters; a number of 64 bits has at most 309 digits before the point
_LARGEST_EXPONENT = 308
_TRUTH = {"1": True, "0": False, "true": True, "false": False}
_REMEMBERED = 1000


class Fault(Enum):
    """A cell in which there is something, and no value. The value says what, and the remedy."""

    ERROR = "holds an error such as #N/A; correct the formula, or leave the cell blank"
    NOT_CALCULATED = (
        "holds a formula whose result is not stored; open the workbook in a spreadsheet and save it"
    )
    NO_DATE = "is shown as a date and holds none; correct it, or format the cell as a number"


class PaddedInt(int):
    """A whole number that its cell shows with zeros in front, such as 71 as 0071.

    Compare it with bounds: to ask whether it is `in range(…)` counts through the range, as with
    anything that is not an `int` and no more.
    """

    shown: str
    """What people see."""

    def __new__(cls, number: int, digits: int) -> PaddedInt:
        padded = super().__new__(cls, number)
        padded.shown = f"{number:0{digits}}"
        return padded


Cell = str | int | Decimal | Moment | Fault | None
"""Text as text; a whole number as int, exactly, another as Decimal, as it is stored; a truth value
as bool; what is shown as a date or time as such; None where there is nothing."""


class CellReader:
    """Reads the cells of one workbook."""

    def __init__(
        self, strings: SharedStrings, formats: Formats, *, from_1904: bool, not_calculated: bool
    ) -> None:
        """`not_calculated`: no result of a formula is to be relied on."""
        self._formats = formats
        self._from_1904 = from_1904
        self._not_calculated = not_calculated
        # For this workbook alone, so that nothing of it outlives its reading.
        self._string = lru_cache(_REMEMBERED)(strings.__getitem__)
        self._number = lru_cache(_REMEMBERED)(self._number_of)

    def cell(self, kind: str, stored: str | None, style: str, is_formula: bool) -> Cell:
        """The value of a cell. `kind` and `style` are its attributes `t` and `s`.

        `stored` is None where there is no element for the value. Raises `UnusableError`.
        """
        if is_formula and (
            self._not_calculated or stored is None or (not stored and kind != "str")
        ):
            return Fault.NOT_CALCULATED
        if stored is None:
            return None
        if kind == "inlineStr" or kind == "str":
            return unescaped(stored)
        stored = stored.strip(" \t\r\n")
        if not stored:
            return None
        match kind:
            case "s":
                return self._string(stored)
            case "n":
                return self._number(stored, style)
            case "b" if stored in _TRUTH:
                return _TRUTH[stored]
            case "e":
                return Fault.ERROR
            case "d":
                return _or_fault(iso_moment(stored, self._format(style).shown))
        raise UnusableError(f"a cell is not of the type that it says; {SAVE_AGAIN}")

    def _number_of(self, stored: str, style: str) -> Cell:
        form = self._format(style)
        number = _parsed(stored)
        if form.shown is not Shown.NUMBER:
            return _or_fault(moment(number, form.shown, self._from_1904))
        if number != number.to_integral_value():
            return number
        whole = int(number)
        if whole >= 0 and len(str(whole)) < form.digits:
            return PaddedInt(whole, form.digits)
        return whole

    def _format(self, style: str) -> Format:
        form = self._formats.get(style)
        if form is None:
            raise UnusableError(f"a cell has a format that is not in the workbook; {SAVE_AGAIN}")
        return form


def _or_fault(value: Moment | None) -> Cell:
    return Fault.NO_DATE if value is None else value


def _parsed(stored: str) -> Decimal:
    if len(stored) > _LONGEST_NUMBER or not _NUMBER.fullmatch(stored):
        raise UnusableError(f"a cell is not of the type that it says; {SAVE_AGAIN}")
    number = Decimal(stored)
    if number.adjusted() > _LARGEST_EXPONENT:
        raise UnusableError(f"a number is larger than any that a spreadsheet has; {SAVE_AGAIN}")
    return number
