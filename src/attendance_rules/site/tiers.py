"""The pages of the tiers."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.site import places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import admonition, conditions, link, text
from attendance_rules.wording.clauses import ALWAYS, Clause
from attendance_rules.wording.obligations import in_tier


def page(edition: Edition, name: str) -> str:
    """The way into a tier, what it asks for, what goes on in it and what comes after."""
    tier, here = edition.tiers[name], places.tier(name)
    ladder = edition.tier_ladder()
    lines = [f"# {text(tier.title)}", "", "## Who is in this tier", ""]
    lines += _entered(here, in_tier(edition, name), f"The tier `{name}`:")
    row = edition.about.sections[tier.section].title
    lines += [f"In the source's table: {link(here, f'table.md#{tier.section}', row)}.", ""]
    if tier.judgement:
        lines += admonition("note", "A judgement of this project", tier.judgement)
    lines += ["## What it asks for", "", *_asked(edition, name, here)]
    lines += _continued(edition, name, here)
    position = ladder.index(name)
    if position + 1 < len(ladder):
        above = ladder[position + 1]
        to = link(here, places.tier(above), edition.tiers[above].title)
        lines += ["## What comes after", "", f"{to}:", ""]
        lines += [*conditions(here, in_tier(edition, above)), ""]
    return "\n".join(lines)


def _entered(here: str, clause: Clause, opening: str) -> list[str]:
    if clause == ALWAYS:
        return [f"{opening} every pupil is in it, whatever is known.", ""]
    several = {"any": " when any of these holds", "all": " when all of these hold"}
    intro = f"{opening} a pupil is in it{several.get(clause.joiner, ' when')}:"
    return [intro, "", *conditions(here, clause), ""]


def _asked(edition: Edition, tier: str, here: str) -> list[str]:
    lines: list[str] = []
    for party, title in edition.about.parties.items():
        owed = [
            (name, one)
            for name, one in in_order(edition)
            if one.tier == tier and one.party == party
        ]
        if owed:
            lines += [f"### {text(title)}", ""]
            for name, one in owed:
                note = " (at all times, not for one pupil)" if one.standing else ""
                lines.append(f"- {to_obligation(edition, name, here)}{note}")
            lines.append("")
    return lines or ["Nothing of its own.", ""]


def _continued(edition: Edition, name: str, here: str) -> list[str]:
    below = edition.tier_ladder()[: edition.tier_ladder().index(name)]
    if not below:
        return []
    lines = ["## What goes on", "", "The support of the tiers below goes on:", ""]
    for tier in reversed(below):
        count = sum(1 for one in edition.obligations.values() if one.tier == tier)
        to = link(here, places.tier(tier), edition.tiers[tier].title)
        lines.append(f"- {to}: {count} obligations")
    return [*lines, ""]
