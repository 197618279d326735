"""Questions to the escalation graph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from attendance_rules import errors
from attendance_rules.escalation.graph import Graph

ONWARD = ("leads_to", "hands_over_to")


def of_kind(graph: Graph, kind: str) -> list[str]:
    """The nodes of a kind, in the order of the edition."""
    return [name for name, data in graph.nodes(data=True) if data["kind"] == kind]


def tiers(graph: Graph) -> list[str]:
    """The names of the tiers, the lowest first."""
    return [graph.nodes[node]["tier"] for node in of_kind(graph, "tier")]


def parties(graph: Graph) -> list[str]:
    """The names of the parties, in the order of the edition."""
    return [graph.nodes[node]["party"] for node in of_kind(graph, "party")]


def expect(name: str | None, known: Iterable[str], what: str) -> None:
    """Raises `UnknownNameError` for a name that is given and not known."""
    if name is not None:
        errors.expect(what, name, known)


def obligations_of(
    graph: Graph, tier: str | None = None, party: str | None = None, *, continued: bool = False
) -> list[str]:
    """The obligations of a tier, of a party, or of both; of neither, all.

    With `continued` the tier's obligations include those of every tier whose support goes on in it.
    """
    wanted = None if tier is None else set(support(graph, tier) if continued else (tier,))
    return [
        name
        for name in of_kind(graph, "obligation")
        if (wanted is None or graph.nodes[name]["tier"] in wanted)
        and (party is None or graph.nodes[name]["party"] == party)
    ]


def support(graph: Graph, tier: str) -> list[str]:
    """A tier, and those whose support goes on in it, by following `continues`."""
    found: list[str] = []
    waiting = [f"tier:{tier}"]
    while waiting:
        node = waiting.pop(0)
        name = graph.nodes[node]["tier"]
        if name not in found:
            found.append(name)
            waiting.extend(follow(graph, node, "continues"))
    return found


def follow(graph: Graph, node: str, *kinds: str) -> list[str]:
    """Where the edges of these kinds lead from a node, each target once."""
    return list(
        dict.fromkeys(end for _, end, kind in graph.out_edges(node, keys=True) if kind in kinds)
    )


def steps(graph: Graph) -> list[str]:
    """The obligations that are steps."""
    return [name for name in of_kind(graph, "obligation") if graph.nodes[name]["step"]]


def in_path_order(graph: Graph) -> list[str]:
    """The steps by tier, each after those that lead to it."""
    found: list[str] = []
    waiting = steps(graph)
    ladder = tiers(graph)
    waiting.sort(key=lambda name: ladder.index(graph.nodes[name]["tier"]))
    links = path(graph)
    while waiting:
        # In a ring of steps none is first, so that it begins with the edition's first.
        free = [name for name in waiting if not links.pred[name].keys() & set(waiting)]
        found.append((free or waiting)[0])
        waiting.remove(found[-1])
    return found


def path(graph: Graph) -> nx.DiGraph[str]:
    """The steps and the links between them, and nothing else."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(steps(graph))
    found.add_edges_from((start, end) for start, end, _ in step_edges(graph))
    return found


def step_edges(graph: Graph) -> list[tuple[str, str, dict[str, Any]]]:
    """From step to step: start, end and the edge's attributes."""
    chosen = set(steps(graph))
    return [
        (start, end, data)
        for start, end, data in graph.edges(data=True)
        if data["kind"] in ONWARD and start in chosen and end in chosen
    ]
