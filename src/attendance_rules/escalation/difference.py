"""What changes between two tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.plain import Plain

ByParty = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class WayIn(Plain):
    """What brings a pupil into a tier: in words, and its thresholds in basis points."""

    tier: str
    way_in: str
    thresholds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Difference(Plain):
    """From a tier to a higher one: the ways in on the way up, and the obligations by party.

    `gained` are those that the higher tier adds, `kept` those that go on in it, as do those owed at
    all times. Each of them is owed on its own condition as well. `may_begin` are the kept ones
    whose own condition hangs on a threshold that a pupil of the lower tier need not have reached:
    they can begin with it.
    """

    lower: str
    higher: str
    ways_in: tuple[WayIn, ...]
    gained: ByParty
    kept: ByParty
    may_begin: ByParty


def between(graph: Graph, lower: str, higher: str) -> Difference:
    """What changes from a tier to one that continues it, directly or through others.

    Raises `UnknownNameError` for a tier that there is not, and `ValueError` where `higher` does not
    continue `lower`.
    """
    for tier in (lower, higher):
        queries.expect(tier, queries.tiers(graph), "tier")
    above = queries.support(graph, higher)
    if lower not in above:
        raise ValueError(f"the tier `{higher}` does not continue `{lower}`")
    crossed = above[: above.index(lower)][::-1]
    after = queries.obligations_of(graph, higher, continued=True)
    kept = [
        name
        for name in after
        if graph.nodes[name]["tier"] not in crossed or graph.nodes[name]["standing"]
    ]
    ways = [_way_in(graph, tier) for tier in crossed]
    on_the_way = {name for tier in above for name in _way_in(graph, tier).thresholds}
    open_ = on_the_way - _reached(graph, lower)
    return Difference(
        lower,
        higher,
        tuple(ways),
        _by_party(graph, [name for name in after if name not in kept]),
        _by_party(graph, kept),
        _by_party(graph, [one for one in kept if open_ & graph.nodes[one]["thresholds"].keys()]),
    )


def _way_in(graph: Graph, tier: str) -> WayIn:
    thresholds: Mapping[str, int] = next(
        (
            data["thresholds"]
            for _, _, data in graph.in_edges(tier_node(tier), data=True)
            if data["kind"] == "escalates"
        ),
        {},
    )
    return WayIn(tier, graph.nodes[tier_node(tier)]["way_in"], thresholds)


def _reached(graph: Graph, tier: str) -> set[str]:
    """The thresholds that whoever is in a tier has reached, and those not above them."""
    only = [
        points
        for one in queries.support(graph, tier)
        for _, _, data in graph.in_edges(tier_node(one), data=True)
        if data["kind"] == "escalates" and data["only"]
        for points in data["thresholds"].values()
    ]
    most = max(only, default=-1)
    return {
        name
        for one in queries.tiers(graph)
        for name, points in _way_in(graph, one).thresholds.items()
        if points <= most
    }


def _by_party(graph: Graph, names: Sequence[str]) -> ByParty:
    parties = {
        party: [n for n in names if graph.nodes[n]["party"] == party]
        for party in queries.parties(graph)
    }
    return {party: tuple(found) for party, found in parties.items() if found}
