"""Where a pupil stands on the path: what comes next, on whose side, and what would open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph
from attendance_rules.plain import Plain, private
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN

REQUIRED, UNDETERMINED, NOT_REQUIRED = STATUS[TRUE], STATUS[UNKNOWN], STATUS[FALSE]


class Asked(Protocol):
    """What is read of an action."""

    @property
    def obligation(self) -> str: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def unclassifiable(self) -> str | None: ...


class Decided(Protocol):
    """What is read of a decision."""

    @property
    def tier(self) -> str | None: ...
    @property
    def statuses(self) -> Mapping[str, str]: ...
    @property
    def actions(self) -> Sequence[Asked]: ...


@private
class NextStep(Plain):
    """A step that is required now, or one that comes next.

    `after` names the required steps that it follows from, `handed_over_by` those of them that are
    another party's. `takes` says in words what has to hold for it, None when it is required: its
    own condition, and the way into its tier where the pupil is not known to be in it. `missing`
    names the facts that are unknown, when it is undetermined, and `unclassifiable` says why none
    may be left to ask for.
    """

    obligation: str
    title: str
    party: str
    tier: str
    step: str
    strength: str
    status: str
    after: tuple[str, ...] = ()
    handed_over_by: tuple[str, ...] = ()
    takes: str | None = None
    missing: tuple[str, ...] = ()
    unclassifiable: str | None = None
    ends_path: str | None = None

    @property
    def now(self) -> bool:
        """Whether it is required already."""
        return self.status == REQUIRED


def next_steps(graph: Graph, decision: Decided) -> tuple[NextStep, ...]:
    """The steps that are required now, and then those that come next, in the edition's order.

    A step that is not required comes next when a required step leads or hands over to it. One
    that is undetermined also does when no step before it is required or undetermined, since it may
    then be the pupil's first. Where nothing is required and nothing undetermined, the beginnings of
    the path come next.
    """
    statuses = decision.statuses
    names = queries.steps(graph)
    path = queries.path(graph)
    now = [name for name in names if statuses[name] == REQUIRED]
    possible = {name for name in names if statuses[name] != NOT_REQUIRED}

    def follows(name: str) -> bool:
        before = path.pred[name]
        if any(statuses[one] == REQUIRED for one in before):
            return True
        return not possible.intersection(before) if name in possible else not (possible or before)

    following = [name for name in names if statuses[name] != REQUIRED and follows(name)]
    asked = {action.obligation: action for action in decision.actions}
    return tuple(
        _step(
            graph, name, decision, asked.get(name), [one for one in now if one in path.pred[name]]
        )
        for name in now + following
    )


def _step(
    graph: Graph, name: str, decision: Decided, asked: Asked | None, after: Sequence[str]
) -> NextStep:
    node = graph.nodes[name]
    status = decision.statuses[name]
    inside = decision.tier is not None and node["tier"] in queries.support(graph, decision.tier)
    owed = node["when"] if inside else node["when_owed"]
    return NextStep(
        name,
        node["title"],
        node["party"],
        node["tier"],
        node["step"],
        node["strength"],
        status,
        tuple(after),
        tuple(one for one in after if graph.nodes[one]["party"] != node["party"]),
        None if status == REQUIRED else owed,
        asked.missing if asked and status == UNDETERMINED else (),
        asked.unclassifiable if asked and status == UNDETERMINED else None,
        node["ends_path"],
    )


def opened_by(
    graph: Graph, decision: Decided, party: str | None = None
) -> Mapping[str, tuple[str, ...]]:
    """For each unknown fact the undetermined steps, of one party or of all, that it could open.

    A fact opens a step when some answer to it, with some answer to the other facts that are missing
    for the step, makes it required. The fact that could open most comes first.
    """
    queries.expect(party, queries.parties(graph), "party")
    steps = {name for name in queries.steps(graph) if party in (None, graph.nodes[name]["party"])}
    opened: dict[str, list[str]] = {}
    for action in decision.actions:
        if action.obligation in steps:
            for fact in action.missing:
                opened.setdefault(fact, []).append(action.obligation)
    order = sorted(opened, key=lambda fact: -len(opened[fact]))
    return {fact: tuple(opened[fact]) for fact in order}
