"""Random step graphs, small enough to go through every path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import networkx as nx
from hypothesis import strategies as st

from attendance_rules import Status
from attendance_rules.escalation.graph import Graph, party_node, tier_node

TIERS = ("low", "middle", "high")
PARTIES = ("one", "other")


@dataclass(frozen=True)
class Answer:
    """What a drawing or a question reads of an action."""

    obligation: str
    missing: tuple[str, ...] = ("a fact",)
    unclassifiable: str | None = None


@dataclass(frozen=True)
class Pupil:
    """What a drawing or a question reads of a decision."""

    tier: str | None
    statuses: dict[str, Status]

    @property
    def actions(self) -> tuple[Answer, ...]:
        return tuple(Answer(name) for name, one in self.statuses.items() if one == "undetermined")


@st.composite
def graphs(draw: st.DrawFn, *, rings: bool, most: int = 7) -> Graph:
    """Steps of three tiers and two parties, with links; without `rings` only onward ones."""
    graph: Graph = nx.MultiDiGraph()
    for position, tier in enumerate(TIERS):
        graph.add_node(
            tier_node(tier), kind="tier", tier=tier, title=tier, position=position, way_in="way in"
        )
        if position:
            below = tier_node(TIERS[position - 1])
            graph.add_edge(tier_node(tier), below, key="continues", kind="continues")
    for party in PARTIES:
        graph.add_node(party_node(party), kind="party", party=party, title=party)
    count = draw(st.integers(1, most))
    for number in range(count):
        party = draw(st.sampled_from(PARTIES))
        graph.add_node(
            f"s{number}",
            kind="obligation",
            title=f"step {number}",
            tier=draw(st.sampled_from(TIERS)),
            party=party,
            step=draw(st.sampled_from(("support", "support", "legal", None))),
            ends_path=draw(st.sampled_from((None, "ends"))),
            standing=False,
            strength="expected",
            when="own",
            when_owed="tier and own",
        )
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))
    for start, end in draw(st.lists(pairs, max_size=14, unique=True)):
        if rings or start < end:
            same = graph.nodes[f"s{start}"]["party"] == graph.nodes[f"s{end}"]["party"]
            kind = "leads_to" if same else "hands_over_to"
            graph.add_edge(f"s{start}", f"s{end}", key=kind, kind=kind)
    return graph


@st.composite
def pupils(draw: st.DrawFn, graph: Graph) -> Pupil:
    """A status for every obligation of a graph."""
    names = [name for name, data in graph.nodes(data=True) if data["kind"] == "obligation"]
    status = st.sampled_from(get_args(Status))
    tier = draw(st.sampled_from((None, *TIERS)))
    return Pupil(tier, {name: draw(status) for name in names})


def walks(links: dict[str, set[str]], start: str, end: str) -> Iterator[tuple[str, ...]]:
    """Every simple path from one step to another, found by trying everything."""
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        if path[-1] == end:
            yield path
            continue
        waiting += [(*path, one) for one in links[path[-1]] if one not in path]
