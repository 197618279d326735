"""The source's summary table, each cell linked to its obligations."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.site import about_edition, places
from attendance_rules.site.listing import in_order, to_obligation
from attendance_rules.site.markdown import link, table, text

HERE = "table.md"


def page(edition: Edition) -> str:
    """One section for each row of the table, its cells side by side."""
    about = edition.about
    lines = [
        "# The table",
        "",
        f"The summary table of responsibilities of {text(about_edition.name(edition))}, with this "
        "project's own titles.",
        "",
    ]
    for section, row in about.sections.items():
        lines += [f"## {text(row.title)} {{ #{section} }}", ""]
        cells = [_cell(edition, section, column) for column in about.columns]
        lines += table([text(title) for title in about.columns.values()], [cells])
    return "\n".join(lines)


def _cell(edition: Edition, section: str, column: str) -> str:
    entries = [
        f"*Continued support as for {link(HERE, places.tier(tier.continues), below)}*"
        for tier in edition.tiers.values()
        if tier.section == section and tier.continues is not None
        for line in tier.continued_by
        if line.column == column and (below := edition.tiers[tier.continues].title)
    ]
    entries += [
        f"{one.source.item}. {to_obligation(edition, name, HERE)}"
        for name, one in in_order(edition)
        if one.source.section == section and one.source.column == column
    ]
    return "<br>".join(entries) or "nothing"
