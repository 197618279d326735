"""The steps as a drawing in SVG, for a page: no script, links on every step.

It takes its colours from the page (`currentColor` and the variables of mkdocs-material, with
system colours where there are none), so it reads in light, in dark and in print.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from html import escape

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.escalation.layout import Layout, Spot, Step, arrange, rows_of

BOX, HEIGHT, GAP, PASS_BY, ROW = 186.0, 62.0, 16.0, 6.0, 98.0
MARGIN, HEAD, TIER_HEAD = 12.0, 34.0, 34.0
LINE, LETTERS = 15.0, 28

_STYLE = """
.escalation { --paper: var(--md-default-bg-color, Canvas) }
.escalation text { font-family: inherit; font-size: 12px; fill: currentColor }
.escalation .head { font-size: 14px; font-weight: 700 }
.escalation .head { paint-order: stroke; stroke: var(--paper); stroke-width: 5px }
.escalation .tier, .escalation .lane { stroke: currentColor; stroke-opacity: .25 }
.escalation .tier { fill: currentColor; fill-opacity: .04 }
.escalation .lane { stroke-dasharray: 2 4 }
.escalation .box { fill: var(--paper); stroke: currentColor; stroke-opacity: .6 }
.escalation .legal .box { stroke-width: 2.5; stroke-opacity: 1 }
.escalation .end .box { stroke-dasharray: 6 3; stroke-opacity: 1 }
.escalation a:hover .box, .escalation a:focus .box { stroke-width: 3; stroke-opacity: 1 }
.escalation .way { fill: none; stroke: currentColor; stroke-opacity: .65; stroke-width: 1.3 }
.escalation .over { stroke-dasharray: 5 4 }
.escalation .tip { fill: currentColor }
"""


def svg(graph: Graph, href: Callable[[str], str]) -> str:
    """The steps of the whole graph. `href` gives the address of an obligation's page.

    The drawing is one image with a title and a description; the page that shows it should say the
    same in words.
    """
    steps, parties, tiers = _cast(graph)
    links = list(dict.fromkeys((start, end) for start, end, _ in queries.step_edges(graph)))
    layout = arrange(steps, links, box=BOX, gap=GAP, pass_by=PASS_BY)
    drawing = _Drawing(graph, layout, tiers)
    width = round(layout.width + 2 * MARGIN)
    return "\n".join(
        [
            f'<svg class="escalation" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {width} {round(drawing.bottom + MARGIN)}" width="{width}" '
            'role="group" aria-labelledby="escalation-title escalation-desc">',
            '<title id="escalation-title">How the steps lead to one another</title>',
            '<desc id="escalation-desc">Each box is a step and links to its page. The same stands '
            "in words below the drawing.</desc>",
            f"<style>{_STYLE}</style>",
            '<defs><marker id="escalation-tip" viewBox="0 0 8 8" refX="7" refY="4" '
            'markerWidth="8" markerHeight="8" orient="auto">'
            '<path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
            *drawing.tiers(),
            *drawing.lanes(parties),
            *drawing.ways(),
            *drawing.heads(),
            *drawing.boxes(href),
            "</svg>",
        ]
    )


def in_path_order(graph: Graph) -> list[str]:
    """The steps as the drawing has them from top to bottom: each after those that lead to it."""
    steps, _, _ = _cast(graph)
    rows = rows_of(steps, [(start, end) for start, end, _ in queries.step_edges(graph)])
    return sorted(rows, key=lambda name: rows[name])


def _cast(graph: Graph) -> tuple[list[Step], list[str], list[str]]:
    """The steps with their lanes and tiers, and the parties and tiers that have any."""
    names = queries.steps(graph)
    data = graph.nodes
    parties = [
        data[node]["party"]
        for node in queries.of_kind(graph, "party")
        if any(data[name]["party"] == data[node]["party"] for name in names)
    ]
    tiers = [one for one in queries.tiers(graph) if any(data[n]["tier"] == one for n in names)]
    steps = [
        Step(name, tiers.index(data[name]["tier"]), parties.index(data[name]["party"]))
        for name in names
    ]
    return steps, parties, tiers


class _Drawing:
    def __init__(self, graph: Graph, layout: Layout, tiers: Sequence[str]) -> None:
        self._graph = graph
        self._layout = layout
        self._tiers = tiers
        self._rows = {
            tier: sorted(
                {spot.row for name, spot in layout.spots.items() if self._at(name) == tier}
            )
            for tier in tiers
        }
        last = max((spot.row for spot in layout.spots.values()), default=-1)
        self.bottom = self._top(last) + HEIGHT + GAP if tiers else HEAD

    def _at(self, name: str) -> str:
        return str(self._graph.nodes[name]["tier"])

    def _top(self, row: int) -> float:
        begun = sum(1 for rows in self._rows.values() if rows[0] <= row)
        return HEAD + row * ROW + begun * TIER_HEAD

    def tiers(self) -> list[str]:
        drawn: list[str] = []
        for tier in self._tiers:
            top = self._tier_top(tier)
            height = self._top(self._rows[tier][-1]) + HEIGHT + GAP - top
            drawn.append(
                f'<rect class="tier" x="{MARGIN:g}" y="{top:g}" width="{self._layout.width:g}" '
                f'height="{height:g}" rx="6"/>'
            )
        return drawn

    def heads(self) -> list[str]:
        drawn: list[str] = []
        for tier in self._tiers:
            node = self._graph.nodes[tier_node(tier)]
            words = f"{node['title']}: {node['way_in'].replace('`', '')}"
            y = self._tier_top(tier) + 20
            drawn.append(f'<text class="head" x="{MARGIN + 12:g}" y="{y:g}">{escape(words)}</text>')
        return drawn

    def _tier_top(self, tier: str) -> float:
        return self._top(self._rows[tier][0]) - TIER_HEAD + 4

    def lanes(self, parties: Sequence[str]) -> list[str]:
        drawn: list[str] = []
        for party, left in zip(parties, self._layout.lanes, strict=True):
            title = self._graph.nodes[f"party:{party}"]["title"]
            x = MARGIN + left
            drawn.append(f'<text class="head" x="{x + 12:g}" y="20">{escape(title)}</text>')
            if left:
                drawn.append(f'<path class="lane" d="M{x:g} 4V{self.bottom:g}"/>')
        return drawn

    def ways(self) -> list[str]:
        drawn: list[str] = []
        for start, end, data in queries.step_edges(self._graph):
            style = "way over" if data["kind"] == "hands_over_to" else "way"
            path = self._path(self._layout.ways[start, end])
            drawn.append(f'<path class="{style}" marker-end="url(#escalation-tip)" d="{path}"/>')
        return drawn

    def _path(self, way: Sequence[Spot]) -> str:
        x, y = MARGIN + way[0].x, self._top(way[0].row) + HEIGHT
        path = f"M{x:.1f} {y:.1f}"
        for spot in way[1:]:
            to_x, to_y = MARGIN + spot.x, self._top(spot.row)
            bend = (to_y - y) / 2
            path += f"C{x:.1f} {y + bend:.1f} {to_x:.1f} {to_y - bend:.1f} {to_x:.1f} {to_y:.1f}"
            if not spot.name:
                to_y += HEIGHT
                path += f"V{to_y:.1f}"
            x, y = to_x, to_y
        return path

    def boxes(self, href: Callable[[str], str]) -> list[str]:
        drawn: list[str] = []
        for name, spot in self._layout.spots.items():
            data = self._graph.nodes[name]
            style = f"{data['step']}{' end' if data['ends_path'] else ''}"
            x, y = MARGIN + spot.x, self._top(spot.row)
            lines = _wrapped(data["title"])
            first = y + HEIGHT / 2 - (len(lines) - 1) * LINE / 2 + 4
            words = "".join(
                f'<tspan x="{x:.1f}" y="{first + LINE * number:.1f}">{escape(line)}</tspan>'
                for number, line in enumerate(lines)
            )
            drawn.append(
                f'<a class="{style}" href="{escape(href(name))}">'
                f"<title>{escape(data['title'])}</title>"
                f'<rect class="box" x="{x - BOX / 2:.1f}" y="{y:.1f}" width="{BOX:g}" '
                f'height="{HEIGHT:g}" rx="5"/>'
                f'<text text-anchor="middle">{words}</text></a>'
            )
        return drawn


def _wrapped(title: str) -> list[str]:
    """At most three lines, of about the same length."""
    lines = textwrap.wrap(title, LETTERS, max_lines=3, placeholder=" …")
    if not lines or lines[-1].endswith("…"):
        return lines
    widths = range(1 + len(title) // (len(lines) + 1), LETTERS + 1)
    tries = (textwrap.wrap(title, width) for width in widths)
    return next(found for found in tries if len(found) == len(lines))
