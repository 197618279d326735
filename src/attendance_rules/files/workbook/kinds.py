"""What a file is that is no workbook, told by its bytes, and what to do with it."""

from __future__ import annotations

import re
from typing import BinaryIO

from attendance_rules.files.workbook.archive import Archive
from attendance_rules.files.workbook.unusable import BROKEN, SAVE_AS, UnusableError

SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".fods", ".numbers"}
)
"""How the names of files end that are to be given to this reader: it reads what is in XLSX,
whatever its name, and of the others it says what they are and what to do."""

_START = 4096  # bytes that tell a kind of text
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO], 2.3.4.4

_SIGNATURES = {
    b"PAR1": "is a Parquet file; let its name end in .parquet",
    b"%PDF": "is a PDF; export it as XLSX or CSV UTF-8",
    b"\xff\xfe": "is UTF-16 text and no workbook; save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
    b"\xfe\xff": "is UTF-16 text and no workbook; save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
    b"MIME-Version:": f"is a web page, whatever its name; {SAVE_AS}",
}
_IN_ARCHIVES = {
    "xl/workbook.bin": f"is a binary Excel workbook (.xlsb); {SAVE_AS}",
    "content.xml": f"is an OpenDocument file (.ods); {SAVE_AS}",
    "Index/Document.iwa": "is a Numbers spreadsheet; export it as XLSX or CSV UTF-8",
    "Index.zip": "is a Numbers spreadsheet; export it as XLSX or CSV UTF-8",
    "word/document.xml": "is a Word document; save its table as XLSX or CSV UTF-8",
}
_NO_TEXT = re.compile(rb"[\0-\x08\x0e-\x1f]")


def refuse_other_kinds(file: BinaryIO) -> None:
    """Raises `UnusableError` when the file does not begin as a zip archive does."""
    file.seek(0)
    start = file.read(_START)
    if start.startswith(_ZIP):
        return
    if not start:
        raise UnusableError("is empty; export it again")
    if start.startswith(_OLE):
        raise UnusableError(_ole(file))
    for signature, message in _SIGNATURES.items():
        if start.startswith(signature):
            raise UnusableError(message)
    raise UnusableError(_text(start))


def refuse_other_archives(archive: Archive) -> None:
    """Raises `UnusableError` for archives that are of some other known kind."""
    for part, message in _IN_ARCHIVES.items():
        if part in archive:
            raise UnusableError(message)


def _ole(file: BinaryIO) -> str:
    """An old workbook, or a new one with a password around it."""
    file.seek(0)
    before = b""
    while piece := file.read(2**20):
        if _ENCRYPTED in before + piece:
            return "is protected by a password; open it and save a copy without one"
        before = piece[-len(_ENCRYPTED) :]
    return f"is an old Excel workbook (.xls); {SAVE_AS}"


def _text(start: bytes) -> str:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<"):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in text:
            return f"is an XML spreadsheet of Excel 2003; {SAVE_AS}"
        if b"opendocument" in text:
            return f"is an OpenDocument file (.fods); {SAVE_AS}"
        if b"<html" in text or not text.startswith(b"<?xml"):
            return f"is a web page (HTML), whatever its name; {SAVE_AS}"
        return "is XML and no workbook; export it as XLSX or CSV UTF-8"
    if not _NO_TEXT.search(start):
        return "is text and no workbook; if it is CSV, let its name end in .csv"
    return BROKEN
