"""The pages of the parties."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation
from attendance_rules.site import about_edition, places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import link, text
from attendance_rules.wording.clauses import ALWAYS, sentence
from attendance_rules.wording.obligations import in_tier, own_condition
from attendance_rules.wording.statuses import with_strength


def page(edition: Edition, party: str) -> str:
    """All that is expected of one party: at all times first, then by tier, with conditions."""
    here = places.party(party)
    own = [(name, found) for name, found in in_order(edition) if found.party == party]
    lines = [f"# {text(edition.about.parties[party])}", ""]
    if own and all(found.strength == "described" for _, found in own):
        lines += ["What the guidance says this body does. It is a description, not a duty.", ""]
    else:
        lines += [f"What is expected by {text(about_edition.name(edition))}.", ""]
    standing = [(name, found) for name, found in own if found.standing]
    if standing:
        lines += ["## At all times", "", "These do not depend on any one pupil.", ""]
        lines += [*(_entry(edition, name, found, here) for name, found in standing), ""]
    for tier in edition.tier_ladder():
        of_tier = [(name, found) for name, found in own if found.tier == tier]
        of_tier = [(name, found) for name, found in of_tier if not found.standing]
        if of_tier:
            title = edition.tiers[tier].title
            lines += [f"## {text(title)}", ""]
            lines += [_opening(edition, tier, here), ""]
            lines += [*(_entry(edition, name, found, here) for name, found in of_tier), ""]
    return "\n".join(lines)


def _opening(edition: Edition, tier: str, here: str) -> str:
    way_in = in_tier(edition, tier)
    who = "For every pupil" if way_in == ALWAYS else f"For a pupil, when {text(sentence(way_in))}"
    more = link(here, places.tier(tier), "More on this tier")
    return f"{who}, in addition to everything above, and on the conditions given. {more}."


def _entry(edition: Edition, name: str, obligation: Obligation, here: str) -> str:
    own = own_condition(edition, obligation)
    mark = with_strength("", obligation.strength)
    when = "" if own == ALWAYS else f", when {text(sentence(own))}"
    return f"- {to_obligation(edition, name, here)}{mark}{when}"
