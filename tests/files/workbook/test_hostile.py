"""XML made to hurt or to mislead: each workbook is refused, in words that help."""

from __future__ import annotations

import itertools

import pytest

from attendance_rules.files.workbook import Row
from tests.files.workbook.making import (
    BOOK,
    LINKS,
    MAIN,
    SHEET,
    STRINGS,
    STYLES,
    cell,
    opened,
    packed,
    parts,
    refusal,
    rows,
    sheet,
)

SAVE = "open it in a spreadsheet and save it again"
BROKEN = f"is broken or cut off; {SAVE}, or as CSV UTF-8"
TYPE = f"holds a document type, which no spreadsheet writes; {SAVE}"
STRANGE = f"holds XML that no spreadsheet writes; {SAVE}"
ONE = "<v>1</v>"
SOUND = cell("<v>0</v>", 't="s"')
TEXT = "<si><t>s3cret</t></si>"

LAUGHS = "".join(
    f'<!ENTITY {later} "{f"&{name};" * 10}">' for name, later in itertools.pairwise("abcdefghi")
)
DOCUMENT_TYPES = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>',
    "an external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    "an external parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///etc/x"> %a;]>',
    "an external document type": '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">',
    "a default attribute": '<!DOCTYPE x [<!ATTLIST c t CDATA "b">]>',
    "nothing in it": "<!DOCTYPE x>",
}


@pytest.mark.parametrize("part", ["_rels/.rels", BOOK, LINKS, STRINGS, STYLES, SHEET])
@pytest.mark.parametrize("declared", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES.keys())
def test_document_types(part: str, declared: str) -> None:
    content = parts(SOUND, strings=TEXT)
    content[part] = declared + str(content[part])
    place = "sheet `Marks`: " if part == SHEET else ""
    assert refusal(packed(content)) == f"{place}{TYPE}"


def test_entities_that_nobody_declared() -> None:
    content = parts(cell("<v>&a;</v>", 't="str"'))
    assert refusal(packed(content)) == f"sheet `Marks`, row 1, column A: {BROKEN}"


@pytest.mark.parametrize("encoding", ["utf-7", "windows-1252", "unicode_escape", "rot13", "x"])
def test_encodings_that_office_documents_do_not_have(encoding: str) -> None:
    for part in (STRINGS, SHEET):
        content = parts(SOUND, strings=TEXT)
        content[part] = f'<?xml version="1.0" encoding="{encoding}"?>{content[part]!s}'
        assert f"is not UTF-8 inside; {SAVE}" in refusal(packed(content))


@pytest.mark.parametrize(
    "data",
    [b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\0", b"\x0b", b"&#0;", b"&#xD800;", b"&#x110000;"],
)
def test_bytes_that_are_no_text(data: bytes) -> None:
    before, after = sheet(cell("<v>s3cret|</v>", 't="str"')).encode().split(b"|")
    content = parts() | {SHEET: before + data + after}
    assert refusal(packed(content)) == f"sheet `Marks`, row 1, column A: {BROKEN}"


def _row(reference: str, row: str = '<row r="1">') -> str:
    return f'{row}<c r="{reference}">{ONE}</c></row>'


IMPOSSIBLE = f"a cell that follows has an impossible place; {SAVE}"
DISORDER = f"a cell that follows is there twice or in disorder; {SAVE}"
ROWS_DISORDER = f"a row that follows is there twice or in disorder; {SAVE}"
NUMBER = f"a row that follows has an impossible number; {SAVE}"


@pytest.mark.parametrize(
    "reference",
    [
        "A0",
        "XFE1",
        "A1048577",
        "A2",
        "AAAA1",
        "a1",
        "$A$1",
        "A01",
        "1A",
        "A",
        "1",
        "",
        "A1:B1",
        "Ａ1",
        "A１",
        "A-1",
        "R1C1",
        "A1 ",
        "Marks!A1",
        "A" * 10000,
        "9" * 10000,
        "s3cret",
    ],
)
def test_impossible_references(reference: str) -> None:
    assert refusal(packed(parts(_row(reference)))) == f"sheet `Marks`, row 1: {IMPOSSIBLE}"


@pytest.mark.parametrize(
    "number",
    ["0", "-1", "1048577", "4294967297", "1.0", "1e3", "٣", "01", "", " 1", "x", "9" * 5000],
)
def test_impossible_rows(number: str) -> None:
    said = refusal(packed(parts(f'{cell(ONE)}<row r="{number}"/>')))
    assert said == f"sheet `Marks`, row 1: {NUMBER}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f'<row r="5"/><row r="5">{ONE}</row>', f", row 5: {ROWS_DISORDER}"),
        ('<row r="5"/><row r="4"/>', f", row 5: {ROWS_DISORDER}"),
        ('<row r="1048576"/><row/>', f", row 1048576: {NUMBER}"),
        (f'<row r="2"><c r="B2"/><c r="B2">{ONE}</c></row>', f", row 2, column B: {DISORDER}"),
        (f'<row r="2"><c r="B2"/><c r="A2">{ONE}</c></row>', f", row 2, column B: {DISORDER}"),
        (f'<row r="2"><c r="XFD2"/><c>{ONE}</c></row>', f", row 2, column XFD: {IMPOSSIBLE}"),
    ],
)
def test_rows_and_cells_in_disorder(data: str, message: str) -> None:
    assert refusal(packed(parts(data))) == f"sheet `Marks`{message}"


@pytest.mark.parametrize(
    "data",
    [
        f'<x><row r="1"><c r="A1">{ONE}</c></row></x>',
        f'<row r="1"><x><c r="A1">{ONE}</c></x></row>',
        f'<row r="1"><row r="1"><c r="A1">{ONE}</c></row></row>',
        f'<row r="1"><c r="A1">{ONE}{ONE}</c></row>',
        f'<row r="1"><c r="A1">{ONE}<is><t>2</t></is></c></row>',
        '<row r="1"><c r="A1"><is><t>1</t></is><is><t>2</t></is></c></row>',
        '<row r="1"><c r="A1"><v>1<v>2</v></v></c></row>',
        '<row r="1"><c r="A1"><v>1<x/>2</v></c></row>',
        f'<row r="1"><c r="A1"><t>2</t>{ONE}</c></row>',
        f'<row r="1"><c r="A1"><c r="A1">{ONE}</c></c></row>',
        f"</sheetData><sheetData>{cell(ONE)}",
    ],
)
def test_elements_where_none_can_be(data: str) -> None:
    assert STRANGE in refusal(packed(parts(data)))


def test_sheets_that_are_none() -> None:
    for root in ("<x/>", f'<chartsheet xmlns="{MAIN}"/>', sheet("").replace(MAIN, "urn:other")):
        assert refusal(packed(parts() | {SHEET: root})) == f"sheet `Marks`: {STRANGE}"
    for broken in ("", " ", "s3cret", sheet("")[:-9], f"{sheet('')}{sheet('')}"):
        assert refusal(packed(parts() | {SHEET: broken})) == f"sheet `Marks`: {BROKEN}"


@pytest.mark.parametrize(
    ("part", "of"), [(STRINGS, "si"), (STYLES, "xf"), (BOOK, "sheet"), (SHEET, "x")]
)
def test_deep_nesting(part: str, of: str) -> None:
    content = parts(SOUND, strings=TEXT)
    end = str(content[part]).rindex("</")
    deep = f"<{of}>" * 3000 + f"</{of}>" * 3000
    content[part] = str(content[part])[:end] + deep + str(content[part])[end:]
    assert f"holds XML that is nested too deep; {SAVE}" in refusal(packed(content))


def test_a_text_nested_deep() -> None:
    content = parts(cell(f"<is>{'<r>' * 3000}<t>1</t>{'</r>' * 3000}</is>", 't="inlineStr"'))
    assert "nested too deep" in refusal(packed(content))


@pytest.mark.parametrize(
    "flood",
    [
        f'<c a="{"x" * 300_000}"/>',
        f"<c {'x' * 300_000}='1'/>",
        f"<!--{'x' * 300_000}-->",
        f"<?x {'x' * 300_000}?>",
        "".join(f"<x{number}/>" for number in range(20_000)),
        "".join(f"<x y{number}=''/>" for number in range(20_000)),
        "".join(f"<x xmlns:y{number}='u'/>" for number in range(20_000)),
        "".join(f"<x xmlns='u{number}'/>" for number in range(20_000)),
    ],
    ids=["value", "attribute", "comment", "instruction", "names", "attributes", "prefixes", "uris"],
)
def test_floods_of_what_a_parser_keeps(flood: str) -> None:
    content = parts()
    content[SHEET] = str(content[SHEET]).replace("<sheetData>", f"{flood}<sheetData>")
    assert refusal(packed(content)) == f"sheet `Marks`: {STRANGE}"


def test_what_a_parser_may_keep() -> None:
    content = parts(cell(ONE))
    many = f'<x a="{"x" * 100_000}"/>' + "".join(f"<x{number} y=''/>" for number in range(5_000))
    content[SHEET] = str(content[SHEET]).replace("<sheetData>", f"{many}<sheetData>")
    assert rows(packed(content)) == [Row(1, [1])]


def test_a_stray_cell() -> None:
    data = f'{cell(ONE)}<row r="1048576"><c r="XFD1048576">{ONE}</c></row>'
    assert refusal(packed(parts(data))) == (
        "sheet `Marks`, row 1048576, column XFD: makes the table one of more than 10,000,000 "
        "cells; delete what stands here apart from the others, or save the sheet as CSV UTF-8"
    )


@pytest.mark.parametrize(
    ("last", "is_read"), [("A1000001", True), ("J1000000", True), ("J1000001", False)]
)
def test_how_large_a_table_may_be(last: str, is_read: bool) -> None:
    number = last.lstrip("AJ")
    row = f'<row r="{number}"><c r="{last}">{ONE}</c></row>'
    content = packed(parts(cell(ONE) + row))
    if is_read:
        assert [found.number for found in rows(content)] == [1, int(number)]
    else:
        assert "makes the table one of more than 10,000,000 cells" in refusal(content)


def test_links_to_elsewhere_are_not_followed() -> None:
    content = parts(SOUND, strings=TEXT)
    content[LINKS] = str(content[LINKS]).replace(
        'Target="worksheets', 'TargetMode="External" Target="http://localhost:1/worksheets'
    )
    assert refusal(packed(content)) == BROKEN
    content[LINKS] = str(parts()[LINKS]).replace("worksheets/", "../../../../etc/")
    with pytest.raises(Exception, match="is broken or cut off"):
        list(opened(packed(content)).rows(opened(packed(content)).sheets[0]))


def test_a_sheet_that_is_some_other_part() -> None:
    content = parts(SOUND, strings=TEXT)
    content[LINKS] = str(content[LINKS]).replace("worksheets/sheet1.xml", "sharedStrings.xml")
    assert refusal(packed(content)) == f"sheet `Marks`: {STRANGE}"
