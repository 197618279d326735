"""Files that are no XLSX, whatever they are called: what they are, and what to do."""

from __future__ import annotations

import pytest

from attendance_rules.files.workbook import Row
from tests.files.workbook.making import cell, packed, parts, refusal, rows

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE = "open it in a spreadsheet and save it as XLSX or CSV UTF-8"
PASSWORD = "is protected by a password; open it and save a copy without one"
PAGE = f"is a web page (HTML), whatever its name; {SAVE}"
TEXT = "is text and no workbook; if it is CSV, let its name end in .csv"
BROKEN = "is broken or cut off; open it in a spreadsheet and save it again, or as CSV UTF-8"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty; export it again"),
        (OLE + b"\0" * 2000, f"is an old Excel workbook (.xls); {SAVE}"),
        (OLE + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 80, PASSWORD),
        (OLE + b"\0" * (2**20 - 20) + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        (OLE + b"\0" * (2**20 + 4070) + "EncryptedPackage".encode("utf-16-le"), PASSWORD),
        (b"PAR1", "is a Parquet file; let its name end in .parquet"),
        (b"%PDF-1.7", "is a PDF; export it as XLSX or CSV UTF-8"),
        (b"<html><table><tr><td>s3cret</td></tr></table></html>", PAGE),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html><table>", PAGE),
        (b"<table border=1><tr><th>UPN", PAGE),
        (b'<?xml version="1.0"?><html xmlns="x">', PAGE),
        (b"MIME-Version: 1.0\r\n", f"is a web page, whatever its name; {SAVE}"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            f"is an XML spreadsheet of Excel 2003; {SAVE}",
        ),
        (
            b'<?xml version="1.0"?><office:document xmlns:office="urn:x:opendocument">',
            f"is an OpenDocument file (.fods); {SAVE}",
        ),
        (
            b'<?xml version="1.0"?><pupils/>',
            "is XML and no workbook; export it as XLSX or CSV UTF-8",
        ),
        (b"pupil_id,code\r\nP1,/\r\n", TEXT),
        ("pupil_id;prénom\n".encode("cp1252"), TEXT),
        (
            "pupil_id\tcode".encode("utf-16"),
            "is UTF-16 text and no workbook; save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
        ),
        (b"\x1f\x8b\x08\0\0", BROKEN),
        (b"\x00\x01\x02", BROKEN),
        (b"PK", TEXT),
        (b"PK\x03\x04", BROKEN),
        (b"PK\x03\x04" + b"\0" * 100, BROKEN),
        (b"PK\x05\x06" + b"\0" * 18, BROKEN),
    ],
)
def test_no_archives(content: bytes, message: str) -> None:
    assert refusal(content) == message


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("xl/workbook.bin", f"is a binary Excel workbook (.xlsb); {SAVE}"),
        ("content.xml", f"is an OpenDocument file (.ods); {SAVE}"),
        ("Index/Document.iwa", "is a Numbers spreadsheet; export it as XLSX or CSV UTF-8"),
        ("word/document.xml", "is a Word document; save its table as XLSX or CSV UTF-8"),
        (
            "marks.csv",
            "is a zip archive and no workbook; unpack it, and read what is in it",
        ),
    ],
)
def test_other_archives(part: str, message: str) -> None:
    assert refusal(packed({part: "s3cret"})) == message


def test_an_empty_archive() -> None:
    assert refusal(packed({})) == BROKEN


def test_workbooks_with_macros_are_read_and_the_macros_are_not() -> None:
    content = parts(cell("<v>1</v>"))
    content["xl/vbaProject.bin"] = OLE
    assert rows(packed(content)) == [Row(1, [1])]
