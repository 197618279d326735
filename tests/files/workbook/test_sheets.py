"""Which sheets there are, which are read, and how their rows and columns count."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from attendance_rules.errors import DataError
from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook import LAST_COLUMN, Row, Workbook, column_letters
from tests.files.workbook.making import (
    BOOK,
    LINKS,
    MAIN,
    OFFICE,
    SHEET,
    STRICT_MAIN,
    STRICT_OFFICE,
    cell,
    links,
    opened,
    packed,
    parts,
    refusal,
    rows,
    sheet,
)

NUMBER = cell("<v>1</v>")


def several(*sheets: tuple[str, str, str, str]) -> bytes:
    """A workbook of sheets, each with name, state, kind and data."""
    content = parts()
    targets = {}
    entries = ""
    for number, (name, state, kind, data) in enumerate(sheets, start=1):
        targets[f"r{number}"] = (kind, f"/xl/sheets/{number}.xml")
        shown = f' state="{state}"' if state else ""
        entries += f'<sheet name="{name}" sheetId="{number}"{shown} r:id="r{number}"/>'
        content[f"xl/sheets/{number}.xml"] = sheet(data)
    before, after = str(content[BOOK]).split("<sheets>")
    content[BOOK] = f"{before}<sheets>{entries}{after.partition('/>')[2]}"
    content[LINKS] = links(targets)
    return packed(content)


MIXED = several(
    ("Chart", "", "chartsheet", ""),
    ("Old", "hidden", "worksheet", NUMBER),
    ("Marks", "visible", "worksheet", NUMBER),
    ("Blank", "", "worksheet", '<row r="4"><c r="A4"/></row>'),
    ("Older", "veryHidden", "worksheet", NUMBER),
    ("Broken", "", "worksheet", "<row r='0'/>"),
)


def test_every_sheet_is_named() -> None:
    found = [(each.name, each.is_hidden, each.holds) for each in opened(MIXED).sheets]
    assert found == [
        ("Chart", False, "a chart"),
        ("Old", True, "rows"),
        ("Marks", False, "rows"),
        ("Blank", False, "rows"),
        ("Older", True, "rows"),
        ("Broken", False, "rows"),
    ]


def test_the_first_sheet_that_people_see_is_read_and_the_others_are_named() -> None:
    workbook = opened(MIXED)
    chosen = workbook.choose()
    assert [each.name for each in chosen] == ["Marks"]
    assert [each.name for each in workbook.unread(chosen)] == ["Old", "Older", "Broken"]
    assert list(workbook.rows(chosen[0])) == [Row(1, [1])]


def test_sheets_are_chosen_by_name_in_the_order_of_the_names() -> None:
    workbook = opened(MIXED)
    chosen = workbook.choose(["Older", "Marks", "Older"])
    assert [each.name for each in chosen] == ["Older", "Marks"]
    assert [each.name for each in workbook.unread(chosen)] == ["Old", "Broken"]
    assert workbook.unread(workbook.worksheets) == ()


def test_names_that_cannot_be_read() -> None:
    with pytest.raises(DataError) as caught:
        opened(MIXED).choose(["Mark", "Chart", "marks", "x" * 100])
    assert caught.value.problems == (
        "r.xlsx: there is no sheet `Mark`; did you mean `Marks`?",
        "r.xlsx: sheet `Chart` holds a chart; name a sheet with rows",
        "r.xlsx: there is no sheet `marks`; did you mean `Marks`?",
        f"r.xlsx: there is no sheet `{'x' * 57}…`; known: `Old`, `Marks`, `Blank`, `Older`, "
        "`Broken`",
    )


def test_a_workbook_that_shows_nothing_but_charts() -> None:
    hidden = several(("C", "", "chartsheet", ""), ("Data", "hidden", "worksheet", NUMBER))
    said = "shows no sheet that holds rows; name one of those that are hidden: `Data`"
    assert refusal(hidden) == said
    assert refusal(several(("C", "", "chartsheet", ""))) == (
        "shows no sheet that holds rows; there is none"
    )
    assert refusal(several(("D", "", "dialogsheet", ""), ("M", "", "xlMacrosheet", ""))) == (
        "shows no sheet that holds rows; there is none"
    )


def test_two_sheets_of_one_name() -> None:
    twice = several(("A", "", "worksheet", NUMBER), ("A", "", "worksheet", NUMBER))
    assert refusal(twice).startswith("has two sheets of one name")


def test_a_sheet_without_a_part() -> None:
    for lacking in (SHEET, LINKS):
        content = {name: part for name, part in parts(NUMBER).items() if name != lacking}
        assert "is broken or cut off" in refusal(packed(content))


def test_rows_count_as_the_spreadsheet_counts_them() -> None:
    data = (
        '<row r="3"><c r="B3"><v>1</v></c></row><row><c><v>2</v></c><c r="D4"><v>3</v></c>'
        '<c><v>4</v></c></row><row r="5"/><row r="6"><c r="A6"/><c r="C6" t="s"/></row>'
        '<row r="1048576"><c r="A1048576"><v>5</v></c></row>'
    )
    assert rows(packed(parts(data))) == [
        Row(3, [None, 1]),
        Row(4, [2, None, None, 3, 4]),
        Row(1048576, [5]),
    ]


def test_the_last_cell_that_there_is() -> None:
    ((number, cells),) = rows(
        packed(parts('<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'))
    )
    assert (number, len(cells), cells[-1]) == (1048576, LAST_COLUMN, 5)
    assert set(cells[:-1]) == {None}


def test_cells_that_are_blank_but_formatted_count_for_nothing() -> None:
    data = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
        '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert rows(packed(parts(data))) == [Row(1, [1])]


@pytest.mark.parametrize(
    ("number", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_letters_of_columns(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    data = f'<row r="2"><c r="{letters}2"><v>1</v></c></row>'
    assert len(rows(packed(parts(data)))[0].cells) == number + 1


def test_merged_cells_have_their_value_in_the_first() -> None:
    book = openpyxl.Workbook()
    first = book.create_sheet("Marks", 0)
    first["A1"], first["C1"], first["A2"], first["B3"] = "Autumn", "Spring", 1, 2
    first.merge_cells("A1:B1")
    first.merge_cells("A2:A3")
    file = io.BytesIO()
    book.save(file)
    assert rows(file.getvalue()) == [
        Row(1, ["Autumn", None, "Spring"]),
        Row(2, [1]),
        Row(3, [None, 2]),
    ]


def test_strict_open_xml() -> None:
    content = {
        name: str(part).replace(OFFICE, STRICT_OFFICE).replace(MAIN, STRICT_MAIN)
        for name, part in parts(cell("<v>1</v>")).items()
    }
    assert "purl.oclc.org" in content[SHEET]
    assert "openxmlformats.org/spreadsheetml" not in "".join(content.values())
    assert rows(packed(content)) == [Row(1, [1])]


def test_parts_may_have_other_names_and_letters_of_any_case() -> None:
    content = parts(cell("<v>0</v>", 't="s"'), strings="<si><t>a</t></si>")
    content["XL\\SHAREDSTRINGS.XML"] = content.pop("xl/sharedStrings.xml")
    content["xl/Worksheets/Sheet1.xml"] = content.pop(SHEET)
    content[LINKS] = str(content[LINKS]).replace(
        "worksheets/sheet1.xml", "/xl/./other/../worksheets/sheet1.xml"
    )
    assert rows(packed(content)) == [Row(1, ["a"])]


def test_utf_16() -> None:
    content = parts(cell("<is><t>é😀</t></is>", 't="inlineStr"'))
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    content[SHEET] = f"{declared}{content[SHEET]!s}".encode("utf-16")
    assert rows(packed(content)) == [Row(1, ["é😀"])]


def test_the_file_stays_open_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(packed(parts(NUMBER)))
    with path.open("rb") as file:
        workbook = Workbook(file, Problems(path))
        first, again = (list(workbook.rows(workbook.sheets[0])) for _ in range(2))
        del workbook
        assert not file.closed
    assert first == again == [Row(1, [1])]
