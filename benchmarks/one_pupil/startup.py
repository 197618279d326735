"""Times what a program pays before its first decision, each time in a fresh process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from statistics import median

# Runs in the fresh process and prints three durations in nanoseconds.
SCRIPT = """
from time import perf_counter_ns as now
start = now()
import attendance_rules
imported = now()
policy = attendance_rules.load_policy()
loaded = now()
policy.decide({"sessions_possible": 120, "sessions_absent": 31, "engagement": "lacking"})
print(imported - start, loaded - imported, now() - loaded)
"""


@dataclass(frozen=True, slots=True)
class Startup:
    """Medians, in seconds."""

    importing: float
    loading: float
    first_decision: float
    processes: int


def measure_startup(processes: int) -> Startup:
    """One process goes first unmeasured, so that the files are in memory and compiled."""
    _once()
    runs = [_once() for _ in range(processes)]
    importing, loading, first = (median(one) / 1e9 for one in zip(*runs, strict=True))
    return Startup(importing, loading, first, processes)


def _once() -> list[int]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], check=True, capture_output=True, text=True
    )
    return [int(word) for word in done.stdout.split()]
