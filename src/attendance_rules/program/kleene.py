"""The three truth values of strong Kleene logic, as two bits.

Bit 0 says that something may hold, bit 1 that it must. So `&` is "and" and `|` is "or" for single
values and, in the generated code, for many.
"""

from __future__ import annotations

from typing import Final

from attendance_rules.edition.models import Status

FALSE: Final = 0
UNKNOWN: Final = 1
TRUE: Final = 3

NOT: Final = (TRUE, UNKNOWN, UNKNOWN, FALSE)
"""The negation of each value, by index; 2 is no value and never looked up."""

STATUS: Final[tuple[Status, ...]] = ("not_required", "undetermined", "undetermined", "required")
"""The status of an obligation for each value, by index."""
