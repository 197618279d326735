"""Where each box stands in a drawing: parties side by side, tiers one below the other.

Within a tier a step stands below those that lead to it, and what is no step below the steps. A link
that passes a row gets a place of its own there, so that it never runs through a box.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attendance_rules.escalation.drawing.alignment import Spot, settle, straighten

Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """What the layout has to know of a step: its place on the ladder of tiers, and its lane.

    `aside` stands beside the path: it is no step, and nothing leads to it.
    """

    name: str
    tier: int
    lane: int
    aside: bool = False


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
        inside = [step.name for step in steps if step.tier == tier and not step.aside]
        before = {name: [a for a, b in links if b == name and a in inside] for name in inside}
        for name in inside:
            _place(name, before, rows, top, ())
        top = max([top, *(rows[name] + 1 for name in inside)])
        aside = [step for step in steps if step.tier == tier and step.aside]
        _fold(aside, rows, top, len({step.lane for step in steps}))
        top = max([top, *(rows[step.name] + 1 for step in aside)])
    return rows


def _fold(aside: Sequence[Step], rows: dict[str, int], top: int, lanes: int) -> None:
    """Rows for what is beside the path: side by side while there is room, then below."""
    abreast = max(1, min(4, 5 // lanes))
    placed: Counter[int] = Counter()
    for step in aside:
        rows[step.name] = top + placed[step.lane] // abreast
        placed[step.lane] += 1


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
            # The longer a link, the straighter it should be.
            strength = (1, 3, 8)[(not one.name) + (not other.name)]
            one.near.append((other, strength))
            other.near.append((one, strength))
    lanes, width = _lanes(table, gap)
    settle(table, [*lanes, width], gap)
    for way in sorted(ways.values(), key=len, reverse=True):
        straighten(way, table, [*lanes, width], gap)
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
