"""The page of an obligation."""

from __future__ import annotations

from html import escape

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example, Obligation
from attendance_rules.site import about_edition, places, what_applies
from attendance_rules.site.listing import small, to_obligation
from attendance_rules.site.markdown import (
    admonition,
    capital,
    conditions,
    link,
    listed,
    paragraphs,
    statement,
    table,
    text,
)
from attendance_rules.site.uses import facts_of
from attendance_rules.wording.clauses import ALWAYS
from attendance_rules.wording.conditions import in_words
from attendance_rules.wording.facts import known
from attendance_rules.wording.obligations import STATUSES, STRENGTHS, when_owed
from attendance_rules.wording.rates import share


def page(edition: Edition, name: str) -> str:
    """Everything that the edition says of one obligation."""
    obligation, here = edition.obligations[name], places.obligation(name)
    lines = [f"# {text(obligation.title)}", "", *_at_a_glance(edition, obligation, here)]
    lines += ["## What it asks", "", *paragraphs(obligation.meaning)]
    lines += ["## When", "", *_when(edition, obligation, here), *_parts(edition, obligation)]
    if obligation.options:
        lines += ["## What it may include", ""]
        lines += [*(f"- {text(option)}" for option in obligation.options), ""]
    if obligation.judgement:
        lines += admonition("note", "A judgement of this project", obligation.judgement)
    lines += _next(edition, name, here)
    lines += _questions(edition, name, here)
    lines += _examples(edition, name)
    lines += _source(edition, obligation, here)
    return "\n".join(lines)


def owner(edition: Edition, obligation: Obligation, here: str) -> str:
    """Who owes it, linked, and towards whom."""
    who = link(here, places.party(obligation.party), edition.about.parties[obligation.party])
    return f"{who}{_towards(edition, obligation)}"


def _towards(edition: Edition, obligation: Obligation) -> str:
    about = edition.about
    others = [
        about.counterparts.get(other) or f"the {small(about.parties[other])}"
        for other in obligation.with_
    ]
    return f", with {text(listed(others))}" if others else ""


def _at_a_glance(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    lines = [f"- **Who:** {owner(edition, obligation, here)}"]
    if obligation.standing:
        lines.append("- **For whom:** owed at all times by the body itself, not for one pupil")
    else:
        lines.append(f"- **For whom:** {_pupils(edition, obligation, here)}")
    strength = STRENGTHS[obligation.strength]
    lines.append(f"- **Strength:** {obligation.strength}. {text(strength)}")
    if obligation.step:
        path = link(here, "escalation.md", "path of escalation")
        lines.append(f"- **Step:** a {obligation.step} step on the {path}")
    return [*lines, ""]


def _pupils(edition: Edition, obligation: Obligation, here: str) -> str:
    tier = link(here, places.tier(obligation.tier), edition.tiers[obligation.tier].title)
    if edition.tiers[obligation.tier].continues is None:
        return f"a pupil of any tier ({tier}), on the conditions below"
    return f"a pupil in the tier {tier}, or in a higher one"


def _when(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    clause = when_owed(edition, obligation)
    if clause == ALWAYS:
        owed = "Always." if obligation.standing else "Always, for every pupil."
        return [owed, ""]
    opening = "When" if obligation.standing else "For a pupil when"
    if not clause.joiner and clause.means is None:
        return [f"{opening} {statement(here, clause)}.", ""]
    if clause.joiner:
        opening += " all of these hold" if clause.joiner == "all" else " any of these holds"
    return [f"{opening}:", "", *conditions(here, clause), ""]


def _parts(edition: Edition, obligation: Obligation) -> list[str]:
    if not obligation.parts:
        return []
    lines = ["## Its parts", "", "Each part is due on its own, once the above holds.", ""]
    for part in obligation.parts.values():
        when = "always" if part.when is None else f"when {in_words(edition, part.when)}"
        lines.append(f"- **{text(part.title)}**: {text(when)}")
    return [*lines, ""]


def _next(edition: Edition, name: str, here: str) -> list[str]:
    obligation = edition.obligations[name]
    if not obligation.step:
        return []
    before = [one for one, other in edition.obligations.items() if name in other.next_steps]
    lines = ["## What comes next", ""]
    lines += [f"- leads to: {to_obligation(edition, one, here)}" for one in obligation.leads_to]
    for target in obligation.hands_over_to:
        party = small(edition.about.parties[edition.obligations[target].party])
        lines.append(f"- hands over to the {text(party)}: {to_obligation(edition, target, here)}")
    if obligation.ends_path:
        lines.append(f"- the path ends here: {text(obligation.ends_path)}")
    if before:
        lines += ["", "What comes before:", ""]
        for one in before:
            party = edition.about.parties[edition.obligations[one].party]
            lines.append(f"- {to_obligation(edition, one, here)} ({text(small(party))})")
    return [*lines, ""]


def _questions(edition: Edition, name: str, here: str) -> list[str]:
    facts = facts_of(edition, name)
    if not facts:
        return []
    asked = [f"- {link(here, f'facts.md#{one}', edition.facts[one].question)}" for one in facts]
    return ["## What has to be known", "", *asked, ""]


def _examples(edition: Edition, name: str) -> list[str]:
    rows = [
        (f"**{STATUSES[example.expect]}**", _example(edition, name, example))
        for example in edition.obligations[name].examples
    ]
    return ["## Examples", "", *table(("Answer", "Made-up pupil"), rows)]


def _example(edition: Edition, name: str, example: Example) -> str:
    obligation = edition.obligations[name]
    facts = "; ".join(known(edition, example.given)) or "nothing is known"
    said = f"{text(capital(example.name))}<br>{text(capital(facts))}."
    for parameter, points in example.set.items():
        said += f"<br>With {text(f'`{parameter}` set to {share(points)}')}."
    for part, status in example.parts.items():
        said += f"<br>{text(obligation.parts[part].title)}: {STATUSES[status]}."
    if example.missing:
        asked = listed(edition.facts[fact].title for fact in example.missing)
        said += f"<br>Still to find out: {text(asked)}."
    address = what_applies.filled(edition, name, example, places.obligation(name))
    # HTML, since the answers in the address are no anchor of a page.
    return (
        said if address is None else f'{said}<br><a href="{escape(address)}">Try this example</a>'
    )


def _source(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    source = obligation.source
    fold = "' '.join(sys.stdin.read().split())"
    command = (
        f'python3 -c "import hashlib, sys; print(hashlib.sha256({fold}.encode()).hexdigest())"'
    )
    row = link(here, f"table.md#{source.section}", about_edition.cell(edition, source))
    return [
        "## Source",
        "",
        f"{text(about_edition.name(edition))}. {text(about_edition.in_force(edition))} "
        f"The summary table of responsibilities, {row}, which begins “{text(source.starts)}”.",
        "",
        f"SHA-256 of the item's text, white space folded: `{source.sha256}`",
        "",
        '??? info "How to check the fingerprint"',
        "",
        "    The guidance's words are not copied here. Whoever holds the document can check that "
        "this page is about the same item: give the item's text to this command, and compare.",
        "",
        "    ```sh",
        f"    {command} < item.txt",
        "    ```",
        "",
    ]
