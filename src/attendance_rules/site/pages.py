"""All pages that are made from an edition."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.escalation.drawing.style import STYLE
from attendance_rules.site import (
    bodies,
    facts,
    judgements,
    listing,
    obligations,
    path,
    places,
    source_table,
    tiers,
    what_applies,
)


def pages(edition: Edition) -> dict[str, str]:
    """The Markdown of every page by its path from the root of the docs."""
    made = {"obligations/index.md": listing.index(edition)}
    for name in edition.obligations:
        made[places.obligation(name)] = obligations.page(edition, name)
    for party in edition.about.parties:
        made[places.party(party)] = bodies.page(edition, party)
    for tier in edition.tiers:
        made[places.tier(tier)] = tiers.page(edition, tier)
    made[facts.HERE] = facts.page(edition)
    made[path.HERE] = path.page(edition)
    made[source_table.HERE] = source_table.page(edition)
    made[judgements.HERE] = judgements.page(edition)
    made[what_applies.HERE] = what_applies.page(edition)
    return made


def assets(edition: Edition) -> dict[str, str]:
    """The text of what pages load, by its path from the root of the docs."""
    return {path.STYLE: STYLE, **what_applies.scripts(edition)}
