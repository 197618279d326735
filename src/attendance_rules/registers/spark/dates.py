"""Text → days, as the format of a layout has them.

A cell is read as the other registers' are, by the rules of `strptime` in chrono, which Polars uses:
a number may have fewer digits and white space before it, white space in the format stands for any
amount of it, and everything else is as it is written. None of Spark's own formats do that, and what
they do depends on settings. Only where a year has a sign and more than five digits may a text be a
date here and none there, or the other way round; neither is one that a register can have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.errors import DataError
from attendance_rules.registers.spark.cells import WHITE_SPACE

_PIECE = re.compile(f"%.?|[{WHITE_SPACE}]+|[^%{WHITE_SPACE}]+", re.DOTALL)
_ANY_SPACE = f"[{WHITE_SPACE}]*+"
_UP_TO_TWO_DIGITS = _ANY_SPACE + "([0-9]{1,2}+)"
_YEAR = _ANY_SPACE + "(?:([+-])([0-9]++)|([0-9]{1,4}+))"
_DIGITS = {"%Y": 4, "%m": 2, "%d": 2}


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Regular expressions of Java. `plain` has every digit, `loose` is all that is accepted.

    `places` are where the digits of `plain` begin, `groups` which groups of `loose` hold them.
    """

    plain: str
    loose: str
    places: dict[str, int]
    groups: dict[str, int]


def date_in(text: Column, strptime_format: str) -> Column:
    """The date in a text, null if it holds none. Raises `DataError` for a format with times."""
    pattern = _pattern(strptime_format)

    def digits(directive: str) -> Column:
        return F.substring(text, pattern.places[directive] + 1, _DIGITS[directive])

    def group(directive: str, further: int = 0) -> Column:
        return F.regexp_extract(text, pattern.loose, pattern.groups[directive] + further)

    # Nearly every cell is plain, and its digits stand where one knows.
    plain = F.concat_ws("-", digits("%Y"), digits("%m"), digits("%d"))
    many, few = group("%Y", 1), group("%Y", 2)
    year = F.concat(group("%Y"), F.when(F.length(many) > 4, many).otherwise(_padded(many, few)))
    loose = F.concat_ws("-", year, group("%m"), group("%d"))
    written = F.when(text.rlike(pattern.plain), plain).when(text.rlike(pattern.loose), loose)
    return written.try_cast("date")


def _padded(*digits: Column) -> Column:
    return F.lpad(F.concat(*digits), 4, "0")


def _pattern(strptime_format: str) -> _Pattern:
    plain, loose, width, group = "", "", 0, 1
    places, groups = {}, {}
    for piece in _PIECE.findall(strptime_format):
        if piece in _DIGITS:
            places[piece], groups[piece] = width, group
            width += _DIGITS[piece]
            group += 3 if piece == "%Y" else 1
            plain += f"[0-9]{{{_DIGITS[piece]}}}"
            loose += _YEAR if piece == "%Y" else _UP_TO_TWO_DIGITS
        elif piece.startswith("%") and piece != "%%":
            raise DataError(
                [
                    "the date format cannot be used on Spark, where it has year, month and day "
                    "only; cast the column to a date"
                ]
            )
        else:
            text = piece.replace("%%", "%")
            width += len(text)
            plain += re.escape(text)
            loose += _ANY_SPACE if text[0] in WHITE_SPACE else re.escape(text)
    return _Pattern(rf"\A{plain}\z", rf"\A{loose}\z", places, groups)
