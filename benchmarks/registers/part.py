"""How fast register marks become facts, beside the same counts written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from attendance_rules.registers import register_facts
from benchmarks.apart import call
from benchmarks.made_up.registers import MARKS_A_PUPIL, Ids, Order, Registers, write_registers
from benchmarks.part import DifferenceError
from benchmarks.progress import say
from benchmarks.registers import by_hand
from benchmarks.report import Aim, Finding, Table
from benchmarks.turns import Times, take_turns

Contestant = Callable[[list[Path]], pl.DataFrame]

NAMES = {
    "own": "attendance-rules",
    "polars": "Polars `group_by`",
    "polars_looking_twice": "Polars, also looking for two marks",
    "duck": "DuckDB `GROUP BY`",
    "numpy": "NumPy over sorted pupils",
    "pandas": "pandas `groupby`",
}
LAYOUTS: dict[tuple[Order, Ids], str] = {
    ("by pupil", "text"): "A pupil's marks together, identifiers of text",
    ("by pupil", "numbers"): "A pupil's marks together, identifiers of whole numbers",
    ("by day", "text"): "Day after day, identifiers of text",
    ("by day", "numbers"): "Day after day, identifiers of whole numbers",
}
AIM = 100
"""Million marks a second."""


def measure(quick: bool) -> Finding:
    """Every contestant's facts are compared first, then all take turns."""
    pupils, rounds = (5_000, 3) if quick else (90_000, 3)
    tables: list[Table] = []
    aims: list[Aim] = []
    with TemporaryDirectory() as folder:
        for (order, ids), title in LAYOUTS.items():
            say(f"registers {order}, {ids}: writing {pupils:,} pupils")
            place = Path(folder, f"{order} {ids}")
            files = write_registers(Registers(pupils, order, ids), place)
            # NumPy's pass is for sorted pupils only.
            taking_part = [key for key in NAMES if key != "numpy" or order == "by pupil"]
            say(f"registers {order}, {ids}: comparing")
            _compare(taking_part, files)
            times = _times(taking_part, files, rounds, f"registers {order}, {ids}")
            tables.append(_table(title, taking_part, times, files, pupils))
            aims += _aims(title, times, pupils)
    return Finding(tables, aims)


def own(files: list[Path]) -> pl.DataFrame:
    """What this project gives."""
    return register_facts(files)[0]


def run(key: str, *files: str) -> None:
    """One contestant, called by name."""
    _contestant(key)(list(map(Path, files)))


def _contestant(key: str) -> Contestant:
    found: Contestant = own if key == "own" else getattr(by_hand, key)
    return found


def _compare(keys: list[str], files: list[Path]) -> None:
    """Raises `DifferenceError` unless all give the same facts for every pupil."""
    right = comparable(own(files))
    for key in keys:
        given = comparable(_contestant(key)(files))
        for column in right.columns:
            if not given[column].equals(right[column]):
                raise DifferenceError(f"{NAMES[key]}: another `{column}`")


def comparable(facts: pl.DataFrame) -> pl.DataFrame:
    """Facts in one order and of one type, whoever counted them."""
    text = pl.col(by_hand.IDS).cast(pl.String)
    counts = pl.col(list(by_hand.FACTS)).cast(pl.Int64)
    return facts.select(text, counts).sort(by_hand.IDS)


def _times(keys: list[str], files: list[Path], rounds: int, what: str) -> Times:
    runs = {key: partial(_contestant(key), files) for key in keys}
    return take_turns(runs, rounds, what, warm=True)


def _table(title: str, keys: list[str], times: Times, files: list[Path], pupils: int) -> Table:
    marks = pupils * MARKS_A_PUPIL
    rows = []
    for key in keys:
        say(f"{title}: memory of {NAMES[key]}")
        low, high = times.range(key)
        peak = call(__name__, "run", key, *map(str, files)).megabytes
        rows.append(
            (
                NAMES[key],
                f"{marks / times.of(key) / 1e6:.0f}",
                f"{marks / high / 1e6:.0f} to {marks / low / 1e6:.0f}",
                f"{times.ratio(key, 'own'):.2f} times",
                f"{peak:,.0f}",
            )
        )
    header = ("From Parquet", "million marks a second, median", "all rounds")
    size = sum(one.stat().st_size for one in files) / 1e6
    return Table(
        f"{title}: {marks / 1e6:,.1f} million marks, {size:,.0f} MB",
        (*header, "its time beside ours", "peak, MB"),
        rows,
    )


def _aims(title: str, times: Times, pupils: int) -> Iterator[Aim]:
    speed = pupils * MARKS_A_PUPIL / times.of("own") / 1e6
    yield Aim(title, f"{AIM} million marks a second", f"{speed:.0f} million", speed >= AIM)
    ratio = times.ratio("polars", "own")
    least = "no slower than Polars"
    yield Aim(title, least, f"{ratio:.2f} times as fast", ratio >= 1)
