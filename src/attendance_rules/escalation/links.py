"""The graph as node-link data, the form that networkx and drawing libraries exchange."""

from __future__ import annotations

from typing import Any

import networkx as nx

from attendance_rules.escalation.graph import Graph


def node_link(graph: Graph) -> dict[str, Any]:
    """The graph as plain data for JSON: `nodes` and `edges`, in the order of the edition."""
    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    return data
