"""What the lines and frames of a drawing mean, below it."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.escalation.drawing.shapes import frame, link, styled, text
from attendance_rules.escalation.drawing.sheet import MARGIN, TIP, Sheet
from attendance_rules.escalation.drawing.view import View
from attendance_rules.escalation.pupil import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.wording.statuses import STATUSES

_LETTER, _SAMPLE, _APART, _ROW = 5.2, 30.0, 15.0, 22.0


def key(shown: View, sheet: Sheet) -> tuple[list[str], float]:
    """The samples that the drawing needs with their meaning, and where they end."""
    drawn: list[str] = []
    x, y = MARGIN + 2, sheet.bottom
    for style, words in _samples(shown):
        width = _SAMPLE + 6 + _LETTER * len(words) + _APART
        if x + width - _APART > sheet.width - MARGIN and x > MARGIN + 2:
            x, y = MARGIN + 2, y + _ROW
        drawn.append(_sample(style, x, y + 3))
        drawn.append(text("note", x + _SAMPLE + 6, y + 15, words))
        x += width
    return drawn, y + _ROW if drawn else y


def _samples(shown: View) -> Iterator[tuple[str, str]]:
    kinds = set(shown.links.values())
    nodes = [shown.graph.nodes[name] for name in shown.names]
    if "leads_to" in kinds:
        yield "leads_to", "leads on, same party"
    if "hands_over_to" in kinds:
        yield "hands_over_to", "hands over to another party"
    for status in (REQUIRED, UNDETERMINED, NOT_REQUIRED):
        if status in shown.statuses.values():
            yield status, ("? " if status == UNDETERMINED else "") + STATUSES[status].lower()
    if any(node["step"] == "legal" for node in nodes):
        yield "legal", "legal step"
    if any(node["ends_path"] for node in nodes):
        yield "end", "the path ends"
    if any(not node["step"] for node in nodes):
        yield "aside", "not a step"


def _sample(style: str, x: float, y: float) -> str:
    middle = y + 8
    if style in ("leads_to", "hands_over_to"):
        path, tip = f"M{x:g} {middle:g}H{x + _SAMPLE - TIP:g}", (x + _SAMPLE, middle)
        return link(path, tip, style, tall=-TIP, faint=False)
    box = frame(x + 1, y, _SAMPLE - 2, 16, style, end=style == "end")
    return f"<g{styled(style)}>{box}</g>"
