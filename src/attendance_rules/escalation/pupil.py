"""Where a pupil stands on the path: what comes next, on whose side, and what would open it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from attendance_rules.edition.models import Status, StepKind, Strength
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
    def statuses(self) -> Mapping[str, Status]: ...
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
    """The id of the obligation."""
    title: str
    """What the party has to do."""
    party: str
    """Who has to do it."""
    tier: str
    """The tier of support that it belongs to."""
    step: StepKind
    """The kind of step: `support` or `legal`."""
    strength: Strength
    """How strongly the guidance puts it."""
    status: Status
    """The answer for this pupil."""
    after: tuple[str, ...] = ()
    """The required steps that it follows from."""
    handed_over_by: tuple[str, ...] = ()
    """Those of them that are another party's."""
    takes: str | None = None
    """What has to hold for it, in words; None when it is required."""
    missing: tuple[str, ...] = ()
    """The unknown facts that could settle it, when it is undetermined."""
    unclassifiable: str | None = None
    """Why no fact may be left to ask for, where that is so."""
    ends_path: str | None = None
    """What ends the path here, in words; None where it goes on."""

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
