"""Why a workbook cannot be used, on its way to the reader's caller."""

from __future__ import annotations

SAVE_AGAIN = "open it in a spreadsheet and save it again"
SAVE_AS = "open it in a spreadsheet and save it as XLSX or CSV UTF-8"
BROKEN = f"is broken or cut off; {SAVE_AGAIN}, or as CSV UTF-8"


class UnusableError(Exception):
    """What is wrong and how to mend it, for a person. Never leaves this package, holds no cell."""
