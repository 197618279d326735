"""What a drawing shows: the whole path, one tier or one party, and where a pupil stands on it."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, party_node, tier_node
from attendance_rules.escalation.pupil import Decided
from attendance_rules.plain import private


@private
class View:
    """The obligations that are shown, in the edition's order, with the links between them.

    Of the whole graph these are the steps; of a tier or a party, all obligations. `here` is the
    tier of the pupil who is shown, and `statuses` is empty where none is.
    """

    graph: Graph
    names: tuple[str, ...]
    links: Mapping[tuple[str, str], str]
    tiers: tuple[str, ...]
    parties: tuple[str, ...]
    tier: str | None
    party: str | None
    here: str | None
    pupil: bool
    statuses: Mapping[str, str]

    def title(self) -> str:
        """What the drawing is called, unless somebody calls it something else."""
        kind = "Where a pupil stands on the steps" if self.pupil else "How the steps lead on"
        of = [
            self.graph.nodes[node]["title"]
            for node in (self.tier and tier_node(self.tier), self.party and party_node(self.party))
            if node
        ]
        return ": ".join([kind, ", ".join(of)]) if of else kind

    def inside(self, tier: str) -> list[str]:
        """What is shown of a tier."""
        return [name for name in self.names if self.graph.nodes[name]["tier"] == tier]

    def nothing(self) -> str:
        """What is said of a tier of which nothing is shown."""
        whole = self.tier is None and self.party is None
        return "no step of its own" if whole else "nothing of its own"

    def owner(self, name: str) -> str:
        """The title of the party that owes an obligation."""
        return str(self.graph.nodes[party_node(self.graph.nodes[name]["party"])]["title"])

    def status(self, name: str) -> str | None:
        """The status of an obligation, None where no pupil is shown."""
        return self.statuses.get(name)

    def beyond(self, name: str) -> list[str]:
        """The next steps of a step that are not shown."""
        onward = queries.follow(self.graph, name, *queries.ONWARD)
        return [one for one in onward if one not in self.names and self.graph.nodes[one]["step"]]


def view(
    graph: Graph,
    tier: str | None = None,
    party: str | None = None,
    decision: Decided | None = None,
) -> View:
    """What is shown of a graph. Raises `UnknownNameError` for a tier or party that there is not."""
    queries.expect(tier, queries.tiers(graph), "tier")
    queries.expect(party, queries.parties(graph), "party")
    names = queries.obligations_of(graph, tier, party)
    if tier is None and party is None:
        names = queries.steps(graph)
    links = {
        (start, end): data["kind"]
        for start, end, data in queries.step_edges(graph)
        if start in names and end in names
    }
    owners = {graph.nodes[name]["party"] for name in names}
    return View(
        graph,
        tuple(names),
        links,
        tuple(one for one in queries.tiers(graph) if tier in (None, one)),
        tuple(one for one in queries.parties(graph) if one in owners),
        tier,
        party,
        decision.tier if decision is not None else None,
        decision is not None,
        {name: decision.statuses[name] for name in names} if decision is not None else {},
    )
