"""XLSX registers."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from attendance_rules.registers import register_facts
from tests.registers.frames import plain, problems, written

pytest.importorskip("fastexcel", reason="the extra `excel` is not installed")

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(path: Path, rows: list[list[str | int]]) -> Path:
    """The smallest workbook that holds these rows; numbers are numbers, all else is text."""

    def cell(value: str | int) -> str:
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Marks" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{lines}'
        "</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_text_keeps_its_leading_zeros(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        [
            ["pupil_id", "date", "session", "code"],
            ["007", "2025-09-01", "AM", "/"],
            ["007", "2025-09-01", "PM", "#"],
            ["008", "2025-09-01", "AM", "N"],
        ],
    )
    assert plain(register_facts(path)[0]) == {"007": (1, 0, 0, 0), "008": (1, 1, 1, 1)}


def test_numbers_may_be_identifiers_and_counts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "r.xlsx", [["pupil_id", "/", "I"], [7, 100, 3], [8, 90, 0]])
    assert plain(register_facts(path)[0]) == {"7": (103, 3, 0, 0), "8": (90, 0, 0, 0)}


def test_rows_count_as_in_a_spreadsheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        [["pupil_id", "date", "session", "code"], ["1", "2025-09-01", "AM", "?"]],
    )
    assert problems(path)[0].startswith(f"{path}: row 2, column `code`: `?` is no register code")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"pupil_id"])
def test_a_broken_workbook(tmp_path: Path, content: bytes) -> None:
    (message,) = problems(written(tmp_path, "r.xlsx", content))
    assert message.endswith("open it and save it again, or as CSV UTF-8")
