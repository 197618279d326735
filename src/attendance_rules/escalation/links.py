"""The graph as node-link data, the form that networkx and drawing libraries exchange."""

from __future__ import annotations

from typing import Any

import networkx as nx

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.escalation.pupil import Decided


def node_link(
    graph: Graph,
    tier: str | None = None,
    party: str | None = None,
    decision: Decided | None = None,
) -> dict[str, Any]:
    """The graph as plain data for JSON: `nodes` and `edges`, in the order of the edition.

    Restricted to a tier or a party, it holds the obligations that are theirs, the parties that owe
    them, and that tier or all tiers. With a pupil's decision each obligation has its `status`
    there, and each tier has `here`, whether it is the pupil's. Raises `UnknownNameError` for a tier
    or party that there is not.
    """
    queries.expect(tier, queries.tiers(graph), "tier")
    queries.expect(party, queries.parties(graph), "party")
    data: dict[str, Any] = nx.node_link_data(_part(graph, tier, party), edges="edges")
    if decision is not None:
        statuses = decision.statuses
        for node in data["nodes"]:
            if node["kind"] == "obligation":
                node["status"] = statuses[node["id"]]
            elif node["kind"] == "tier":
                node["here"] = node["tier"] == decision.tier
    return data


def _part(graph: Graph, tier: str | None, party: str | None) -> Graph:
    """What is a tier's, a party's or both's, as a graph of its own; of neither, the whole."""
    if tier is None and party is None:
        return graph
    held = set(queries.obligations_of(graph, tier, party))
    held |= {end for name in held for end in queries.follow(graph, name, "owed_by")}
    held |= {tier_node(one) for one in queries.tiers(graph) if tier in (None, one)}
    # Not `graph.subgraph`, whose nodes stand in no fixed order.
    part: Graph = nx.MultiDiGraph(**graph.graph)
    part.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if name in held)
    for start, end, key, data in graph.edges(keys=True, data=True):
        if start in held and end in held:
            part.add_edge(start, end, key=key, **data)
    return part
