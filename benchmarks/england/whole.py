"""The whole of England, end to end, once."""

from __future__ import annotations

from benchmarks.england.commands import year
from benchmarks.report import Finding

PUPILS = 9_100_000


def measure(quick: bool) -> Finding:
    """One run: writing the registers takes much longer than reading them."""
    return Finding([year(PUPILS // 1000 if quick else PUPILS).table()])
