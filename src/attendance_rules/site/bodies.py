"""The pages of the parties."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation
from attendance_rules.site import about_edition, places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import link, text
from attendance_rules.wording.clauses import ALWAYS, sentence
from attendance_rules.wording.obligations import in_tier, own_condition


def page(edition: Edition, party: str) -> str:
    """All that one party owes: what is always owed first, then by tier, each with its condition."""
    here = places.party(party)
    owed = [(name, one) for name, one in in_order(edition) if one.party == party]
    described = bool(owed) and all(one.strength == "described" for _, one in owed)
    lines = [f"# {text(edition.about.parties[party])}", ""]
    if described:
        lines += [
            "What the guidance says that this body does. It is a description, not a duty.",
            "",
        ]
    lines += [f"{text(about_edition.name(edition))}. {text(about_edition.in_force(edition))}", ""]
    standing = [(name, one) for name, one in owed if one.standing]
    if standing:
        lines += ["## At all times", "", "Not for one pupil, but by the body itself.", ""]
        lines += [*(_entry(edition, name, one, here) for name, one in standing), ""]
    for tier in edition.tier_ladder():
        of_tier = [(name, one) for name, one in owed if one.tier == tier and not one.standing]
        if of_tier:
            title = edition.tiers[tier].title
            lines += [f"## {text(title)}", ""]
            lines += [_opening(edition, tier, here), ""]
            lines += [*(_entry(edition, name, one, here) for name, one in of_tier), ""]
    return "\n".join(lines)


def _opening(edition: Edition, tier: str, here: str) -> str:
    way_in = in_tier(edition, tier)
    who = "every pupil" if way_in == ALWAYS else f"a pupil when {text(sentence(way_in))}"
    more = link(here, places.tier(tier), "More on this tier")
    return f"For {who}, besides all above and on the conditions given. {more}."


def _entry(edition: Edition, name: str, obligation: Obligation, here: str) -> str:
    own = own_condition(edition, obligation)
    note = "" if obligation.strength == "expected" else f" ({obligation.strength})"
    owed = "" if own == ALWAYS else f", when {text(sentence(own))}"
    return f"- {to_obligation(edition, name, here)}{note}{owed}"
