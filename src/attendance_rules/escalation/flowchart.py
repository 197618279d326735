"""The graph as a Mermaid flowchart."""

from __future__ import annotations

import re

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, tier_node

# What means something inside a Mermaid label. `#` first, since the others become `#…;`.
_ENTITIES = {"#": "#35;", "&": "#amp;", "<": "#lt;", ">": "#gt;", '"': "#quot;", "`": "#96;"}


def mermaid(graph: Graph, tier: str | None = None, party: str | None = None) -> str:
    """A flowchart of the tiers with their steps inside.

    Of the whole graph, only obligations that are steps are drawn. Restricted to a tier or a party,
    all its obligations are. A dashed arrow hands over to another party.
    """
    shown = queries.obligations_of(graph, tier, party)
    if tier is None and party is None:
        shown = [name for name in shown if graph.nodes[name]["step"]]
    tiers = [one for one in queries.tiers(graph) if tier in (None, one)]
    lines = ["flowchart TD"]
    for one in tiers:
        inside = [name for name in shown if graph.nodes[name]["tier"] == one]
        lines += _tier(graph, one, inside)
    drawn = {tier_node(one) for one in tiers}
    for start, end, data in graph.edges(data=True):
        if data["kind"] == "escalates" and {start, end} <= drawn:
            lines.append(f"  {_id(start)} ==>|{_label(data['way_in'])}| {_id(end)}")
    for start, end, data in graph.edges(data=True):
        if data["kind"] in queries.ONWARD and {start, end} <= set(shown):
            arrow = "-->" if data["kind"] == "leads_to" else "-.->"
            lines.append(f"  {_id(start)} {arrow} {_id(end)}")
    return "\n".join(lines) + "\n"


def _tier(graph: Graph, tier: str, inside: list[str]) -> list[str]:
    node = tier_node(tier)
    title = _label(graph.nodes[node]["title"])
    if not inside:
        return [f"  {_id(node)}[{title}]"]
    lines = [f"  subgraph {_id(node)}[{title}]"]
    for name in inside:
        data = graph.nodes[name]
        owner = graph.nodes[f"party:{data['party']}"]["title"]
        lines.append(f"    {_id(name)}[{_label(owner + ': ' + data['title'])}]")
    return [*lines, "  end"]


def _id(node: str) -> str:
    """A name that Mermaid takes for no word of its own. Two nodes never share one."""
    return "n_" + re.sub(r"[^a-z0-9]", lambda match: _SIGNS.get(match[0], "_x_"), node)


_SIGNS = {"-": "_", "/": "__", ":": "___"}


def _label(text: str) -> str:
    """A label in quotes, with nothing in it that Mermaid or HTML would read as its own."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return '"' + "".join(_ENTITIES.get(c, c) for c in flat) + '"'
