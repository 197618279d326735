"""What the project aims at with tables, and whether a measurement meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.report import Aim
from benchmarks.tables.by_hand.contestants import DUCKDB, DUCKDB_BOOLEANS, POLARS
from benchmarks.tables.contestant import OWN
from benchmarks.tables.settings import LONG, TEXT, TWO, WIDE
from benchmarks.turns import Times

NEAR, FAR, PUPILS_A_SECOND = 1.5, 3.0, 10.0
"""In millions, the last one."""


def aims(times: Mapping[str, Times], number: int) -> Iterator[Aim]:
    """Each aim against `decide_frame` as it is called by default, which checks the cells.

    `times` by the key of the setting.
    """
    for setting, what in ((WIDE, "wide, three-valued"), (TEXT, "the same, words as text")):
        ratio = times[setting].ratio(OWN, POLARS)
        aim, met = f"at most {NEAR:g} times as long", ratio <= NEAR
        yield Aim(f"decide_frame beside Polars by hand, {what}", aim, f"{ratio:.2f} times", met)
    for setting, key, what in (
        (WIDE, DUCKDB, "three-valued"),
        (TWO, DUCKDB_BOOLEANS, "two-valued"),
    ):
        ratio = times[setting].ratio(key, OWN)
        aim, met = f"at least {FAR:g} times as long", ratio >= FAR
        yield Aim(f"DuckDB by hand beside decide_frame, {what}", aim, f"{ratio:.2f} times", met)
    rate = number / 1e6 / times[LONG].of(OWN)
    aim = f"at least {PUPILS_A_SECOND:g} million pupils a second"
    yield Aim("decide_frame, long", aim, f"{rate:.1f} million", rate >= PUPILS_A_SECOND)
