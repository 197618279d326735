"""How long a table takes, and how much memory, beside the same obligations written by hand."""

from __future__ import annotations

from attendance_rules import load_policy
from benchmarks.progress import say
from benchmarks.report import Finding, Table
from benchmarks.tables.aims import aims
from benchmarks.tables.compare import compare
from benchmarks.tables.contestant import OWN, Setting
from benchmarks.tables.memory import measure_memory
from benchmarks.tables.settings import settings
from benchmarks.turns import Times, take_turns


def measure(quick: bool) -> Finding:
    """In each setting every answer is compared first, then all take turns."""
    number, rounds = (100_000, 3) if quick else (1_000_000, 11)
    policy = load_policy()
    tables: list[Table] = []
    times: dict[str, Times] = {}
    for setting in settings(policy, number):
        compare(setting)
        runs = {one.key: one.run for one in setting.contestants}
        times[setting.key] = take_turns(runs, rounds, setting.title, warm=True)
        tables.append(_table(setting, times[setting.key], number))
    say("memory")
    tables.append(measure_memory(policy, number))
    return Finding(tables, list(aims(times, number)))


def _table(setting: Setting, times: Times, number: int) -> Table:
    rows = []
    for one in setting.contestants:
        middle, (low, high) = times.of(one.key), times.range(one.key)
        ratio = times.ratio(one.key, OWN)
        rows.append(
            (
                one.name,
                f"{middle * 1e3:.1f}",
                f"{low * 1e3:.1f} to {high * 1e3:.1f}",
                f"{number / 1e6 / middle:.1f}",
                f"{ratio:.2f} times",
            )
        )
    header = (
        f"{number:,} pupils",
        "ms, median",
        "ms, all rounds",
        "million pupils a second",
        "beside decide_frame",
    )
    return Table(setting.title, header, rows)
