"""A sample of the pupils that a table engine decided, decided again by the single engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from attendance_rules.caseload import CaseRow
from attendance_rules.errors import EnginesDisagreeError
from attendance_rules.policy import Policy

PUPILS: Final = 200
_SEED: Final = 2022

Answer = Mapping[str, str | None]
"""Statuses by obligation, those that were told, and perhaps the `tier`."""


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    lot: int
    pupil: CaseRow
    answer: Answer


class Sample:
    """Every pupil draws a lot, by its number and a seed; the lowest lots make up the sample.

    So it is spread evenly over the file, however long that is, and the same in every run.
    """

    def __init__(self, size: int = PUPILS) -> None:
        self._size = size
        self._drawn = 0
        self._kept: list[_Kept] = []

    def __len__(self) -> int:
        return len(self._kept)

    def draw(self, pupils: int, take: Callable[[list[int]], list[tuple[CaseRow, Answer]]]) -> None:
        """Let so many further pupils draw. `take` gives those of them with these numbers, from 0,
        which rise.
        """
        numbers = pl.int_range(self._drawn, self._drawn + pupils, dtype=pl.UInt64, eager=True)
        self._drawn += pupils
        lots = numbers.hash(_SEED)
        chosen = sorted(lots.arg_sort()[: self._size].to_list())
        if len(self._kept) == self._size:
            chosen = [number for number in chosen if lots[number] < self._kept[-1].lot]
        taken = zip(chosen, take(chosen), strict=True)
        self._kept += [_Kept(lots[number], *told) for number, told in taken]
        self._kept = sorted(self._kept, key=lambda one: one.lot)[: self._size]

    def confirm(self, policy: Policy) -> None:
        """Raises `EnginesDisagreeError` if the single engines say anything else of a pupil."""
        for one in self._kept:
            decision = policy.decide_checked(one.pupil.facts)
            said = {"tier": decision.tier, **decision.statuses}
            for name, status in one.answer.items():
                if said[name] != status:
                    raise EnginesDisagreeError(
                        f"the engines disagree on `{name}`, so there is no answer; report this"
                    )
