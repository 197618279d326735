"""The pages of the tiers."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.site import about_edition, for_authors, places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import admonition, conditions, link, text
from attendance_rules.wording.clauses import ALWAYS, Clause
from attendance_rules.wording.obligations import in_tier
from attendance_rules.wording.statuses import with_strength


def page(edition: Edition, name: str) -> str:
    """The way into a tier, what it asks for, what goes on in it and what comes after."""
    tier, here = edition.tiers[name], places.tier(name)
    ladder = edition.tier_ladder()
    lines = [f"# {text(tier.title)}", "", "## Who is in this tier", ""]
    lines += entered(here, in_tier(edition, name))
    row = edition.about.sections[tier.section].title
    lines += [f"In the guidance's table: {link(here, f'table.md#{tier.section}', row)}.", ""]
    if tier.judgement:
        lines += admonition("note", about_edition.JUDGEMENT, tier.judgement)
    lines += ["## What is expected", "", *_expected(edition, name, here)]
    lines += _continued(edition, name, here)
    position = ladder.index(name)
    if position + 1 < len(ladder):
        above = ladder[position + 1]
        to = link(here, places.tier(above), edition.tiers[above].title)
        lines += ["## What comes after", "", f"{to}:", ""]
        lines += [*conditions(here, in_tier(edition, above)), ""]
    return "\n".join([*lines, *_for_authors(edition, name)])


def _for_authors(edition: Edition, name: str) -> list[str]:
    above = edition.tier_ladder()[edition.tier_ladder().index(name) :]
    named = for_authors.thresholds(edition, (edition.tiers[tier].when for tier in above))
    lines = [f"The tier is `{name}` in `tiers.yaml`."]
    if named:
        lines += ["", f"Thresholds: {', '.join(named)}."]
    return for_authors.fold(lines)


def entered(here: str, clause: Clause) -> list[str]:
    """Who is in a tier, by the clause that brings a pupil into it."""
    if clause == ALWAYS:
        return ["Every pupil is in this tier.", ""]
    several = {"any": " when any of these is true", "all": " when all of these are true"}
    intro = f"A pupil is in this tier{several.get(clause.joiner, ' when')}:"
    return [intro, "", *conditions(here, clause), ""]


def _expected(edition: Edition, tier: str, here: str) -> list[str]:
    lines: list[str] = []
    for party, title in edition.about.parties.items():
        own = [
            (name, obligation)
            for name, obligation in in_order(edition)
            if obligation.tier == tier and obligation.party == party
        ]
        if own:
            lines += [f"### {text(title)}", ""]
            for name, obligation in own:
                mark = with_strength("", obligation.strength)
                mark += " (at all times)" if obligation.standing else ""
                lines.append(f"- {to_obligation(edition, name, here)}{mark}")
            lines.append("")
    return lines or ["Nothing of its own.", ""]


def _continued(edition: Edition, name: str, here: str) -> list[str]:
    below = edition.tier_ladder()[: edition.tier_ladder().index(name)]
    if not below:
        return []
    lines = ["## What continues", "", "The support of the tiers below continues:", ""]
    for tier in reversed(below):
        count = sum(found.tier == tier for found in edition.obligations.values())
        to = link(here, places.tier(tier), edition.tiers[tier].title)
        lines.append(f"- {to}: {count} obligations")
    return [*lines, ""]
