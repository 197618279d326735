"""A drawing in words, for those who do not see it."""

from __future__ import annotations

from attendance_rules.escalation import queries
from attendance_rules.escalation.drawing.view import View, view
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.escalation.pupil import Decided
from attendance_rules.messages.english import listed
from attendance_rules.wording.statuses import STATUSES


def alternative(
    graph: Graph,
    tier: str | None = None,
    party: str | None = None,
    decision: Decided | None = None,
) -> str:
    """What the drawing of the same tier, party and pupil shows, in words."""
    return described(view(graph, tier, party, decision))


def described(shown: View) -> str:
    """What is drawn in words: of a pupil the statuses, otherwise what the steps lead to."""
    if not shown.pupil:
        return " ".join(
            f"{_title(shown, tier)}: "
            f"{'; '.join(told(shown, one) for one in shown.inside(tier)) or shown.nothing()}."
            for tier in shown.tiers
        )
    said = [
        f"You are here: {_title(shown, shown.here)}." if shown.here else "The tier is not known."
    ]
    for status, words in STATUSES.items():
        names = [name for name in shown.names if shown.status(name) == status]
        if names:
            listed = "; ".join(f"{shown.owner(one)}: {_step(shown, one)}" for one in names)
            said.append(f"{words}: {listed}.")
    return " ".join(said)


def told(shown: View, name: str) -> str:
    """One box in words: whose it is, what it is, its status, and where it leads."""
    node = shown.graph.nodes[name]
    said = [f"{shown.owner(name)}: {node['title']}", *marks(shown, name)]
    leads = queries.follow(shown.graph, name, "leads_to")
    hands = queries.follow(shown.graph, name, "hands_over_to")
    if leads:
        said.append("leads to " + listed(_step(shown, one) for one in leads))
    if hands:
        said.append(
            "hands over to " + listed(f"{shown.owner(one)}: {_step(shown, one)}" for one in hands)
        )
    return ", ".join(said)


def marks(shown: View, name: str) -> list[str]:
    """What a box says beside its title."""
    node = shown.graph.nodes[name]
    said = []
    if status := shown.status(name):
        said.append(STATUSES[status].lower())
    if node["step"] == "legal":
        said.append("legal")
    if node["ends_path"]:
        said.append("path ends")
    if node["standing"]:
        said.append("at all times")
    return said


def onward(shown: View, name: str) -> list[str]:
    """Where a step leads outside the drawing: the other party, or else the other tier."""
    nodes, found = shown.graph.nodes, []
    for other in shown.beyond(name):
        handed = shown.party is not None and nodes[other]["party"] != shown.party
        found.append(shown.owner(other) if handed else _title(shown, nodes[other]["tier"]))
    return list(dict.fromkeys(found))


def _title(shown: View, tier: str | None) -> str:
    return str(shown.graph.nodes[tier_node(str(tier))]["title"])


def _step(shown: View, name: str) -> str:
    return str(shown.graph.nodes[name]["title"])
