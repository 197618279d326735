"""What is wrong with how an edition escalates, as findings with their places.

Each check is a function from the edition and its graph to findings. They presume an edition that
loads.
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from attendance_rules.checks.support import ends_with_a_rate, tiers_not_continued
from attendance_rules.edition.edition import Edition
from attendance_rules.escalation import queries
from attendance_rules.escalation.graph import Graph, tier_node
from attendance_rules.messages.diagnostics import Diagnostic
from attendance_rules.program.analysis.satisfiability import empty_tiers
from attendance_rules.program.lower import lower, tier_rule
from attendance_rules.wording.clauses import ALWAYS
from attendance_rules.wording.conditions import clause


def tiers_have_a_way_in(edition: Edition, graph: Graph) -> Iterator[Diagnostic]:
    """Every tier above the lowest is reached from it, on a condition."""
    lowest = edition.tier_ladder()[0]
    ways: nx.DiGraph[str] = nx.DiGraph()
    ways.add_nodes_from(queries.of_kind(graph, "tier"))
    ways.add_edges_from(edge[:2] for edge in graph.edges(keys=True) if edge[2] == "escalates")
    for name, tier in edition.tiers.items():
        if name == lowest:
            continue
        if not nx.has_path(ways, tier_node(lowest), tier_node(name)):
            yield Diagnostic(
                tier.origin.place,
                "tier-without-way-in",
                f"no way leads from the lowest tier to `{name}`",
                "let it continue the tier before it",
            )
        elif clause(edition, tier.when) == ALWAYS:
            yield Diagnostic(
                tier.origin.at("when"),
                "tier-without-way-in",
                f"the tier `{name}` has no condition, so every pupil is in it",
                "say in `when` what brings a pupil there",
            )


def tiers_have_pupils(edition: Edition, _: Graph) -> Iterator[Diagnostic]:
    """Somebody can be in each tier without being in the next one up."""
    program = lower(
        edition, {name: parameter.value for name, parameter in edition.parameters.items()}
    )
    names = {tier_rule(name): name for name in edition.tiers}
    for rule in empty_tiers(program):
        yield Diagnostic(
            edition.tiers[names[rule]].origin.place,
            "tier-without-pupils",
            f"nobody can be in the tier `{names[rule]}`",
            "widen its condition, so that the next tier is within it",
        )


def support_is_kept(edition: Edition, _: Graph) -> Iterator[Diagnostic]:
    """Each tier brings what it continues, and no obligation ends because absence grows."""
    program = lower(
        edition, {name: parameter.value for name, parameter in edition.parameters.items()}
    )
    names = {tier_rule(name): name for name in edition.tiers}
    for below, above in tiers_not_continued(program):
        yield Diagnostic(
            edition.tiers[names[above]].origin.place,
            "support-lost",
            f"the tier `{names[above]}` does not bring the support of `{names[below]}`",
            f"let `{names[above]}` continue it",
        )
    # A part repeats its obligation's condition: one finding for both.
    ending = dict.fromkeys(
        (rule.partition("#")[0], rate) for rule, rate in ends_with_a_rate(program)
    )
    for name, rate in ending:
        yield Diagnostic(
            edition.obligations[name].origin.place,
            "support-lost",
            f"`{name}` ends when `{rate}` rises, so a higher tier loses it",
            "take the upper limit away: the support of a tier continues in the tiers above it",
        )


def steps_go_on(edition: Edition, _: Graph) -> Iterator[Diagnostic]:
    """Every step leads on, or says why it is the end, and not both; nothing else does either."""
    for name, obligation in edition.obligations.items():
        place = obligation.origin.place
        if obligation.step is None:
            if obligation.next_steps or obligation.ends_path:
                yield Diagnostic(
                    place,
                    "not-a-step",
                    f"`{name}` has a place on the path and is not a step",
                    "add `step: support` or `step: legal`",
                )
        elif obligation.next_steps and obligation.ends_path:
            yield Diagnostic(
                place,
                "way-on-after-end",
                f"`{name}` ends the path and leads on",
                "take `ends_path` or the next steps away",
            )
        elif not obligation.ends_path and not obligation.next_steps:
            yield Diagnostic(
                place,
                "step-without-way-on",
                f"no step follows `{name}`",
                "name one in `leads_to` or `hands_over_to`, or say in `ends_path` why none does",
            )


def steps_lead_upwards(edition: Edition, _: Graph) -> Iterator[Diagnostic]:
    """Steps lead to steps, of the same tier or of a higher one."""
    ladder = edition.tier_ladder()
    for name, obligation in edition.obligations.items():
        for key in queries.ONWARD:
            for position, target in enumerate(getattr(obligation, key)):
                place = obligation.origin.at(key, position)
                other = edition.obligations[target]
                if other.step is None:
                    yield Diagnostic(
                        place,
                        "way-on-to-no-step",
                        f"`{name}` leads on to `{target}`, which is not a step",
                        "name a step, or add `step: support` or `step: legal` to that one",
                    )
                elif ladder.index(other.tier) < ladder.index(obligation.tier):
                    yield Diagnostic(
                        place,
                        "step-goes-down",
                        f"`{name}` leads down to `{target}`, of a lower tier",
                        "take the link out: the support of the lower tier continues anyway",
                    )


def steps_are_for_pupils(edition: Edition, _: Graph) -> Iterator[Diagnostic]:
    """No step is owed at all times: what is, does not follow from anything."""
    for name, obligation in edition.obligations.items():
        if obligation.step and obligation.standing:
            yield Diagnostic(
                obligation.origin.place,
                "standing-step",
                f"`{name}` is expected at all times, so it cannot be a step",
                "take `step` or `standing` away",
            )


def steps_form_no_ring(edition: Edition, graph: Graph) -> Iterator[Diagnostic]:
    """No step comes before itself."""
    for ring in nx.strongly_connected_components(queries.path(graph)):
        if len(ring) > 1 or any(name in edition.obligations[name].next_steps for name in ring):
            names = sorted(ring)
            yield Diagnostic(
                edition.obligations[names[0]].origin.place,
                "ring-of-steps",
                f"these steps come before themselves: {', '.join(f'`{name}`' for name in names)}",
                "take out the link that leads back",
            )


def law_comes_after_support(edition: Edition, graph: Graph) -> Iterator[Diagnostic]:
    """On every path to a legal step there is a support step before it."""
    path = queries.path(graph)
    legal = [name for name in path if graph.nodes[name]["step"] == "legal"]
    among = path.subgraph(legal)
    first = [name for name in legal if not path.pred[name]]
    too_soon = {name for start in first for name in {start, *nx.descendants(among, start)}}
    for name in legal:
        if name in too_soon:
            yield Diagnostic(
                edition.obligations[name].origin.place,
                "law-before-support",
                f"the legal step `{name}` can be reached without a support step before it",
                "let a support step lead to it",
            )
