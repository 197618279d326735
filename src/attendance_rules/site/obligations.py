"""The page of an obligation."""

from __future__ import annotations

from html import escape

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example, Obligation
from attendance_rules.messages.english import listed
from attendance_rules.site import about_edition, for_authors, places, what_applies
from attendance_rules.site.listing import small, to_obligation
from attendance_rules.site.markdown import (
    admonition,
    capital,
    conditions,
    link,
    paragraphs,
    statement,
    table,
    text,
)
from attendance_rules.site.uses import facts_of
from attendance_rules.wording.clauses import ALWAYS
from attendance_rules.wording.conditions import in_words
from attendance_rules.wording.facts import known
from attendance_rules.wording.obligations import when_owed
from attendance_rules.wording.rates import share
from attendance_rules.wording.statuses import STATUSES, STRENGTHS


def page(edition: Edition, name: str) -> str:
    """Everything that the edition says of one obligation."""
    obligation, here = edition.obligations[name], places.obligation(name)
    lines = [f"# {text(obligation.title)}", "", *_at_a_glance(edition, obligation, here)]
    lines += [*_guidance(obligation), *_practice(obligation)]
    lines += ["## When it applies", "", *_when(edition, obligation, here)]
    lines += _parts(edition, obligation)
    if obligation.judgement:
        lines += admonition("note", about_edition.JUDGEMENT, obligation.judgement)
    lines += _next(edition, name, here)
    lines += _questions(edition, name, here)
    lines += _examples(edition, name)
    lines += [*_source(edition, obligation, here), *for_authors.rule(edition, name)]
    return "\n".join(lines)


def _at_a_glance(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    who = link(here, places.party(obligation.party), edition.about.parties[obligation.party])
    lines = [f"- **Who:** {who}{_towards(edition, obligation)}"]
    lines.append(f"- **For whom:** {_for_whom(edition, obligation, here)}")
    strength = STRENGTHS[obligation.strength]
    lines.append(f"- **Strength:** {strength.word}. {text(strength.sentence)}")
    if obligation.step:
        path = link(here, "escalation.md", "path of escalation")
        lines.append(f"- **Step:** a {obligation.step} step on the {path}")
    return [*lines, ""]


def _towards(edition: Edition, obligation: Obligation) -> str:
    about = edition.about
    others = [
        about.counterparts.get(other) or f"the {small(about.parties[other])}"
        for other in obligation.with_
    ]
    return f", with {text(listed(others))}" if others else ""


def _for_whom(edition: Edition, obligation: Obligation, here: str) -> str:
    if obligation.standing:
        return "no particular pupil"
    tier = link(here, places.tier(obligation.tier), edition.tiers[obligation.tier].title)
    if edition.tiers[obligation.tier].continues is None:
        return f"a pupil in any tier ({tier}), when the conditions below are met"
    return f"a pupil in the tier {tier}, or in a higher one"


def _guidance(obligation: Obligation) -> list[str]:
    """What the guidance says, and nothing of ours."""
    heading = "says" if obligation.strength == "described" else "expects"
    lines = [f"## What the guidance {heading}", "", *paragraphs(obligation.meaning)]
    if obligation.options:
        lines += ["The guidance names these as examples or possibilities, not as duties:", ""]
        lines += [*(f"- {text(option)}" for option in obligation.options), ""]
    return lines


def _practice(obligation: Obligation) -> list[str]:
    """What we suggest, marked as ours wherever it is read."""
    if obligation.practice is None:
        return []
    ours = admonition("tip", "Our suggestion, not in the guidance", obligation.practice)
    return ["## What this can look like", "", *ours]


def _when(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    clause = when_owed(edition, obligation)
    if clause == ALWAYS:
        return ["Always." if obligation.standing else "Always, for every pupil.", ""]
    opening = "When" if obligation.standing else "For a pupil, when"
    if not clause.joiner and clause.means is None:
        return [f"{opening} {statement(here, clause)}.", ""]
    if clause.joiner:
        opening += " all of these are true" if clause.joiner == "all" else " any of these is true"
    return [f"{opening}:", "", *conditions(here, clause), ""]


def _parts(edition: Edition, obligation: Obligation) -> list[str]:
    if not obligation.parts:
        return []
    lines = ["## Its parts", "", "Each part applies by itself, once the above is met.", ""]
    for part in obligation.parts.values():
        when = "always" if part.when is None else f"when {in_words(edition, part.when)}"
        lines.append(f"- **{text(part.title)}**: {text(when)}")
    return [*lines, ""]


def _next(edition: Edition, name: str, here: str) -> list[str]:
    obligation = edition.obligations[name]
    if not obligation.step:
        return []
    before = [other for other, step in edition.obligations.items() if name in step.next_steps]
    lines = ["## What comes next", ""]
    lines += [f"- leads to: {to_obligation(edition, step, here)}" for step in obligation.leads_to]
    for target in obligation.hands_over_to:
        party = small(edition.about.parties[edition.obligations[target].party])
        lines.append(f"- hands over to the {text(party)}: {to_obligation(edition, target, here)}")
    if obligation.ends_path:
        lines.append(f"- the path ends here: {text(obligation.ends_path)}")
    if before:
        lines += ["", "What comes before:", ""]
        for other in before:
            party = edition.about.parties[edition.obligations[other].party]
            lines.append(f"- {to_obligation(edition, other, here)} ({text(small(party))})")
    return [*lines, ""]


def _questions(edition: Edition, name: str, here: str) -> list[str]:
    facts = facts_of(edition, name)
    if not facts:
        return []
    asked = [f"- {link(here, f'facts.md#{fact}', edition.facts[fact].question)}" for fact in facts]
    return ["## What you need to know", "", *asked, ""]


def _examples(edition: Edition, name: str) -> list[str]:
    obligation = edition.obligations[name]
    if when_owed(edition, obligation) == ALWAYS and not obligation.parts:
        return []  # they could show nothing but that it always applies
    rows = [
        (f"**{STATUSES[example.expect]}**", _example(edition, name, example))
        for example in obligation.examples
    ]
    return ["## Examples", "", *table(("Answer", "Made-up pupil"), rows)]


def _example(edition: Edition, name: str, example: Example) -> str:
    obligation = edition.obligations[name]
    facts = "; ".join(known(edition, example.given)) or "nothing is known"
    said = f"**{text(capital(example.name))}**<br>{text(capital(facts))}."
    for parameter, points in example.set.items():
        title = edition.parameters[parameter].title
        said += f"<br>With {text(share(points))} as {text(title)}."
    for part, status in example.parts.items():
        said += f"<br>{text(obligation.parts[part].title)}: {STATUSES[status].lower()}."
    if example.missing:
        asked = listed(edition.facts[fact].title for fact in example.missing)
        said += f"<br>To find out: {text(asked)}."
    address = what_applies.filled(edition, name, example, places.obligation(name))
    # HTML, since the answers in the address are no anchor of a page.
    return (
        said if address is None else f'{said}<br><a href="{escape(address)}">Try this example</a>'
    )


def _source(edition: Edition, obligation: Obligation, here: str) -> list[str]:
    source = obligation.source
    row = link(here, f"table.md#{source.section}", about_edition.cell(edition, source))
    return [
        "## Source",
        "",
        f"{text(about_edition.name(edition))}, summary table of responsibilities: {row}, which "
        f"begins “{text(source.starts)}”.",
        "",
    ]
