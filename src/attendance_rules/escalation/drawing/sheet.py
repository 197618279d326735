"""Where everything of a drawing stands on its sheet, in pixels.

On the left a margin holds the tiers' names and ways in, at the top a line the parties' names. No
link is ever drawn there.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from attendance_rules.escalation.drawing.alignment import Spot
from attendance_rules.escalation.drawing.layout import Step, arrange
from attendance_rules.escalation.drawing.view import View
from attendance_rules.escalation.graph import tier_node

BOX, HEIGHT, BETWEEN, CLOSE = 186.0, 76.0, 30.0, 12.0
GAP, PASS_BY = 14.0, 6.0
MARGIN, SIDE, HEAD, NAME, PAD = 8.0, 126.0, 30.0, 30.0, 14.0
HEAD_LINE, NOTE_LINE, HEAD_LETTERS, NOTE_LETTERS = 16.0, 13.5, 15, 21
BADGE = 26.0
TIP = 8.0


@dataclass(frozen=True, slots=True)
class Band:
    """A tier's part of the sheet, with its name and way in as lines of text."""

    tier: str
    top: float
    height: float
    title: tuple[str, ...]
    way_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A link: its path, short of the tip, and where the tip ends."""

    start: str
    kind: str
    path: str
    tip: tuple[float, float]


class Sheet:
    """The places of a view's tiers, lanes, boxes and links. `top` is kept free for a name."""

    def __init__(self, view: View, named: bool) -> None:
        nodes = view.graph.nodes
        steps = [
            Step(
                name,
                view.tiers.index(nodes[name]["tier"]),
                view.parties.index(nodes[name]["party"]),
                aside=not nodes[name]["step"],
            )
            for name in view.names
        ]
        self._layout = arrange(steps, list(view.links), box=BOX, gap=GAP, pass_by=PASS_BY)
        self._links = view.links
        joined = {spot.row for way in self._layout.ways.values() for spot in way}
        self._quiet = {spot.row for spot in self._layout.spots.values()} - joined
        self.left = MARGIN + SIDE
        self.head = MARGIN + (NAME if named else 0)
        self._tops: dict[int, float] = {}
        self.bands: list[Band] = []
        top = self.head + HEAD
        for position, tier in enumerate(view.tiers):
            rows = sorted({self._layout.spots[s.name].row for s in steps if s.tier == position})
            self.bands.append(self._band(view, tier, top, rows))
            top += self.bands[-1].height + GAP
        self.bottom = top
        self.width = self.left + max(self._layout.width, BOX + 2 * GAP) + MARGIN

    def _band(self, view: View, tier: str, top: float, rows: Sequence[int]) -> Band:
        end = top + PAD
        for row in rows:
            # Rows without links need no room for them between.
            if row > rows[0]:
                end += CLOSE if {row - 1, row} <= self._quiet else BETWEEN
            self._tops[row] = end
            end += HEIGHT
        node = view.graph.nodes[tier_node(tier)]
        title = textwrap.wrap(node["title"], HEAD_LETTERS)
        way_in = textwrap.wrap(node["way_in"].replace("`", ""), NOTE_LETTERS)
        if node["position"] == 0 and node["way_in"] == "always":
            way_in = ["every pupil"]
        words = 12 + HEAD_LINE * len(title) + NOTE_LINE * len(way_in) + 8
        words += BADGE if tier == view.here else 0
        boxes = end + PAD - top if rows else 0
        return Band(tier, top, max(words, boxes), tuple(title), tuple(way_in))

    @property
    def lanes(self) -> list[float]:
        """The left edge of each party's lane."""
        return [self.left + edge for edge in self._layout.lanes]

    def place(self, name: str) -> tuple[float, float]:
        """The middle of a box's upper edge."""
        spot = self._layout.spots[name]
        return self.left + spot.x, self._tops[spot.row]

    def lines(self) -> list[Line]:
        """The links, which share out the edges of the boxes where they begin and end."""
        ways = self._layout.ways
        found: list[Line] = []
        for (start, end), kind in self._links.items():
            leaving = sorted(
                (one for one in ways if one[0] == start), key=lambda one: ways[one][1].x
            )
            coming = sorted((one for one in ways if one[1] == end), key=lambda one: ways[one][-2].x)
            begin = _port(leaving.index((start, end)), len(leaving))
            finish = _port(coming.index((start, end)), len(coming))
            found.append(self._line(ways[start, end], start, kind, begin, finish))
        return found

    def _line(
        self, way: Sequence[Spot], start: str, kind: str, begin: float, finish: float
    ) -> Line:
        x, y = self.left + way[0].x + begin, self._tops[way[0].row] + HEIGHT
        path = f"M{x:.1f} {y:.1f}"
        to_x, to_y = x, y
        for spot in way[1:]:
            to_x, to_y = self.left + spot.x, self._tops[spot.row]
            if spot.name:
                to_x, to_y = to_x + finish, to_y - TIP
            bend = (to_y - y) / 2
            path += f"C{x:.1f} {y + bend:.1f} {to_x:.1f} {to_y - bend:.1f} {to_x:.1f} {to_y:.1f}"
            if not spot.name:
                to_y += HEIGHT
                path += f"V{to_y:.1f}"
            x, y = to_x, to_y
        return Line(start, kind, path, (to_x, to_y + TIP))


def _port(number: int, count: int) -> float:
    """How far from the middle of a box one of several links meets its edge."""
    apart = min(22.0, (BOX - 50) / max(1, count - 1))
    return (number - (count - 1) / 2) * apart
