"""Columns by letter and by number: A is 0, XFD, the last that there is, 16,383."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from string import ascii_uppercase

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384


def column_letters(column: int) -> str:
    """The letters of a column, counted from 0: `A` for 0, `AA` for 26."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = ascii_uppercase[digit] + letters
    return letters


@cache
def columns_by_letters() -> dict[str, int]:
    """Every column that there is."""
    return {letters: number for number, letters in enumerate(_letters())}


def _letters() -> Iterator[str]:
    lengths = (itertools.product(ascii_uppercase, repeat=length) for length in (1, 2, 3))
    every = itertools.chain.from_iterable(lengths)
    return map("".join, itertools.islice(every, LAST_COLUMN))
