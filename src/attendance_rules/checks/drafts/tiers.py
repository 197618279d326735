"""The tiers: one ladder, each step of it a section of the table."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.draft import Draft
from attendance_rules.messages.diagnostics import Place
from attendance_rules.messages.quoting import shown

MOST_TIERS = 50


def tiers_refer_to_what_exists(draft: Draft, findings: Findings) -> None:
    """The section of each tier, the columns of its lines, and the tier that it continues."""
    sections, columns = draft.named_in_layout("sections"), draft.named_in_layout("columns")
    for tier in draft.tiers.entries.values():
        origin = tier.origin
        findings.known("section", tier.section, sections, origin.at("section"))
        if tier.continues is not None:
            findings.known("tier", tier.continues, draft.tiers.names, origin.at("continues"))
        elif tier.continued_by:
            findings.add(
                origin.key_at("continued_by"),
                "missing-key",
                "`continues` is missing",
                "name the tier whose support these lines continue",
            )
        for position, line in enumerate(tier.continued_by):
            place = origin.at("continued_by", position, "column")
            findings.known("column", line.column, columns, place)


def tiers_form_a_ladder(draft: Draft, findings: Findings) -> None:
    """One lowest tier, and each other tier continues one before it, which no other continues."""
    tiers = draft.tiers.entries
    if not draft.tiers.sound:
        return
    if not tiers:
        findings.add(Place("tiers.yaml"), "no-tier", "there is no tier", "add at least one")
        return
    if len(tiers) > MOST_TIERS:
        place = draft.tiers.places[list(tiers)[MOST_TIERS]]
        findings.add(place, "too-many-tiers", f"there are more than {MOST_TIERS} tiers")
        return
    above: dict[str | None, str] = {}
    for name, tier in tiers.items():
        if tier.continues == name:
            continue  # a cycle, which is reported as such
        if tier.continues in above:
            _not_a_ladder(draft, name, above[tier.continues], findings)
        above.setdefault(tier.continues, name)
    _no_cycle(draft, findings)


def _not_a_ladder(draft: Draft, name: str, other: str, findings: Findings) -> None:
    tier = draft.tiers.entries[name]
    if tier.continues is None and tier.continued_by:
        return  # which is reported already
    if tier.continues is None:
        findings.add(
            draft.tiers.places[name],
            "not-a-ladder",
            f"the tier {shown(name)} continues none, and neither does {shown(other)}",
            "say in `continues` which tier's support continues in it",
        )
    else:
        findings.add(
            tier.origin.at("continues"),
            "not-a-ladder",
            f"the tier {shown(name)} continues {shown(tier.continues)}, and so does {shown(other)}",
            "let each tier continue a different one",
        )


def _no_cycle(draft: Draft, findings: Findings) -> None:
    tiers = draft.tiers.entries
    settled: set[str] = set()
    for start in tiers:
        path: dict[str, None] = {}
        name: str | None = start
        while name in tiers and name not in path and name not in settled:
            path[name] = None
            name = tiers[name].continues
        if name in path:
            findings.add(
                tiers[name].origin.at("continues"),
                "cycle",
                f"the tier {shown(name)} continues itself",
                "name the tier whose support continues in it",
            )
        settled.update(path)
