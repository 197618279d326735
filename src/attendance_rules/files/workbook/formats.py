"""Number formats: whether a number is shown as a date, and with how many digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from attendance_rules.files.workbook.markup import elements
from attendance_rules.files.workbook.unusable import SAVE_AGAIN, UnusableError

_MOST = 100_000  # formats in a workbook; Excel has up to 65,490 different ones
_LONGEST = 255  # characters of a format, as in Excel


class Shown(Enum):
    """What a number is shown as."""

    NUMBER = auto()
    DATE = auto()
    DATE_AND_TIME = auto()
    TIME = auto()
    DURATION = auto()


class Format(NamedTuple):
    """How a cell shows a number; a whole one has at least so many digits, zeros in front."""

    shown: Shown = Shown.NUMBER
    digits: int = 1


GENERAL = Format()
Formats = dict[str, Format]
"""By what stands in the attribute `s` of a cell."""

# ECMA-376, part 1, 18.8.30. From 27 on they depend on the language: all are dates but two.
_BUILT_IN = {
    **dict.fromkeys((*range(14, 18), *range(27, 32), *range(34, 37), *range(50, 59)), Shown.DATE),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 47), Shown.TIME),
    22: Shown.DATE_AND_TIME,
    46: Shown.DURATION,
}

# A string in quotes; an escaped character, a space as wide as one, one that fills the cell; a
# colour, condition, language or elapsed time; a run of one letter; anything else.
_TOKEN = re.compile(r'"[^"]*"?|[\\_*].?|\[[^\]]*\]?|([a-z])\1*|.', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def read_formats(pieces: Iterable[bytes]) -> Formats:
    """The formats in the part for styles. Raises `UnusableError`."""
    own: dict[str, str] = {}
    used: list[str] = []
    for path, attributes in elements(pieces):
        if path == "styleSheet/numFmts/numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif path == "styleSheet/cellXfs/xf":
            used.append(attributes.get("numFmtId", "0"))
        if len(own) + len(used) > _MOST:
            raise UnusableError(f"has more than {_MOST:,} formats of cells; {SAVE_AGAIN}")
    known = {name: parse_format(code[:_LONGEST]) for name, code in own.items()}
    known = {str(name): Format(shown) for name, shown in _BUILT_IN.items()} | known
    return {str(style): known.get(name, GENERAL) for style, name in enumerate(used)}


def parse_format(code: str) -> Format:
    """What a format such as `dd/mm/yyyy` or `0000` shows. Its section for positive numbers tells.

    `m` is a month, unless there are hours or seconds beside it: then it is one only when it is
    written out (`mmm`).
    """
    letters: set[str] = set()
    elapsed = month = False
    digits = 0
    whole = True
    for match in _TOKEN.finditer(code):
        part = match[0].lower()
        if part == ";":
            break
        if match[1]:
            letters.add(part[0])
            month = month or (part[0] == "m" and len(part) > 2)
        elapsed = elapsed or bool(_ELAPSED.fullmatch(part))
        whole = whole and part not in (".", "e")
        digits += whole and part == "0"
    has_time = elapsed or not letters.isdisjoint("hs")
    has_date = month or not letters.isdisjoint("yd") or ("m" in letters and not has_time)
    if has_date:
        return Format(Shown.DATE_AND_TIME if has_time else Shown.DATE)
    if has_time:
        return Format(Shown.DURATION if elapsed else Shown.TIME)
    return Format(digits=max(digits, 1))
