"""The source's table: each item of it is covered exactly once."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.draft import Draft
from attendance_rules.edition.models import About
from attendance_rules.messages.diagnostics import Place
from attendance_rules.messages.english import number_of
from attendance_rules.messages.quoting import shown

Item = tuple[str, str, int]
"""Section, column and number."""


def every_item_has_one_obligation(draft: Draft, findings: Findings) -> None:
    """Each item is one obligation, or a line by which a tier goes on; each cell is covered."""
    owners: dict[Item, str] = {}
    unclear = set(draft.misnamed)
    for name in draft.obligations.places:
        folder = name.split("/")[0]
        item, place = _claim(draft, name)
        if item is None or item[0] != folder:
            unclear |= {folder, item[0] if item else folder}
        elif not _is_owned_once(item, name, place, owners, findings) or (
            draft.about is not None and not _exists(draft.about, item, place, findings)
        ):
            unclear.add(folder)
    for name, tier in draft.tiers.entries.items():
        for position, line in enumerate(tier.continued_by):
            place = tier.origin.at("continued_by", position, "item")
            item = (tier.section, line.column, line.item)
            _is_owned_once(item, name, place, owners, findings)
    if draft.about is not None and not draft.strange_folders and "" not in unclear:
        _report_uncovered(draft.about, owners, unclear, findings)


def _claim(draft: Draft, name: str) -> tuple[Item | None, Place]:
    """The item that an obligation says it is, and where; even if its document is broken."""
    node = draft.nodes.get(name)
    if node is None:
        return None, draft.obligations.places[name]
    source = node.entries().get("source")
    entries = source.entries() if source is not None else {}
    columns = draft.named_in_layout("columns").places
    found = [entries[key].value for key in ("section", "column", "item") if key in entries]
    match found:
        case [str(section), str(column), int(item)] if item > 0 and column in columns:
            return (section, column, item), entries["item"].place
    return None, node.place


def _is_owned_once(
    item: Item, name: str, place: Place, owners: dict[Item, str], findings: Findings
) -> bool:
    owner = owners.setdefault(item, name)
    if owner == name and place:
        return True
    findings.add(
        place,
        "duplicate-item",
        f"item {item[2]} of this cell already belongs to {shown(owner)}",
        "make one obligation of the two, with `parts`, or correct the item's number",
    )
    return False


def _exists(about: About, item: Item, place: Place, findings: Findings) -> bool:
    """Whether the cell has so many items. A cell whose column is misspelt has nothing to say."""
    section = about.sections.get(item[0])
    if section is None or not section.items.keys() <= about.columns.keys():
        return True
    count = section.items.get(item[1], 0)
    if item[2] <= count:
        return True
    findings.add(
        place,
        "unknown-item",
        f"this cell of the table has {number_of(count, 'item')}",
        "correct the number, or the count in `edition.yaml`",
    )
    return False


def _report_uncovered(
    about: About, owners: dict[Item, str], unclear: set[str], findings: Findings
) -> None:
    for name, section in about.sections.items():
        if name in unclear:
            continue
        for column, count in section.items.items():
            numbers = range(1, min(count, 1_000) + 1)
            absent = [str(n) for n in numbers if (name, column, n) not in owners]
            if absent and column in about.columns:
                few = ", ".join(absent[:10]) + (" and more" if len(absent) > 10 else "")
                findings.add(
                    about.origin.at("sections", name, "items", column),
                    "item-without-obligation",
                    f"no obligation covers item {few} of this cell",
                    f"add a file in the folder `{name}`",
                )
