"""The page of the escalation graph: a drawing, the same in words, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attendance_rules.edition.edition import Edition
from attendance_rules.escalation import between, build, queries, svg, tried_before
from attendance_rules.escalation.graph import Graph
from attendance_rules.messages.english import listed
from attendance_rules.site import places
from attendance_rules.site.listing import to_obligation
from attendance_rules.site.markdown import link, table, text
from attendance_rules.site.tiers import entered
from attendance_rules.wording.obligations import in_tier

HERE = "escalation.md"
STYLE = "assets/escalation.css"
_INTRO = (
    "How support grows: the tiers, what brings a pupil from one to the next, and which steps "
    "lead to which. A solid line stays with the same party; a dashed line hands over to another. "
    "A thick frame marks a legal step, a double frame the end of a path. Each step has conditions "
    "of its own, so no pupil goes through all of them."
)


def page(edition: Edition) -> str:
    """The drawing of the whole graph, every tier and step in words, and what comes before law."""
    graph = build(edition)
    names = queries.in_path_order(graph)
    lines = ["---", "hide: [navigation, toc]", "---", "", "# Escalation", "", _INTRO, ""]
    if names:
        drawing = svg(
            graph,
            href=lambda name: f"../{places.address(places.obligation(name))}",
            own_style=False,
        )
        lines += ["[The same in words](#in-words)", ""]
        lines += [f'<div class="wide" tabindex="0">{_on_one_line(drawing)}</div>', ""]
    lines += ["## In words { #in-words }", ""]
    for tier in edition.tier_ladder():
        about = edition.tiers[tier]
        lines += [f"### {text(about.title)}", ""]
        lines += _way_in(edition, tier)
        for party, title in edition.about.parties.items():
            own = [
                name
                for name in names
                if graph.nodes[name]["tier"] == tier and graph.nodes[name]["party"] == party
            ]
            if own:
                lines += [f"**{text(title)}**", ""]
                for name in own:
                    lines += _step(edition, name)
                lines.append("")
        count = sum(found.tier == tier for found in edition.obligations.values())
        to_tier = link(HERE, places.tier(tier), f"All {count} obligations of this tier")
        lines += [to_tier + ".", ""]
    return "\n".join([*lines, *_before_law(edition, graph), *_from_tier_to_tier(edition, graph)])


def _before_law(edition: Edition, graph: Graph) -> list[str]:
    legal = [name for name in queries.steps(graph) if graph.nodes[name]["step"] == "legal"]
    if not legal:
        return []
    lines = ["## Before a legal step { #before-a-legal-step }", ""]
    lines += ["What comes before each legal step on the path.", ""]
    for name in legal:
        lines += [f"- {_other_side(edition, name)}", *_before(edition, graph, name)]
    return [*lines, ""]


def _before(edition: Edition, graph: Graph, target: str) -> list[str]:
    """What comes first, on the paths from the beginning and on those from each tier."""
    before = tried_before(graph, target)
    lines = _nested(edition, "on every path", before.always)
    for tier in edition.tier_ladder():
        begun = tried_before(graph, target, tier)
        if begun.tier == tier and begun.always != before.always:
            begins = f"on every path that begins in the tier {edition.tiers[tier].title}"
            lines += _nested(edition, text(begins), begun.always)
    return lines + _nested(edition, "on some paths", before.sometimes)


def _nested(edition: Edition, opening: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [f"    - {opening}:", *(f"        - {_other_side(edition, one)}" for one in names)]


def _from_tier_to_tier(edition: Edition, graph: Graph) -> list[str]:
    ladder = edition.tier_ladder()
    if len(ladder) < 2:
        return []
    rows: list[tuple[str, ...]] = []
    for lower, higher in pairwise(ladder):
        change = between(graph, lower, higher)
        adds = [
            f"{text(edition.about.parties[party])}: {len(names)}"
            for party, names in change.gained.items()
        ]
        begins = [
            to_obligation(edition, one, HERE) for of in change.may_begin.values() for one in of
        ]
        rows.append(
            (
                link(HERE, places.tier(higher), edition.tiers[higher].title),
                listed(text(one.way_in) for one in change.ways_in),
                "<br>".join(adds) or "nothing",
                "<br>".join(begins) or "nothing",
            )
        )
    return [
        "## From tier to tier { #from-tier-to-tier }",
        "",
        "What each tier adds to the one before it, whose support continues. The last column lists "
        "what depends on a threshold that a pupil may first reach in this tier.",
        "",
        *table(("Into", "When", "Obligations it adds", "Can begin here"), rows),
    ]


def _on_one_line(drawing: str) -> str:
    """Without line breaks, so that Markdown reads nothing in it as its own."""
    return " ".join(drawing.splitlines())


def _way_in(edition: Edition, tier: str) -> list[str]:
    about = edition.tiers[tier]
    if about.continues is None:
        return entered(HERE, in_tier(edition, tier))
    below = link(HERE, places.tier(about.continues), edition.tiers[about.continues].title)
    return [f"Continues the support of {below}.", "", *entered(HERE, in_tier(edition, tier))]


def _step(edition: Edition, name: str) -> list[str]:
    step = edition.obligations[name]
    legal = " (a legal step)" if step.step == "legal" else ""
    lines = [f"- {to_obligation(edition, name, HERE)}{legal}"]
    if step.leads_to:
        onward = [to_obligation(edition, one, HERE) for one in step.leads_to]
        lines.append(f"    - leads to {listed(onward)}")
    if step.hands_over_to:
        onward = [_other_side(edition, one) for one in step.hands_over_to]
        lines.append(f"    - hands over to {listed(onward)}")
    if step.ends_path:
        lines.append(f"    - the path ends here: {text(step.ends_path)}")
    return lines


def _other_side(edition: Edition, name: str) -> str:
    party = edition.about.parties[edition.obligations[name].party]
    return f"{to_obligation(edition, name, HERE)} ({text(party)})"
