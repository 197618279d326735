"""The ways along the steps to one of them, and what has to have been tried before it.

A path is a chain of links from a beginning to its target. The beginnings of the whole path are the
steps that none leads to; those of a tier are its steps that no other step of the tier leads to.
Where no path leads from a tier's own steps to the target, the nearest tier counts from which one
does: first those whose support the tier continues, then those above it.

A pupil is owed each step on conditions of its own. So what stands on every path is what the table
names first, not a record of what was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import networkx as nx

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph
from attendance_rules.plain import Plain

MOST_PATHS = 1_000
"""No more paths than these are listed, the shortest first."""

_ROOT = ""


@dataclass(frozen=True, slots=True)
class Paths(Plain):
    """Paths to a step, each from its beginning to the step itself, the shortest first.

    `tier` is the one whose beginnings they have, None for those of the whole path. `complete` is
    false when there are more than were asked for.
    """

    target: str
    tier: str | None
    paths: tuple[tuple[str, ...], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Tried(Plain):
    """What comes before a step: on every path to it, and on some but not all.

    `tier` is the one whose beginnings the paths have, None for those of the whole path.
    """

    target: str
    tier: str | None
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


def paths_to(
    graph: Graph, target: str, from_tier: str | None = None, *, most: int = MOST_PATHS
) -> Paths:
    """Every path to a step, from a tier's beginnings or from all; none repeats a step.

    At most `most` are listed. Which those are depends on the graph alone: the shortest, and among
    those of one length the first as they are found; they stand in the order of the edition.
    Raises `UnknownNameError` for a target that is no step.
    """
    path, tier = _rooted(graph, target, from_tier)
    if not nx.has_path(path, _ROOT, target):
        return Paths(target, tier, (), True)
    found = list(islice(nx.shortest_simple_paths(path, _ROOT, target), most + 1))
    order = {name: position for position, name in enumerate(queries.steps(graph))}
    listed = [tuple(one[1:]) for one in found[:most]]
    listed.sort(key=lambda one: (len(one), [order[name] for name in one]))
    return Paths(target, tier, tuple(listed), len(found) <= most)


def tried_before(graph: Graph, target: str, from_tier: str | None = None) -> Tried:
    """The steps that stand before a step on every path to it, and those on some path only.

    Both in the order of the edition, without the step itself; empty where no path leads to it.
    Raises `UnknownNameError` for a target that is no step.
    """
    path, tier = _rooted(graph, target, from_tier)
    before = nx.ancestors(path, target)
    begun = nx.descendants(path, _ROOT)
    always: set[str] = set()
    if nx.has_path(path, _ROOT, target):
        above = nx.immediate_dominators(path, _ROOT)
        step = target
        while (step := above[step]) != _ROOT:
            always.add(step)
    return Tried(
        target,
        tier,
        tuple(name for name in queries.steps(graph) if name in always),
        tuple(name for name in queries.steps(graph) if name in before & begun - always - {target}),
    )


def _rooted(graph: Graph, target: str, from_tier: str | None) -> tuple[nx.DiGraph[str], str | None]:
    """The steps with a root that leads to every beginning, and the tier that they begin in."""
    queries.expect(target, queries.steps(graph), "step")
    path = queries.path(graph)
    starts, tier = _beginnings(path, list(path)), None
    if from_tier is not None:
        queries.expect(from_tier, queries.tiers(graph), "tier")
        leading = nx.ancestors(path, target) | {target}
        begun = {one: _beginnings(path, _of(graph, one)) for one in _nearest(graph, from_tier)}
        tier = next((one for one in begun if leading.intersection(begun[one])), from_tier)
        starts = begun[tier]
    path.add_node(_ROOT)
    path.add_edges_from((_ROOT, start) for start in starts)
    return path, tier


def _beginnings(path: nx.DiGraph[str], inside: list[str]) -> list[str]:
    return [name for name in inside if not set(inside).intersection(path.pred[name])]


def _of(graph: Graph, tier: str) -> list[str]:
    return [name for name in queries.steps(graph) if graph.nodes[name]["tier"] == tier]


def _nearest(graph: Graph, tier: str) -> list[str]:
    """The tier, those whose support it continues, and then those above it."""
    ladder = queries.tiers(graph)
    return list(dict.fromkeys([*queries.support(graph, tier), *ladder[ladder.index(tier) :]]))
