"""`edition.yaml` by itself."""

from __future__ import annotations

from datetime import date, timedelta

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.draft import Draft
from attendance_rules.edition.models import About
from attendance_rules.messages.quoting import shown


def edition_is_in_order(draft: Draft, findings: Findings) -> None:
    """It begins before it ends, ends as it is superseded, and no party is a counterpart too."""
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
    _is_superseded_in_order(about, findings)
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


def _is_superseded_in_order(about: About, findings: Findings) -> None:
    """An edition is in force until the day before the one that supersedes it."""
    if about.superseded_by is None:
        return
    until = about.in_force.until
    if until is None:
        findings.add(
            about.origin.key_at("in_force"),
            "missing-key",
            "`until` is missing, though the edition is superseded",
            "name the last day on which it was in force",
        )
    elif until >= about.in_force.from_ and _day_after(until) != about.superseded_by.from_:
        findings.add(
            about.origin.at("superseded_by", "from"),
            "wrong-value",
            "`from` is not the day after `until` of `in_force`",
            "correct one of the two",
        )


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
