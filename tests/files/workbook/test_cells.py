"""A cell is what stands in it, with its own type."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest

from attendance_rules.files.workbook import Cell, Fault, PaddedInt, Row
from tests.files.workbook.making import MAIN, STRINGS, cell, packed, parts, refusal, rows, value


@pytest.mark.parametrize(
    ("stored", "is_read_as"),
    [
        ("71", 71),
        ("-3", -3),
        ("0", 0),
        ("-0.0", 0),
        ("120.0", 120),
        ("1E3", 1000),
        ("1.2345E4", 12345),
        ("80123456789012345", 80123456789012345),
        ("8.01235E+12", 8012350000000),
        ("0.1", Decimal("0.1")),
        ("0.10000000000000001", Decimal("0.10000000000000001")),
        (".5", Decimal("0.5")),
        ("119.99999999999999", Decimal("119.99999999999999")),
        ("-1.5e-7", Decimal("-0.00000015")),
        ("1E-308", Decimal("1E-308")),
        ("\n 12 \t", 12),
    ],
)
def test_numbers_are_exact(stored: str, is_read_as: object) -> None:
    for kind in ("", 't="n"'):
        found = value(packed(parts(cell(f"<v>{stored}</v>", kind))))
        assert (found, type(found)) == (is_read_as, type(is_read_as))


@pytest.mark.parametrize(
    "stored",
    [
        "NaN",
        "INF",
        "Infinity",
        "0x10",
        "1_000",
        "1,5",
        "--5",
        "1e",
        "٣",
        "x",
        "1E1000",
        "9" * 401,
        "1E999999999",
        "1E-1000",
    ],
)
def test_what_is_no_number(stored: str) -> None:
    assert refusal(packed(parts(cell(f"<v>{stored}</v>")))) == (
        "sheet `Marks`, row 1, column A: a cell is not of the type that it says; open it in a "
        "spreadsheet and save it again"
    )


@pytest.mark.parametrize("stored", ["1E309", "9" * 310, "-1E999"])
def test_numbers_that_no_spreadsheet_holds(stored: str) -> None:
    assert "a number is larger than any" in refusal(packed(parts(cell(f"<v>{stored}</v>"))))


@pytest.mark.parametrize(
    ("content", "attributes", "is_read_as"),
    [
        ("<v>1</v>", 't="b"', True),
        ("<v>0</v>", 't="b"', False),
        ("<v>true</v>", 't="b"', True),
        ("<v>#N/A</v>", 't="e"', Fault.ERROR),
        ("<v>2025-09-01</v>", 't="d"', dt.date(2025, 9, 1)),
        ("<v>2025-09-01T00:00:00</v>", 't="d"', dt.date(2025, 9, 1)),
        ("<v>2025-09-01T08:30:15.5</v>", 't="d"', dt.datetime(2025, 9, 1, 8, 30, 15, 500_000)),
        ("<v>08:30</v>", 't="d"', dt.time(8, 30)),
        ("<v>T00:00:00</v>", 't="d"', dt.time()),
        ("<v>2025-09-01T08:30:00Z</v>", 't="d"', Fault.NO_DATE),
        ("<v>2025-02-30</v>", 't="d"', Fault.NO_DATE),
        ("<v>20250901</v>", 't="d"', Fault.NO_DATE),
        ("<v>2025-W01-1</v>", 't="d"', Fault.NO_DATE),
        ("<v>0071</v>", 't="str"', "0071"),
        ("<v> a </v>", 't="str"', " a "),
        ("<is><t> a\n b</t></is>", 't="inlineStr"', " a\n b"),
        ("<is><t/></is>", 't="inlineStr"', ""),
        ("<is><r><t>a</t></r><r><rPr/><t> b</t></r></is>", 't="inlineStr"', "a b"),
        ("<is><t>漢</t><rPh sb='0' eb='1'><t>かん</t></rPh></is>", 't="inlineStr"', "漢"),
        ("<is><t><![CDATA[<N>]]>&amp;</t></is>", 't="inlineStr"', "<N>&"),
        ("<is><t>a<!-- b -->c<?d?></t></is>", 't="inlineStr"', "ac"),
        ("<is><t>a_x000D_b_x005F_x0041_</t></is>", 't="inlineStr"', "a\rb_x0041_"),
        ("<is><t>_xD83D__xDE00_</t></is>", 't="inlineStr"', "😀"),
        ("<v>a</v><extLst><ext><v>b</v></ext></extLst>", 't="str"', "a"),
    ],
)
def test_each_type_of_cell(content: str, attributes: str, is_read_as: object) -> None:
    found = value(packed(parts(cell(content, attributes))))
    assert (found, type(found)) == (is_read_as, type(is_read_as))


@pytest.mark.parametrize(
    ("content", "attributes"),
    [
        ("", ""),
        ("<v/>", ""),
        ("<v> </v>", 't="n"'),
        ("", 't="s"'),
        ("<v></v>", 't="s"'),
        ("", 't="str"'),
        ("", 't="inlineStr"'),
        ("<v/>", 't="b"'),
        ("<v/>", 't="e"'),
        ("<extLst/>", 's="0"'),
    ],
)
def test_blank_cells(content: str, attributes: str) -> None:
    assert rows(packed(parts(cell(content, attributes)))) == []


def test_formulas_have_the_result_that_is_stored() -> None:
    row = (
        '<row r="1"><c r="A1"><f>B1+1</f><v>12</v></c>'
        '<c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="C1" t="b"><f>1=1</f><v>1</v></c>'
        '<c r="D1" t="e"><f>NA()</f><v>#N/A</v></c><c r="E1" t="str"><f>""</f><v></v></c>'
        '<c r="F1"><f t="shared" si="0"/><v>7</v></c></row>'
    )
    expected: list[Cell] = [12, "ab", True, Fault.ERROR, "", 7]
    assert rows(packed(parts(row))) == [Row(1, expected)]


@pytest.mark.parametrize(
    "content",
    ["<f>A2</f>", "<f>A2</f><v/>", "<f>A2</f><v></v>", "<f/>"],
)
@pytest.mark.parametrize("kind", ["n", "b", "e", "s", "d"])
def test_formulas_without_a_result(content: str, kind: str) -> None:
    assert value(packed(parts(cell(content, f't="{kind}"')))) is Fault.NOT_CALCULATED


def test_formulas_that_wait_to_be_calculated() -> None:
    """XlsxWriter stores 0 as the result of each, and asks that they be calculated."""
    asked = '<calcPr calcId="1" fullCalcOnLoad="1"/>'
    row = '<row r="1"><c r="A1"><f>6*7</f><v>0</v></c><c r="B1"><v>5</v></c></row>'
    assert rows(packed(parts(row, settings=asked))) == [Row(1, [Fault.NOT_CALCULATED, 5])]


def test_shared_strings() -> None:
    strings = (
        "<si><t>AM</t></si><si><t> two  words </t></si><si><t/></si><si/>"
        "<si><r><t>rich </t></r><r><t>text</t></r></si>"
        "<si><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh><phoneticPr/></si>"
        "<si><t>_x000D_</t></si><x><t>b</t></x><si><t>é😀</t></si>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in [0, 1, 2, 3, 4, 5, 6, 7, 0])
    expected = ["AM", " two  words ", "", "", "rich text", "漢字", "\r", "é😀", "AM"]
    assert rows(packed(parts(f"<row>{cells}</row>", strings=strings))) == [Row(1, expected)]


@pytest.mark.parametrize("number", ["1", "-1", "1.0", "0x0", "99999999999999999999", "٠", "a"])
def test_shared_strings_that_are_not_there(number: str) -> None:
    content = cell(f"<v>{number}</v>", 't="s"')
    said = "sheet `Marks`, row 1, column A: a text is not among those of the workbook; "
    assert refusal(packed(parts(content, strings="<si><t>a</t></si>"))).startswith(said)


def test_a_workbook_without_shared_strings() -> None:
    sound = parts(cell("<v>0</v>", 't="s"'))
    assert STRINGS in sound
    sound["xl/_rels/workbook.xml.rels"] = str(sound["xl/_rels/workbook.xml.rels"]).replace(
        "/sharedStrings", "/other"
    )
    assert "not among those of the workbook" in refusal(packed(sound))


@pytest.mark.parametrize("escaped", ["_x0000_", "_xD83D_", "a_xDE00_"])
def test_characters_that_no_text_has(escaped: str) -> None:
    for content in (
        parts(cell(f"<is><t>{escaped}</t></is>", 't="inlineStr"')),
        parts(cell("<v>0</v>", 't="s"'), strings=f"<si><t>{escaped}</t></si>"),
    ):
        assert "a text holds a character that no text has; remove it" in refusal(packed(content))


@pytest.mark.parametrize("kind", ["x", "S", "", "b"])
def test_a_type_that_there_is_not(kind: str) -> None:
    content = packed(parts(cell("<v>s3cret</v>", f't="{kind}"')))
    assert "a cell is not of the type that it says" in refusal(content)


@pytest.mark.parametrize(
    ("format_code", "stored", "shown"),
    [
        ("0000", "71", "0071"),
        ("0000", "0", "0000"),
        ("00", "7", "07"),
        ("000000000", "12345678", "012345678"),
        ("0000;-0000", "71", "0071"),
        ('"P"0000', "71", "0071"),
    ],
)
def test_numbers_that_are_shown_with_zeros(format_code: str, stored: str, shown: str) -> None:
    book = parts(cell(f"<v>{stored}</v>", 's="1"'), formats={164: format_code}, styles=(0, 164))
    found = value(packed(book))
    assert isinstance(found, PaddedInt)
    assert (int(found), found.shown) == (int(stored), shown)


@pytest.mark.parametrize(
    ("format_code", "stored"),
    [
        ("0000", "1234"),
        ("0000", "71.5"),
        ("0000", "-71"),
        ("#,##0", "7"),
        ("0.00", "7"),
        ("0", "0"),
        ("0.0E+00", "7"),
        ("General", "7"),
        ("####", "7"),
        ("0%", "1"),
        ("\\0\\00", "7"),
    ],
)
def test_numbers_that_are_not(format_code: str, stored: str) -> None:
    book = parts(cell(f"<v>{stored}</v>", 's="1"'), formats={164: format_code}, styles=(0, 164))
    found = value(packed(book))
    assert found == Decimal(stored)
    assert not isinstance(found, PaddedInt)


def test_a_format_that_is_not_in_the_workbook() -> None:
    assert "a cell has a format that is not in the workbook" in refusal(
        packed(parts(cell("<v>1</v>", 's="1"')))
    )


def test_a_long_text() -> None:
    long = "é" * 131_072
    for content in (f"<is><t>{long}</t></is>", f"<is><r><t>{long}</t></r><r><t/></r></is>"):
        assert value(packed(parts(cell(content, 't="inlineStr"')))) == long
    for content in (f"<is><t>{long}e</t></is>", f"<is><r><t>{long}</t></r><r><t>e</t></r></is>"):
        assert refusal(packed(parts(cell(content, 't="inlineStr"')))) == (
            "sheet `Marks`, row 1, column A: a text has more than 131,072 characters; shorten it"
        )


def test_a_text_is_read_as_it_is_however_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<&>'\"\u2028é😀 ]]" * 40
    book = packed(parts(cell(f"<is><t>{escape(text)}</t></is>", 't="inlineStr"')))
    for size in (1, 2, 3, 7, 1000):
        monkeypatch.setattr("attendance_rules.files.workbook.archive.PIECE", size)
        assert value(book) == text


def test_the_namespaces_may_have_prefixes() -> None:
    book = parts()
    book["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:worksheet xmlns:x="{MAIN}" '
        'xmlns:y="urn:other"><y:sheetData/><x:sheetData><x:row r="3" y:r="4"><x:c r="B3" t="str">'
        "<x:v>a</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert rows(packed(book)) == [Row(3, [None, "a"])]
