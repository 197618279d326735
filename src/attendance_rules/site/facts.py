"""The page of the facts: inputs, definitions and thresholds."""

from __future__ import annotations

from attendance_rules.edition.edition import Definition, Edition, Fact
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.messages.english import number_of
from attendance_rules.site import about_edition, for_authors
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
        "What can be known about a pupil, the school or the area. A fact that nobody has given is "
        "unknown; it is never taken as “no”.",
        "",
    ]
    uses = {name: facts_of(edition, name) for name, _ in in_order(edition)}
    for about, title in _ABOUT.items():
        found = [(name, fact) for name, fact in edition.facts.items() if fact.about == about]
        if found:
            lines += [f"## {title}", ""]
        for name, fact in found:
            matters_for = [obligation for obligation, facts in uses.items() if name in facts]
            lines += _fact(edition, name, fact, matters_for)
    lines += ["## What follows from them", ""]
    for name, definition in edition.definitions.items():
        lines += _definition(edition, name, definition)
    return "\n".join([*lines, *_thresholds(edition), *_names(edition)])


def _fact(edition: Edition, name: str, fact: Fact, matters_for: list[str]) -> list[str]:
    lines = [f"### {text(capital(fact.title))} {{ #{name} }}", ""]
    lines += [f"*{text(fact.question)}*", "", *_values(edition, fact)]
    if isinstance(fact, YesNoFact) and fact.default is not None:
        assumed = text(stated(fact, "yes" if fact.default else "no"))
        why = text(fact.default_because or "")
        lines += [f"If nobody has said, it is assumed that {assumed}. {why}", ""]
    if fact.note:
        lines += paragraphs(fact.note)
    if matters_for:
        obligations = number_of(len(matters_for), "obligation")
        lines += [f'??? info "Matters for {obligations}"', ""]
        lines += [f"    - {to_obligation(edition, obligation, HERE)}" for obligation in matters_for]
        lines.append("")
    else:
        lines += ["No obligation of this edition depends on it.", ""]
    return lines


def _values(edition: Edition, fact: Fact) -> list[str]:
    match fact:
        case CountFact(within=None):
            return ["A whole number, 0 or more.", ""]
        case CountFact():
            whole = edition.facts[str(fact.within)].title
            return [f"A whole number, 0 or more, and not more than the {text(whole)}.", ""]
        case YesNoFact():
            phrases = [stated(fact, "yes"), stated(fact, "no")]
        case WordFact():
            phrases = list(fact.words.values())
    return [*(f"- {text(capital(phrase))}." for phrase in phrases), ""]


def _definition(edition: Edition, name: str, definition: Definition) -> list[str]:
    lines = [f"### {text(capital(definition.title))} {{ #{name} }}", ""]
    if isinstance(definition, RateDefinition):
        titles = (edition.facts[fact].title for fact in (definition.part, definition.whole))
        part, whole = (text(title) for title in titles)
        lines += [f"{capital(part)} as a share of {whole}, compared exactly.", ""]
        lines += [f"If it cannot be worked out: {text(definition.undefined)}.", ""]
        return lines + (paragraphs(definition.note) if definition.note else [])
    said = clause(edition, definition.when)
    several = {"any": "Any of these:", "all": "All of these:"}
    lines += [several.get(said.joiner, "This:"), "", *conditions(HERE, said), ""]
    if definition.judgement:
        lines += admonition("note", about_edition.JUDGEMENT, definition.judgement)
    return lines


def _thresholds(edition: Edition) -> list[str]:
    rows = [
        (
            f'<span id="{name}"></span>{text(capital(parameter.title))}',
            text(share(parameter.value)),
            f"{text(parameter.source)} Confidence: {text(parameter.confidence)}.",
        )
        for name, parameter in edition.parameters.items()
    ]
    lines = ["## Thresholds", ""]
    lines += ["A school or an authority can set others, to two decimals at most.", ""]
    return lines + table(("Threshold", "Value", "Source"), rows)


def _names(edition: Edition) -> list[str]:
    """By what names data and rules write all this."""
    rows = [
        (text(capital(fact.title)), f"`{name}`", _written(fact))
        for name, fact in edition.facts.items()
    ]
    rows += [
        (text(capital(definition.title)), f"`{name}`", "follows from others")
        for name, definition in edition.definitions.items()
    ]
    rows += [
        (
            text(capital(parameter.title)),
            f"`{name}`",
            f"{text(share(parameter.value))}, {text(parameter.unit)}"
            + (f"; not below `{parameter.not_below}`" if parameter.not_below else ""),
        )
        for name, parameter in edition.parameters.items()
    ]
    names = table(("Fact or threshold", "Name", "Values"), rows)
    return ["## Names in data and rules { #names }", "", *for_authors.fold(names)]


def _written(fact: Fact) -> str:
    match fact:
        case CountFact():
            return "a whole number"
        case YesNoFact():
            return "`yes`, `no`"
        case WordFact():
            return "<br>".join(f"`{word}`: {text(said)}" for word, said in fact.words.items())
