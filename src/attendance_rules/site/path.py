"""The page of the escalation graph: a drawing, and the same in words."""

from __future__ import annotations

from attendance_rules.edition.form import Edition
from attendance_rules.escalation.graph import build
from attendance_rules.escalation.svg import in_path_order, svg
from attendance_rules.site import places
from attendance_rules.site.listing import to_obligation
from attendance_rules.site.markdown import conditions, link, listed, text
from attendance_rules.wording.obligations import in_tier

HERE = "escalation.md"
_INTRO = (
    "How support grows: the tiers, what brings a pupil from one to the next, and the steps that "
    "lead to one another. A solid line stays with the same party, a dashed line hands over to "
    "another. A thick frame is a legal step, a dashed frame an end of the path. Every step is "
    "owed on conditions of its own, so no pupil walks every path."
)


def page(edition: Edition) -> str:
    """The drawing of the whole graph, and every tier and step in words."""
    graph = build(edition)
    names = in_path_order(graph)
    lines = ["---", "hide: [navigation, toc]", "---", "", "# Escalation", "", _INTRO, ""]
    if names:
        drawing = svg(graph, lambda name: f"../{places.address(places.obligation(name))}")
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
        owed = sum(1 for one in edition.obligations.values() if one.tier == tier)
        to_tier = link(HERE, places.tier(tier), f"All {owed} obligations of this tier")
        lines += [to_tier + ".", ""]
    return "\n".join(lines)


def _on_one_line(drawing: str) -> str:
    """Without line breaks, so that Markdown reads nothing in it as its own."""
    return " ".join(drawing.splitlines())


def _way_in(edition: Edition, tier: str) -> list[str]:
    about = edition.tiers[tier]
    if about.continues is None:
        return ["The lowest tier: every pupil.", ""]
    below = link(HERE, places.tier(about.continues), edition.tiers[about.continues].title)
    return [
        f"Continues the support of {below}. The way in:",
        "",
        *conditions(HERE, in_tier(edition, tier)),
        "",
    ]


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
