"""A tenth of England, end to end."""

from __future__ import annotations

from benchmarks.england.commands import Year, year
from benchmarks.report import Finding, at_most

PUPILS = 910_000
TIMES = 3


def measure(quick: bool) -> Finding:
    """The middle one of three runs, by its time; a smaller table beside it shows what grows."""
    pupils = PUPILS // 100 if quick else PUPILS
    runs: list[Year] = sorted((year(pupils) for _ in range(TIMES)), key=lambda one: one.seconds)
    middle, small = runs[TIMES // 2], year(pupils // 10)
    peak = max(one.peak for one in runs) / 1000
    aims = (
        at_most("England's year at one tenth", middle.seconds, 10, "s"),
        at_most("Its peak of memory", peak, 4, "GB"),
    )
    return Finding([small.table(), middle.table()], aims)
