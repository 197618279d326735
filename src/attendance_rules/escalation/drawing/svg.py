"""The graph as a drawing in SVG: no script, no names that two drawings on a page could share."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from html import escape

from attendance_rules.escalation.drawing.alternative import described, marks, onward, told
from attendance_rules.escalation.drawing.key import key
from attendance_rules.escalation.drawing.shapes import frame, link, plain, styled, text
from attendance_rules.escalation.drawing.sheet import (
    BADGE,
    BOX,
    HEAD,
    HEAD_LINE,
    HEIGHT,
    MARGIN,
    NOTE_LINE,
    TIP,
    Band,
    Sheet,
)
from attendance_rules.escalation.drawing.style import STYLE
from attendance_rules.escalation.drawing.view import View, view
from attendance_rules.escalation.graph import Graph, party_node
from attendance_rules.escalation.pupil import REQUIRED, UNDETERMINED, Decided

LINE, LETTERS, MARK_LETTERS = 14.5, 28, 35


def svg(
    graph: Graph,
    *,
    tier: str | None = None,
    party: str | None = None,
    decision: Decided | None = None,
    title: str | None = None,
    href: Callable[[str], str] | None = None,
    own_style: bool = True,
) -> str:
    """The steps of the whole graph, or all obligations of a tier or a party.

    With a pupil's decision the pupil's tier is marked "you are here", what is required is filled,
    what is undetermined has a dashed frame and a "?", and the rest is pale. The drawing holds no
    identifier unless `title` does, which stands above it. `href` gives the address of an
    obligation's page. Without `own_style` its looks are those of a style sheet outside that holds
    `STYLE`. Raises `UnknownNameError` for a tier or party that there is not.
    """
    shown = view(graph, tier, party, decision)
    sheet = Sheet(shown, named=title is not None)
    explained, height = key(shown, sheet)
    width = round(sheet.width)
    name = shown.title() if title is None else title
    return "\n".join(
        [
            '<svg class="escalation" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {width} {round(height + MARGIN)}" width="{width}" role="group">',
            f"<title>{plain(name)}</title>",
            f"<desc>{plain(described(shown))}</desc>",
            *([f"<style>{STYLE}</style>"] if own_style else []),
            *([] if title is None else [text("name", MARGIN, MARGIN + 16, title)]),
            *(part for band in sheet.bands for part in _band(shown, sheet, band)),
            *_lanes(shown, sheet),
            *_links(shown, sheet),
            *(_box(shown, sheet, one, href) for one in shown.names),
            *explained,
            "</svg>",
        ]
    )


def _band(shown: View, sheet: Sheet, band: Band) -> list[str]:
    here = band.tier == shown.here
    drawn = [
        f'<rect{styled("tier", "here" if here else None)} x="{MARGIN:g}" y="{band.top:g}" '
        f'width="{sheet.width - 2 * MARGIN:g}" height="{band.height:g}" rx="6"/>'
    ]
    x, y = MARGIN + 10, band.top + 6
    if here:
        drawn.append(
            f'<rect class="badge" x="{x - 2:g}" y="{y + 2:g}" width="96" height="19" rx="9.5"/>'
            + text("note", x + 8, y + 15.5, "You are here")
        )
        y += BADGE
    for line in band.title:
        y += HEAD_LINE
        drawn.append(text("head", x, y, line))
    y += 4
    for line in band.way_in:
        y += NOTE_LINE
        drawn.append(text("note", x, y, line))
    if not shown.inside(band.tier):
        drawn.append(text("note", sheet.left + 14, band.top + 23, shown.nothing()))
    return drawn


def _lanes(shown: View, sheet: Sheet) -> list[str]:
    drawn: list[str] = []
    for party, left in zip(shown.parties, sheet.lanes, strict=True):
        title = shown.graph.nodes[party_node(party)]["title"]
        drawn.append(text("head", left + 14, sheet.head + HEAD - 11, title))
        drawn.append(f'<path class="lane" d="M{left:g} {sheet.head + 4:g}V{sheet.bottom - 8:g}"/>')
    return drawn


def _links(shown: View, sheet: Sheet) -> list[str]:
    """Of a pupil, the links from a required step are strong and the others faint."""
    drawn: list[str] = []
    for line in sheet.lines():
        faint = shown.pupil and shown.status(line.start) != REQUIRED
        drawn.append(link(line.path, line.tip, line.kind, tall=TIP + 1, faint=faint))
    return drawn


def _box(shown: View, sheet: Sheet, name: str, href: Callable[[str], str] | None) -> str:
    data = shown.graph.nodes[name]
    kind = data["step"] or "aside"
    x, y = sheet.place(name)
    lines = [("", line) for line in _wrapped(data["title"])]
    if mark := _mark(shown, name):
        lines.append(("note", mark))
    first = y + HEIGHT / 2 - (len(lines) - 1) * LINE / 2 + 4
    words = "".join(
        f'<tspan{styled(note)} x="{x:.1f}" y="{first + LINE * number:.1f}">{plain(line)}</tspan>'
        for number, (note, line) in enumerate(lines)
    )
    opened, closed = '<g role="img"', "</g>"
    if href is not None:
        opened, closed = f'<a href="{escape(href(name))}"', "</a>"
    return (
        f"{opened}{styled(kind, shown.status(name))}><title>{plain(told(shown, name))}</title>"
        f"{frame(x - BOX / 2, y, BOX, HEIGHT, kind, end=bool(data['ends_path']))}"
        f'<text text-anchor="middle">{words}</text>{closed}'
    )


def _mark(shown: View, name: str) -> str:
    """The last line of a box: its status, what kind of step it is, and where it leads outside."""
    said = " · ".join(marks(shown, name))
    if shown.status(name) == UNDETERMINED:
        said = f"? {said}"
    if further := onward(shown, name):
        said = f"{said} → {', '.join(further)}".lstrip()
    return textwrap.shorten(said, MARK_LETTERS, placeholder=" …")


def _wrapped(title: str) -> list[str]:
    """At most three lines, of about the same length."""
    lines = textwrap.wrap(title, LETTERS, max_lines=3, placeholder=" …")
    if not lines or lines[-1].endswith("…"):
        return lines
    widths = range(1 + len(title) // (len(lines) + 1), LETTERS + 1)
    tries = (textwrap.wrap(title, width) for width in widths)
    return next(found for found in tries if len(found) == len(lines))
