"""The register of judgements: every reading that was a choice, in one place."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import ConditionDefinition
from attendance_rules.site import places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import capital, link, paragraphs, text

HERE = "about/judgements.md"


def page(edition: Edition) -> str:
    """The judgements on tiers, definitions and thresholds, then those of each obligation."""
    lines = [
        "# Judgements",
        "",
        "Where the guidance can be read in more than one way, each page says which reading was "
        "chosen and why. Here they are all together.",
        "",
        "## Tiers, definitions and thresholds",
        "",
    ]
    for name, tier in edition.tiers.items():
        if tier.judgement:
            lines += _entry(link(HERE, places.tier(name), tier.title), tier.judgement)
    for name, definition in edition.definitions.items():
        if isinstance(definition, ConditionDefinition) and definition.judgement:
            to = link(HERE, f"facts.md#{name}", capital(definition.title))
            lines += _entry(to, definition.judgement)
    for name, parameter in edition.parameters.items():
        to = link(HERE, f"facts.md#{name}", capital(parameter.title))
        lines += _entry(to, f"{parameter.source} Confidence: {parameter.confidence}.")
    for section, about in edition.about.sections.items():
        found = [
            (name, obligation.judgement)
            for name, obligation in in_order(edition)
            if obligation.source.section == section and obligation.judgement
        ]
        if found:
            lines += [f"## {text(about.title)}", ""]
            for name, judgement in found:
                lines += _entry(to_obligation(edition, name, HERE), judgement)
    return "\n".join(lines)


def _entry(title: str, judgement: str) -> list[str]:
    return [f"**{title}**", "", *paragraphs(judgement)]
