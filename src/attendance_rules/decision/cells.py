"""One cell of any kind of file → a fact, an identifier or a text to carry.

A cell is text, as in CSV, or a truth value or whole number where the file has such things. None
and text of nothing but white space are blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attendance_rules.decision.facts import allowed
from attendance_rules.edition.edition import Fact
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import LARGEST_COUNT
from attendance_rules.files.table import OddNumber
from attendance_rules.program.program import FactValue

# True and 1 are one key, and so are False and 0.
_YES_NO: dict[object, bool] = {
    **dict.fromkeys(("yes", "true", "y", "1", True), True),
    **dict.fromkeys(("no", "false", "n", "0", False), False),
}
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def fact_reader(fact: Fact) -> Callable[[object], FactValue]:
    """What reads a cell of the fact's column. It raises `ValueError`, which holds nothing."""
    match fact:
        case CountFact():
            return _count
        case YesNoFact():
            return _yes_no
        case WordFact():
            return _word_of(fact.words)


def requirement(fact: Fact, blank: str) -> str:
    """What a cell of the fact's column must be, in words. `blank` is how a file says nothing."""
    digits = ""
    if isinstance(fact, CountFact):
        digits = f" and at most {LARGEST_COUNT:,}, in digits only such as `120`"
    return f"must be {allowed(fact)}{digits}, or {blank}"


def identifier(cell: object) -> str:
    """The identifier in a cell, or nothing if it is blank. Raises `ValueError`, holding nothing."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return str(cell)
    if cell is None:
        return ""
    if not isinstance(cell, str) or isinstance(cell, OddNumber) or _UNWRITABLE.search(cell):
        raise ValueError
    return cell.strip()


def carried(cell: object) -> str:
    """The text of any cell. Raises `ValueError`, holding nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = str(cell)
    if _UNWRITABLE.search(text):
        raise ValueError
    return text.strip()


def _count(cell: object) -> int | None:
    if isinstance(cell, str):
        text = cell.strip()
        if not text:
            return None
        if not (text.isascii() and text.isdecimal()):
            raise ValueError
        digits = text.lstrip("0") or "0"
        if len(digits) > len(str(LARGEST_COUNT)):
            raise ValueError
        cell = int(digits)
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int) or not 0 <= cell <= LARGEST_COUNT:
        raise ValueError
    return cell


def _yes_no(cell: object) -> bool | None:
    if cell is None:
        return None
    value = _YES_NO.get(cell)
    if value is None and isinstance(cell, str):
        text = cell.strip()
        if not text:
            return None
        value = _YES_NO.get(text.lower())
    if value is None:
        raise ValueError
    return value


def _word_of(words: Iterable[str]) -> Callable[[object], str | None]:
    known = {word: word for word in words}

    def word(cell: object) -> str | None:
        if cell is None:
            return None
        if not isinstance(cell, str):
            raise ValueError
        text = cell.strip()
        if not text:
            return None
        value = known.get(text)
        if value is None:
            raise ValueError
        return value

    return word
