"""Obligations in lists: their order, links to them, and the page of all."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation
from attendance_rules.site import about_edition, places
from attendance_rules.site.markdown import link, table, text


def to_obligation(edition: Edition, name: str, here: str) -> str:
    """A link to an obligation's page by its title."""
    return link(here, places.obligation(name), edition.obligations[name].title)


def small(title: str) -> str:
    """A title inside a sentence; names like Ofsted and DfE keep their capitals."""
    known_names = ("Ofsted", "DfE")
    return title if title.startswith(known_names) else title[:1].lower() + title[1:]


def index(edition: Edition) -> str:
    """All obligations, grouped as in the table."""
    here = "obligations/index.md"
    lines = ["# Obligations", "", _opening(edition), ""]
    for section, about in edition.about.sections.items():
        lines += [f"## {text(about.title)}", ""]
        rows = [
            (
                to_obligation(edition, name, here),
                text(edition.about.parties[found.party]),
                _applies(edition, found, here),
            )
            for name, found in in_order(edition)
            if found.source.section == section
        ]
        lines += table(("Obligation", "Who", "When"), rows)
    return "\n".join(lines)


def _opening(edition: Edition) -> str:
    return (
        f"The {len(edition.obligations)} items of the summary table of "
        f"{text(about_edition.name(edition))}, one page each."
    )


def _applies(edition: Edition, obligation: Obligation, here: str) -> str:
    if obligation.standing:
        return "at all times, on a condition" if obligation.when else "at all times"
    return "for pupils: " + link(
        here, places.tier(obligation.tier), small(edition.tiers[obligation.tier].title)
    )


def in_order(edition: Edition) -> list[tuple[str, Obligation]]:
    """The obligations in the order of the source's table."""
    about = edition.about
    sections, columns = list(about.sections), list(about.columns)

    def position(entry: tuple[str, Obligation]) -> tuple[int, int, int]:
        source = entry[1].source
        return sections.index(source.section), columns.index(source.column), source.item

    return sorted(edition.obligations.items(), key=position)
