"""Single values as programs have them: Python's own, and those of NumPy and pandas.

Neither library is imported: a value of theirs is told by its type.
"""

from __future__ import annotations

import math
from typing import Any

_OWN = frozenset({bool, int, str, type(None)})

_WHOLE_FLOATS = 2**53
"""From here on, a float stands for several whole numbers, so it is taken for none of them."""

LONGEST_IDENTIFIER = 1_000  # characters


def plain(value: Any) -> Any:
    """The value as Python's own; None for what says that nothing is known.

    That is None, NaN, and pandas' `NA` and `NaT`.
    """
    kind = type(value)
    if kind in _OWN:
        return value
    if isinstance(value, float):
        return None if math.isnan(value) else float(value)
    if kind.__name__ in ("NAType", "NaTType") and kind.__module__.startswith("pandas."):
        return None
    if any(base.__module__ == "numpy" and base.__name__ == "generic" for base in kind.__mro__):
        own = value.item()
        return own if type(own) is kind else plain(own)
    return value


def whole_number(value: Any) -> int:
    """The whole number that a plain value is. Raises `ValueError`; True and False are none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_FLOATS:
        return int(value)
    raise ValueError


def identifier(value: Any) -> str | None:
    """An identifier as text, None if there is none. Raises `ValueError` for what is none.

    A float is none, even if it is whole: leading zeros, and digits beyond its precision, are lost.
    """
    value = plain(value)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        if abs(value) >= 10**LONGEST_IDENTIFIER:
            raise ValueError
        return str(int(value))
    if isinstance(value, str) and len(value) <= LONGEST_IDENTIFIER:
        return str(value)
    raise ValueError
