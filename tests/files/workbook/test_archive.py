"""Zip archives made to hurt or to mislead, and broken ones: each is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from attendance_rules.files.workbook import Row
from tests.files.workbook.making import (
    SHEET,
    STRINGS,
    STYLES,
    cell,
    packed,
    parts,
    refusal,
    rows,
    sheet,
)

SAVE = "open it in a spreadsheet and save it again"
BROKEN = f"is broken or cut off; {SAVE}, or as CSV UTF-8"
PACKING = f"is not packed as workbooks are; {SAVE}"
SOUND = cell("<v>0</v>", 't="s"')
TEXT = "<si><t>s3cret</t></si>"


def _changed(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """A workbook in whose directory something was changed about the sheet."""
    file = io.BytesIO(packed(parts(SOUND, strings=TEXT)))
    with zipfile.ZipFile(file, "a") as archive:
        change(archive.getinfo(SHEET))
        archive.writestr("x", "")
    return file.getvalue()


def _set(**values: int) -> bytes:
    def change(info: zipfile.ZipInfo) -> None:
        for name, number in values.items():
            setattr(info, name, number)

    return _changed(change)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_set(flag_bits=1), "is protected by a password; save a copy without one"),
        (_set(compress_type=zipfile.ZIP_BZIP2), PACKING),
        (_set(compress_type=zipfile.ZIP_LZMA), PACKING),
        (_set(compress_type=99), PACKING),
        (_set(header_offset=0), PACKING),
        (_set(header_offset=2**31), PACKING),
        (_set(compress_size=2**31), PACKING),
        (
            _set(file_size=2**29),
            "unpacks to more than 512 MB; delete what is not needed, or save the sheet as CSV "
            "UTF-8",
        ),
        (_set(CRC=0), f"sheet `Marks`: {BROKEN}"),
        (_set(file_size=20), f"sheet `Marks`: {BROKEN}"),
        (_set(compress_size=20), f"sheet `Marks`: {BROKEN}"),
    ],
)
def test_directories_that_are_not_true(content: bytes, message: str) -> None:
    assert refusal(content).replace(", row 1", "").replace(", column A", "") == message


@pytest.mark.parametrize(("size", "is_read"), [(2**25, True), (2**25 + 1, False)])
def test_parts_that_are_packed_very_tightly(size: int, is_read: bool) -> None:
    content = parts(SOUND, strings=TEXT)
    content["xl/media/image1.bmp"] = bytes(size)
    if is_read:
        assert rows(packed(content)) == [Row(1, ["s3cret"])]
    else:
        said = f"is packed as tightly as no spreadsheet packs; {SAVE}"
        assert refusal(packed(content)) == said
    assert rows(packed(content, zipfile.ZIP_STORED)) == [Row(1, ["s3cret"])]


def test_parts_that_overlap() -> None:
    """As in zip bombs that are larger than a stream can be."""
    file = io.BytesIO(packed(parts(SOUND, strings=TEXT)))
    with zipfile.ZipFile(file, "a") as archive:
        archive.getinfo(STYLES).header_offset = archive.getinfo(STRINGS).header_offset
        archive.writestr("x", "")
    assert refusal(file.getvalue()) == PACKING


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
@pytest.mark.parametrize("name", [SHEET, SHEET.upper(), SHEET.replace("/", "\\")])
def test_parts_that_are_there_twice(name: str) -> None:
    file = io.BytesIO(packed(parts(SOUND, strings=TEXT)))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, sheet(cell("<v>2</v>")))
    assert refusal(file.getvalue()) == PACKING


def test_every_way_to_cut_a_workbook_off() -> None:
    whole = packed(parts(SOUND, strings=TEXT))
    assert rows(whole) == [Row(1, ["s3cret"])]
    for length in range(4, len(whole)):
        assert refusal(whole[:length]) == BROKEN


def test_a_directory_of_very_many_parts() -> None:
    """It would be kept in memory whole."""
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    entries = (entry + b"a") * 60_000
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 60_000, 60_000, len(entries), 4, 0)
    assert refusal(b"PK\x03\x04" + entries + end) == BROKEN
