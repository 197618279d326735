"""Spots in rows, moved so that links run straight."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

SWEEPS = 60


@dataclass(slots=True)
class Spot:
    """A step, or (without a name) the place where a link passes a row. `x` is its middle.

    `near` holds the spots above and below that a link joins it to, each with how strongly.
    """

    row: int
    lane: int
    name: str = ""
    width: float = 0.0
    x: float = 0.0
    near: list[tuple[Spot, int]] = field(default_factory=list)


Table: TypeAlias = Mapping[tuple[int, int], list[Spot]]
"""The spots of each row and lane, from left to right."""


def settle(table: Table, edges: Sequence[float], gap: float) -> None:
    """Move every spot towards its neighbours, row by row, down and up again."""
    for (_, lane), row in table.items():
        left = edges[lane] + gap
        for spot in row:
            spot.x = left + spot.width / 2
            left += spot.width + gap
    for sweep in range(SWEEPS):
        for key in sorted(table, reverse=sweep % 2 == 1):
            row, lane = table[key], key[1]
            if sweep < SWEEPS // 2:
                row.sort(key=_wish)
            _align(row, edges[lane] + gap, edges[lane + 1] - gap, gap)


def _wish(spot: Spot) -> float:
    """Where a spot's neighbours would have it: in their middle, the strong ones counting more."""
    strength = sum(one for _, one in spot.near)
    return sum(one.x * weight for one, weight in spot.near) / strength if strength else spot.x


def _align(row: Sequence[Spot], left: float, right: float, gap: float) -> None:
    """Each spot as near to its wish as order, distance and the lane's edges allow.

    Spots that would overlap form a block, which stands in the middle of their wishes. A spot's
    offset is the room that those before it take.
    """
    offsets, taken = [], 0.0
    blocks: list[list[float]] = []  # where the first spot wishes to begin, strength, spots
    for spot in row:
        offsets.append(taken)
        strength = float(sum(one for _, one in spot.near) or 1)
        blocks.append([_wish(spot) - spot.width / 2 - taken, strength, 1])
        taken += spot.width + gap
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            wish, more, count = blocks.pop()
            one = blocks[-1]
            one[0] = (one[0] * one[1] + wish * more) / (one[1] + more)
            one[1] += more
            one[2] += count
    most = right - left - (taken - gap)
    begins = [
        min(max(wish - left, 0.0), most) for wish, _, count in blocks for _ in range(int(count))
    ]
    for spot, offset, begin in zip(row, offsets, begins, strict=True):
        spot.x = left + begin + offset + spot.width / 2


def straighten(
    way: Sequence[Spot],
    table: Table,
    edges: Sequence[float],
    gap: float,
) -> None:
    """Move where a link passes rows to one line, or to as few lines as there is room for."""
    run: list[Spot] = []
    least, most = -math.inf, math.inf
    for spot in way[1:-1]:
        left, right = _room(spot, table[spot.row, spot.lane], edges, gap)
        if run and max(least, left) > min(most, right):
            _line_up(run, least, most)
            run, least, most = [], -math.inf, math.inf
        run.append(spot)
        least, most = max(least, left), min(most, right)
    _line_up(run, least, most)


def _room(
    spot: Spot, row: Sequence[Spot], edges: Sequence[float], gap: float
) -> tuple[float, float]:
    """How far a spot can move between its neighbours in the row."""
    left, right = edges[spot.lane] + gap, edges[spot.lane + 1] - gap
    for one in row:
        if one is not spot and one.x < spot.x:
            left = max(left, one.x + one.width / 2 + gap)
        elif one is not spot:
            right = min(right, one.x - one.width / 2 - gap)
    return left + spot.width / 2, right - spot.width / 2


def _line_up(run: Sequence[Spot], least: float, most: float) -> None:
    if run:
        wish = sum(spot.x for spot in run) / len(run)
        for spot in run:
            spot.x = min(max(wish, least), most)
