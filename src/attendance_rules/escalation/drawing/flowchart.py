"""The graph as a Mermaid flowchart."""

from __future__ import annotations

import re

from attendance_rules.escalation.drawing.view import View, view
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.escalation.pupil import NOT_REQUIRED, REQUIRED, UNDETERMINED, Decided

# What means something inside a Mermaid label. `#` first, since the others become `#…;`.
_ENTITIES = {"#": "#35;", "&": "#amp;", "<": "#lt;", ">": "#gt;", '"': "#quot;", "`": "#96;"}


# How a pupil's steps look, each class named like the status.
_CLASSES = (
    f"  classDef {REQUIRED} fill:#00695c,color:#fff,stroke-width:2px",
    f"  classDef {UNDETERMINED} stroke-width:2px,stroke-dasharray:5 4",
    f"  classDef {NOT_REQUIRED} opacity:0.6",
    "  classDef here stroke-width:4px",
)


def mermaid(
    graph: Graph,
    tier: str | None = None,
    party: str | None = None,
    decision: Decided | None = None,
) -> str:
    """A flowchart of the tiers with their steps inside.

    Of the whole graph, only obligations that are steps are drawn. Restricted to a tier or a party,
    all its obligations are. A dashed arrow hands over to another party. With a pupil's decision the
    tier says "you are here", what is required is filled and what is undetermined has a "?".
    """
    shown = view(graph, tier, party, decision)
    lines = ["flowchart TD"]
    for one in shown.tiers:
        lines += _tier(shown, one)
    drawn = {tier_node(one) for one in shown.tiers}
    for start, end, data in graph.edges(data=True):
        if data["kind"] == "escalates" and {start, end} <= drawn:
            lines.append(f"  {_id(start)} ==>|{_label(data['way_in'])}| {_id(end)}")
    for (start, end), kind in shown.links.items():
        arrow = "-->" if kind == "leads_to" else "-.->"
        lines.append(f"  {_id(start)} {arrow} {_id(end)}")
    if shown.pupil:
        lines += _CLASSES
        lines += [f"  class {_id(name)} {status}" for name, status in shown.statuses.items()]
        if shown.here in shown.tiers:
            lines.append(f"  class {_id(tier_node(str(shown.here)))} here")
    return "\n".join(lines) + "\n"


def _tier(shown: View, tier: str) -> list[str]:
    node = tier_node(tier)
    here = " (you are here)" if tier == shown.here else ""
    title = _label(shown.graph.nodes[node]["title"] + here)
    inside = shown.inside(tier)
    if not inside:
        return [f"  {_id(node)}[{title}]"]
    lines = [f"  subgraph {_id(node)}[{title}]"]
    for name in inside:
        mark = "? " if shown.status(name) == UNDETERMINED else ""
        words = f"{mark}{shown.owner(name)}: {shown.graph.nodes[name]['title']}"
        lines.append(f"    {_id(name)}[{_label(words)}]")
    return [*lines, "  end"]


def _id(node: str) -> str:
    """A name that Mermaid takes for no word of its own. Two nodes never share one."""
    return "n_" + re.sub(r"[^a-z0-9]", lambda match: _SIGNS.get(match[0], "_x_"), node)


_SIGNS = {"-": "_", "/": "__", ":": "___"}


def _label(text: str) -> str:
    """A label in quotes, with nothing in it that Mermaid or HTML would read as its own."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return '"' + "".join(_ENTITIES.get(c, c) for c in flat) + '"'
