"""The zip archive that a workbook is, looked over before anything in it is unpacked."""

from __future__ import annotations

import contextlib
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from attendance_rules.files.workbook.unusable import BROKEN, SAVE_AGAIN, UnusableError

LARGEST = 512 * 2**20
"""Bytes that all parts of a workbook may unpack to. 200,000 rows of marks unpack to 34 MB."""

MOST_PACKED = 100
"""How many times its size a part may unpack to, as in Apache POI (`ZipSecureFile`). Sheets, also
of rows that are all alike, come to 10 to 20: what is packed tighter was made to take long."""

_NO_BOMB = 32 * 2**20  # bytes of a part that may be packed as tightly as it likes

PIECE = 8192
"""Bytes that are unpacked at a time: of few bytes, many wide rows can be made."""

_LONGEST_DIRECTORY = 2**21  # bytes; a part has about a hundred
_LOCAL_HEADER = 30  # bytes before a part's name, by the zip specification (APPNOTE, 4.3.7)
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # ECMA-376, part 2, annex B

# All that zipfile is known to raise at bytes that are no archive, or a broken one.
_RAISED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The parts of a workbook by name, whatever the case of its letters. Raises `UnusableError`.

    Refused are archives in which one part overlaps another (David Fifield, "A better zip bomb",
    2019), is there twice, is encrypted, or is compressed by a method that office documents do not
    have. zipfile hands over no more of a part than the size it declares, and a part that is longer
    than it says fails its checksum: so the declared sizes bound what is unpacked.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = _opened(file)
        infos = self._zip.infolist()
        if sum(info.file_size for info in infos) > LARGEST:
            size = f"{LARGEST // 2**20} MB"
            remedy = "delete what is not needed, or save the sheet as CSV UTF-8"
            raise UnusableError(f"unpacks to more than {size}; {remedy}")
        if any(map(_is_bomb, infos)):
            raise UnusableError(f"is packed as tightly as no spreadsheet packs; {SAVE_AGAIN}")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise UnusableError("is protected by a password; save a copy without one")
        self._parts = {_plain(info.filename): info for info in infos}
        are_twice = len(self._parts) < len(infos)
        methods = {info.compress_type for info in infos}
        if are_twice or methods - _METHODS or _overlap(infos, self._zip.start_dir):
            raise UnusableError(f"is not packed as workbooks are; {SAVE_AGAIN}")

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._parts

    def read(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, some at a time."""
        info = self._parts.get(_plain(part))
        if info is None:
            raise UnusableError(BROKEN)
        broken = False
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except _RAISED:
            broken = True
        if broken:
            raise UnusableError(BROKEN)


class _Sparing:
    """A file that hands over little at once: zipfile takes the whole directory at once.

    One that is longer is then cut off.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        most = _LONGEST_DIRECTORY
        return self._file.read(most if size < 0 else min(size, most))


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    opened: zipfile.ZipFile | None = None
    with contextlib.suppress(*_RAISED):
        opened = zipfile.ZipFile(_Sparing(file))
    if opened is None:
        raise UnusableError(BROKEN)
    return opened


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > max(_NO_BOMB, MOST_PACKED * info.compress_size)


def _overlap(infos: list[zipfile.ZipInfo], end: int) -> bool:
    """Whether a part begins before the one in front of it can have ended."""
    placed = sorted(
        (info.header_offset, _LOCAL_HEADER + len(info.orig_filename) + info.compress_size)
        for info in infos
    )
    pairs = itertools.pairwise([*placed, (end, 0)])
    return any(start + length > following for (start, length), (following, _) in pairs)


def _plain(part: str) -> str:
    """Part names are the same in any case (ECMA-376, part 2); some write them with backslashes."""
    return part.replace("\\", "/").lstrip("/").lower()
