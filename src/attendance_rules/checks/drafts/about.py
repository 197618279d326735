"""`edition.yaml` by itself."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.draft import Draft
from attendance_rules.messages.quoting import shown


def edition_is_in_order(draft: Draft, findings: Findings) -> None:
    """It begins before it ends, and nobody is both a party and a counterpart."""
    about = draft.about
    if about is None:
        return
    if about.in_force.until is not None and about.in_force.until < about.in_force.from_:
        findings.add(
            about.origin.at("in_force", "until"),
            "wrong-value",
            "`until` is before `from`",
            "name the last day on which the edition is in force",
        )
    for name in about.counterparts.keys() & about.parties.keys():
        findings.add(
            about.origin.key_at("counterparts", name),
            "duplicate-name",
            f"{shown(name)} is a party already",
            "take it away here: `with` can name parties too",
        )
    columns = draft.named_in_layout("columns")
    for name, section in about.sections.items():
        for column in section.items:
            place = about.origin.key_at("sections", name, "items", column)
            findings.known("column", column, columns, place)
