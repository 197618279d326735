"""Workbooks written part by part, sound ones and others that no spreadsheet would write."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from attendance_rules.errors import DataError
from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook import Row, Workbook, column_letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"

Parts = dict[str, str | bytes]


def parts(
    data: str = "",
    *,
    strings: str = "",
    formats: Mapping[int, str] | None = None,
    styles: tuple[int, ...] = (0,),
    settings: str = "",
) -> Parts:
    """The parts of a workbook with a sheet `Marks`, in whose `sheetData` stands `data`.

    `formats` are number formats by id, `styles` the ids that the attribute `s` of a cell counts
    from 0, and `strings` stands within the `sst`.
    """
    written = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in (formats or {}).items()
    )
    used = "".join(f'<xf numFmtId="{number}"/>' for number in styles)
    return {
        "_rels/.rels": links({"r1": ("officeDocument", BOOK)}),
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>'
        '<sheet name="Marks" sheetId="1" r:id="r1"/></sheets></workbook>',
        LINKS: links(
            {
                "r1": ("worksheet", "worksheets/sheet1.xml"),
                "r2": ("sharedStrings", "sharedStrings.xml"),
                "r3": ("styles", "styles.xml"),
            }
        ),
        SHEET: sheet(data),
        STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"><numFmts>{written}</numFmts>'
        f"<cellXfs>{used}</cellXfs></styleSheet>",
    }


def sheet(data: str) -> str:
    """The part for a sheet."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'


def links(targets: Mapping[str, tuple[str, str]]) -> str:
    """The relationships of a part: by their ids, what each is and where."""
    written = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{written}</Relationships>'


def cell(content: str, attributes: str = "") -> str:
    """The first cell of the first row, and nothing else."""
    return f'<row r="1"><c r="A1" {attributes}>{content}</c></row>'


def table(rows: Sequence[Sequence[object]], first: int = 1) -> bytes:
    """A workbook of rows of cells, which are of the types that they have in Python.

    Dates are dates, what is an `Xml` stands as it is, and None is no cell.
    """
    data = "".join(
        f'<row r="{number}">'
        + "".join(_written(cell, column, number) for column, cell in enumerate(cells))
        + "</row>"
        for number, cells in enumerate(rows, start=first)
    )
    return packed(parts(data, styles=(0, 14)))


class Xml(str):
    """What stands in a cell that openpyxl would not write."""


def _written(cell: object, column: int, row: int) -> str:
    place = f'r="{column_letters(column)}{row}"'
    match cell:
        case None:
            return ""
        case Xml():
            return f"<c {place} {cell}</c>"
        case str():
            return f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        case bool():
            return f'<c {place} t="b"><v>{cell:d}</v></c>'
        case dt.date():
            return f'<c {place} s="1"><v>{(cell - dt.date(1899, 12, 30)).days}</v></c>'
    return f"<c {place}><v>{cell}</v></c>"


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The file that these parts make."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def opened(content: bytes, problems: Problems | None = None) -> Workbook:
    return Workbook(io.BytesIO(content), problems or Problems("r.xlsx"))


def rows(content: bytes) -> list[Row]:
    """The rows of the first sheet that is not hidden."""
    workbook = opened(content)
    (chosen,) = workbook.choose()
    return list(workbook.rows(chosen))


def value(content: bytes) -> object:
    """What stands in the only cell, which is the first."""
    ((number, cells),) = rows(content)
    assert (number, len(cells)) == (1, 1)
    return cells[0]


def refusal(content: bytes) -> str:
    """Why a file is refused: one problem, without the name of the file; no other error behind."""
    found: DataError | None = None
    try:
        rows(content)
    except DataError as error:
        found = error
    assert found is not None, "it was read"
    assert found.__context__ is None
    assert found.__cause__ is None
    (message,) = found.problems
    assert message.startswith("r.xlsx: ")
    return message.removeprefix("r.xlsx: ")
