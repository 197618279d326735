"""Text in CSV that no spreadsheet reads as a formula (known as CSV or formula injection)."""

from __future__ import annotations

import re

# Blank to the eye, so what comes after it is what a spreadsheet may take for the cell's start.
_BLANK = "\\s\x00-\x1f\x7f\u200b-\u200f\u2028-\u202f\u2060\ufeff"
_SIGN = "[=+\\-@＝＋－＠]"
_STARTS_FORMULA = re.compile(rf'[\t\n]|[{_BLANK}"]*+{_SIGN}')
# Possessive, and only from where such a run begins, so that no cell takes long.
_BEFORE_SIGN = re.compile(rf'(?<![;{_BLANK}"])[;{_BLANK}"]++(?={_SIGN})')


def no_formula(text: str) -> str:
    """`text` for a cell of a CSV file, which no spreadsheet will read as a formula.

    A cell that starts with `=`, `+`, `-` or `@` (full-width ones too, and after white space), with
    a tab or with a line end gets an apostrophe before it. So does what follows a semicolon, a tab
    or a line end within a cell, because a spreadsheet set to another separator would start a new
    cell there. Line ends become line feeds.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _BEFORE_SIGN.sub(_guard, text)
    return f"'{text}" if _STARTS_FORMULA.match(text) else text


def _guard(run: re.Match[str]) -> str:
    """What stands before a sign, with an apostrophe behind the last separator in it."""
    start = 1 + max(run[0].rfind(separator) for separator in ";\t\n")
    return f"{run[0][:start]}'{run[0][start:]}" if start else run[0]
