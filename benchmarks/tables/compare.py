"""The comparison of answers that comes before any timing."""

from __future__ import annotations

from typing import Any

import polars as pl

from attendance_rules import Policy
from benchmarks.part import DifferenceError
from benchmarks.progress import say
from benchmarks.tables.by_hand.due import DUE, STATUSES
from benchmarks.tables.contestant import Contestant, Setting

_ROW = ["pupil_id", "obligation"]
SPREAD, NO_SESSIONS = 400, 100
"""How many pupils the single engines decide: spread over the table, and without a session."""


def compare_with_single_engines(policy: Policy, pupils: pl.DataFrame) -> None:
    """Raises `DifferenceError` unless `decide_frame` gives what `decide` gives, pupil by pupil."""
    spread = pupils.gather_every(max(pupils.height // SPREAD, 1)).head(SPREAD)
    none = pupils.filter(pl.col("sessions_possible") == 0).head(NO_SESSIONS)
    some = pl.concat([spread, none])
    by_frame = policy.decide_frame(some).to_dicts()
    for facts, given in zip(some.to_dicts(), by_frame, strict=True):
        decision = policy.decide(facts)
        right: dict[str, Any] = {"tier": decision.tier, **decision.statuses}
        for name, status in right.items():
            if given[name] != status:
                raise DifferenceError(f"decide_frame and decide: another answer for `{name}`")


def compare(setting: Setting) -> None:
    """Raises `DifferenceError` unless every contestant answers as expected for every pupil."""
    for contestant in setting.contestants:
        say(f"{setting.title}: comparing the answers of {contestant.name}")
        given = contestant.read(contestant.run())
        check = _compare_long if "obligation" in setting.expected.columns else _compare_wide
        check(contestant, given, setting.expected)


def _compare_wide(contestant: Contestant, given: pl.DataFrame, right: pl.DataFrame) -> None:
    order = given["pupil_id"].cast(pl.String).arg_sort()
    expected_order = right["pupil_id"].arg_sort()
    for name in ("pupil_id", "tier", *DUE):
        found, expected = _words(given[name]).gather(order), _words(right[name])
        if not found.equals(expected.gather(expected_order)):
            raise DifferenceError(f"{contestant.name}: another answer for `{name}`")


def _compare_long(contestant: Contestant, given: pl.DataFrame, right: pl.DataFrame) -> None:
    found, expected = (
        dict(frame.select(map(_words, frame)).partition_by("obligation", as_dict=True).items())
        for frame in (given, right)
    )
    for key in sorted(found.keys() | expected.keys()):
        one, other = found.get(key), expected.get(key)
        if one is None or other is None or not one.sort(_ROW).equals(other.sort(_ROW)):
            raise DifferenceError(f"{contestant.name}: other rows for `{key[0]}`")


def _words(column: pl.Series) -> pl.Series:
    """The column as text; true and false as the statuses that they stand for."""
    if column.dtype == pl.Boolean:
        required, not_required, _ = STATUSES
        return column.replace_strict({True: required, False: not_required}, return_dtype=pl.String)
    return column.cast(pl.String)
