"""Where each step stands in a drawing: parties side by side, tiers one below the other.

Within a tier a step stands below those that lead to it. A link that passes a row gets a place of
its own there, so that it never runs through a box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """What the layout has to know of a step: its place on the ladder of tiers, and its lane."""

    name: str
    tier: int
    lane: int


@dataclass(slots=True)
class Spot:
    """A step, or (without a name) the place where a link passes a row. `x` is its middle."""

    row: int
    lane: int
    name: str = ""
    width: float = 0.0
    x: float = 0.0
    near: list[Spot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """Each step's spot, the way of each link from spot to spot, and the lanes' left edges."""

    spots: Mapping[str, Spot]
    ways: Mapping[Link, list[Spot]]
    lanes: Sequence[float]
    width: float


def rows_of(steps: Sequence[Step], links: Sequence[Link]) -> dict[str, int]:
    """The row of each step, from 0: below its tier's beginning and below what leads to it."""
    rows: dict[str, int] = {}
    top = 0
    for tier in sorted({step.tier for step in steps}):
        inside = [step.name for step in steps if step.tier == tier]
        before = {name: [a for a, b in links if b == name and a in inside] for name in inside}
        for name in inside:
            _place(name, before, rows, top, ())
        top = 1 + max(rows[name] for name in inside)
    return rows


def _place(
    name: str,
    before: Mapping[str, Sequence[str]],
    rows: dict[str, int],
    top: int,
    above: tuple[str, ...],
) -> int:
    """The row of a step. A ring of steps is cut where it closes: it is drawn all the same."""
    if name not in rows:
        earlier = [one for one in before[name] if one != name and one not in above]
        found = [_place(one, before, rows, top, (*above, name)) for one in earlier]
        rows[name] = max((row + 1 for row in found), default=top)
    return rows[name]


def arrange(
    steps: Sequence[Step], links: Sequence[Link], *, box: float, gap: float, pass_by: float
) -> Layout:
    """Places for all: `box` wide for a step, `pass_by` for a passing link, `gap` between."""
    rows = rows_of(steps, links)
    spots = {one.name: Spot(rows[one.name], one.lane, one.name, box) for one in steps}
    table: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots.values():
        table.setdefault((spot.row, spot.lane), []).append(spot)
    ways: dict[Link, list[Spot]] = {}
    for start, end in links:
        way = _way(spots[start], spots[end], pass_by, table)
        ways[start, end] = way
        for one, other in pairwise(way):
            one.near.append(other)
            other.near.append(one)
    lanes, width = _lanes(table, gap)
    _settle(table, [*lanes, width], gap)
    return Layout(spots, ways, lanes, width)


def _way(
    start: Spot, end: Spot, pass_by: float, table: dict[tuple[int, int], list[Spot]]
) -> list[Spot]:
    between: list[Spot] = []
    for row in range(start.row + 1, end.row):
        spot = Spot(row, end.lane, width=pass_by)
        table.setdefault((row, end.lane), []).append(spot)
        between.append(spot)
    return [start, *between, end]


def _lanes(
    table: Mapping[tuple[int, int], Sequence[Spot]], gap: float
) -> tuple[list[float], float]:
    """The left edge of each lane, as wide as its fullest row, and of the end."""
    count = 1 + max((lane for _, lane in table), default=-1)
    edges, left = [], 0.0
    for lane in range(count):
        edges.append(left)
        full = [
            sum(spot.width + gap for spot in row) for (_, at), row in table.items() if at == lane
        ]
        left += max(full, default=0.0) + gap
    return edges, left


def _settle(
    table: Mapping[tuple[int, int], list[Spot]], edges: Sequence[float], gap: float
) -> None:
    """Move every spot towards its neighbours, row by row, down and up again."""
    for (_, lane), row in table.items():
        _spread(row, edges[lane] + gap, gap)
    for sweep in range(24):
        for key in sorted(table, reverse=sweep % 2 == 1):
            row, lane = table[key], key[1]
            wish = {id(spot): _middle(spot) for spot in row}
            if sweep < 12:
                row.sort(key=lambda spot: wish[id(spot)])
            _push(row, wish, edges[lane] + gap, edges[lane + 1] - gap, gap)


def _spread(row: Sequence[Spot], left: float, gap: float) -> None:
    for spot in row:
        spot.x = left + spot.width / 2
        left += spot.width + gap


def _middle(spot: Spot) -> float:
    return sum(one.x for one in spot.near) / len(spot.near) if spot.near else spot.x


def _push(
    row: Sequence[Spot], wish: Mapping[int, float], left: float, right: float, gap: float
) -> None:
    """Each spot as near to its wish as order, distance and the lane's edges allow."""
    at = left
    for spot in row:
        spot.x = max(wish[id(spot)], at + spot.width / 2)
        at = spot.x + spot.width / 2 + gap
    at = right
    for spot in reversed(row):
        spot.x = min(spot.x, at - spot.width / 2)
        at = spot.x - spot.width / 2 - gap
