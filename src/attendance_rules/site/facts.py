"""The page of the facts: inputs, definitions and thresholds."""

from __future__ import annotations

from attendance_rules.edition.edition import Definition, Edition, Fact
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import admonition, capital, conditions, paragraphs, table, text
from attendance_rules.site.uses import facts_of
from attendance_rules.wording.conditions import clause
from attendance_rules.wording.facts import stated
from attendance_rules.wording.rates import share

HERE = "facts.md"
_ABOUT = {"pupil": "About a pupil", "school": "About the school", "area": "About the area"}


def page(edition: Edition) -> str:
    """Every fact with its question and values, every definition, every threshold."""
    lines = ["# Facts", ""]
    lines += [
        "What may be known of a pupil, and of the school or the area. A fact that is not given is "
        "unknown, never false.",
        "",
    ]
    uses = {name: facts_of(edition, name) for name, _ in in_order(edition)}
    for about, title in _ABOUT.items():
        found = [(name, fact) for name, fact in edition.facts.items() if fact.about == about]
        if found:
            lines += [f"## {title}", ""]
        for name, fact in found:
            bears_on = [one for one, facts in uses.items() if name in facts]
            lines += _fact(edition, name, fact, bears_on)
    lines += ["## What follows from them", ""]
    for name, definition in edition.definitions.items():
        lines += _definition(edition, name, definition)
    return "\n".join([*lines, *_parameters(edition)])


def _fact(edition: Edition, name: str, fact: Fact, bears_on: list[str]) -> list[str]:
    lines = [f"### {text(capital(fact.title))} {{ #{name} }}", "", f"`{name}`", ""]
    lines += [f"*{text(fact.question)}*", "", *_values(fact)]
    if isinstance(fact, YesNoFact) and fact.default is not None:
        default = "yes" if fact.default else "no"
        why = text(fact.default_because or "")
        lines += [f"Where nothing is said, taken as `{default}`: {why}", ""]
    if fact.note:
        lines += paragraphs(fact.note)
    if bears_on:
        lines += [f'??? info "Bears on {_how_many(bears_on)}"', ""]
        lines += [f"    - {to_obligation(edition, one, HERE)}" for one in bears_on]
        lines.append("")
    else:
        lines += ["Bears on no obligation of this edition.", ""]
    return lines


def _how_many(names: list[str]) -> str:
    return "1 obligation" if len(names) == 1 else f"{len(names)} obligations"


def _values(fact: Fact) -> list[str]:
    match fact:
        case CountFact():
            within = f", not more than `{fact.within}`" if fact.within else ""
            return [f"A whole number, 0 or more{within}.", ""]
        case YesNoFact():
            words = {"yes": stated(fact, "yes"), "no": stated(fact, "no")}
        case WordFact():
            words = dict(fact.words)
    return [*(f"- `{word}`: {text(phrase)}" for word, phrase in words.items()), ""]


def _definition(edition: Edition, name: str, definition: Definition) -> list[str]:
    lines = [f"### {text(capital(definition.title))} {{ #{name} }}", "", f"`{name}`", ""]
    if isinstance(definition, RateDefinition):
        part, whole = (edition.facts[one].title for one in (definition.part, definition.whole))
        lines += [f"{text(capital(part))} as a share of {text(whole)}, compared exactly.", ""]
        lines += [f"Where that cannot be: {text(definition.undefined)}.", ""]
        return lines + (paragraphs(definition.note) if definition.note else [])
    said = clause(edition, definition.when)
    several = {"any": "Any of these:", "all": "All of these:"}
    lines += [several.get(said.joiner, "This:"), "", *conditions(HERE, said), ""]
    if definition.judgement:
        lines += admonition("note", "A judgement of this project", definition.judgement)
    return lines


def _parameters(edition: Edition) -> list[str]:
    rows = [
        (
            f'<span id="{name}"></span>`{name}`',
            text(share(one.value)),
            f"{text(capital(one.title))}, {text(one.unit)}"
            + (f"; not below `{one.not_below}`" if one.not_below else ""),
            f"{text(one.source)} Confidence: {text(one.confidence)}.",
        )
        for name, one in edition.parameters.items()
    ]
    intro = "Thresholds that a caller may set, to two decimals at most."
    return ["## Thresholds", "", intro, "", *table(("Name", "Value", "What", "Source"), rows)]
