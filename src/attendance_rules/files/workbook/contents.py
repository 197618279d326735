"""What a workbook holds: its sheets, and where their parts are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from attendance_rules.files.workbook.archive import Archive
from attendance_rules.files.workbook.markup import LINKED, elements
from attendance_rules.files.workbook.unusable import BROKEN, SAVE_AGAIN, UnusableError

_MOST_SHEETS = 10_000
_OTHER_SHEETS = {
    "chartsheet": "a chart",
    "dialogsheet": "a dialogue box",
    "xlMacrosheet": "macros",
    "xlIntlMacrosheet": "macros",
}
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook. `holds` is `rows` unless it is a chart or the like.

    `is_hidden` says that people who open the workbook do not see it.
    """

    name: str
    is_hidden: bool
    holds: str
    part: str


@dataclass(frozen=True, slots=True)
class Contents:
    """`strings` and `styles` are parts, None where there is none.

    `from_1904` is the system of dates. `not_calculated` says that whoever wrote the workbook left
    its formulas to be calculated when it is opened: XlsxWriter stores 0 as the result of each.
    """

    sheets: tuple[Sheet, ...]
    strings: str | None
    styles: str | None
    from_1904: bool
    not_calculated: bool


@dataclass(frozen=True, slots=True)
class _Link:
    id: str
    kind: str
    part: str


def read_contents(archive: Archive) -> Contents:
    """What is in the workbook. Raises `UnusableError`."""
    workbook = _part(list(_links(archive, "")), "officeDocument")
    if workbook is None:
        raise UnusableError("is a zip archive and no workbook; unpack it, and read what is in it")
    links = list(_links(archive, workbook))
    by_id = {link.id: link for link in links}
    sheets: dict[str, Sheet] = {}
    from_1904 = not_calculated = False
    for path, attributes in elements(archive.read(workbook)):
        match path:
            case "workbook/sheets/sheet":
                sheet = _sheet(attributes, by_id)
                if sheet.name in sheets or len(sheets) == _MOST_SHEETS:
                    raise UnusableError(f"has two sheets of one name, or too many; {SAVE_AGAIN}")
                sheets[sheet.name] = sheet
            case "workbook/workbookPr":
                from_1904 = attributes.get("date1904") in _TRUE
            case "workbook/calcPr":
                not_calculated = attributes.get("fullCalcOnLoad") in _TRUE
    return Contents(
        tuple(sheets.values()),
        _part(links, "sharedStrings"),
        _part(links, "styles"),
        from_1904,
        not_calculated,
    )


def _links(archive: Archive, part: str) -> Iterator[_Link]:
    """The relationships of a part, or of the whole package (ECMA-376, part 2)."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links not in archive:
        return
    for path, attributes in elements(archive.read(links)):
        if path == "Relationships/Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            kind = posixpath.basename(attributes.get("Type", ""))
            yield _Link(attributes.get("Id", ""), kind, posixpath.normpath(target).lstrip("/"))


def _part(links: list[_Link], kind: str) -> str | None:
    return next((link.part for link in links if link.kind == kind), None)


def _sheet(attributes: dict[str, str], links: dict[str, _Link]) -> Sheet:
    ids = [attributes[name] for name in LINKED if name in attributes]
    link = links.get(ids[0]) if ids else None
    if link is None:
        raise UnusableError(BROKEN)
    holds = "rows" if link.kind == "worksheet" else _OTHER_SHEETS.get(link.kind, "no rows")
    hidden = attributes.get("state", "visible") != "visible"
    return Sheet(attributes.get("name", ""), hidden, holds, link.part)
