"""The text of a file, when it is text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Unit

LONGEST_LINE = 1_000_000  # characters; a pupil has a few hundred

_SPREADSHEET = "is a spreadsheet or an archive and not text; open it and save it as CSV UTF-8"
_UTF_16 = "is UTF-16 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
_OTHER_FORMATS = {
    b"PK\x03\x04": _SPREADSHEET,
    b"\xd0\xcf\x11\xe0": _SPREADSHEET,
    b"\xff\xfe": _UTF_16,
    b"\xfe\xff": _UTF_16,
    b"PAR1": "is a Parquet file; let its name end in .parquet",
}
# Bytes that are not UTF-8 are decoded to these, so that their line can be named.
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


def refuse_other_formats(file: BinaryIO, problems: Problems) -> None:
    """Raises `DataError` when the file is empty or starts as no text does."""
    start = file.read(8)
    file.seek(0)
    if not start:
        raise problems.error("is empty; export it again, with a first row of column names")
    for signature, message in _OTHER_FORMATS.items():
        if start.startswith(signature):
            raise problems.error(message)


class Lines:
    """The lines of a text file, with their ends, each checked as it is read.

    Whoever iterates keeps `place`, the row or line that is being read, for messages: a row of CSV
    may run over several lines. `ended` is whether the last line had an end. Raises `DataError`.
    """

    def __init__(self, file: BinaryIO, unit: Unit, problems: Problems, place: int = 1) -> None:
        encoding = "utf-8-sig" if place == 1 else "utf-8"
        self._text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
        self._unit = unit
        self._problems = problems
        self.place = place
        self.ended = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            self._text.detach()  # the file is its opener's to close
            raise StopIteration
        if len(line) == LONGEST_LINE:
            raise self.stop(
                f"is longer than {LONGEST_LINE:,} characters; check the line ends and the quotes"
            )
        if "\0" in line:
            raise self.stop("holds a NUL byte and is no text; save the file as UTF-8 text")
        if not line.isascii() and _NOT_UTF_8.search(line):
            raise self.stop("is not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)")
        self.ended = line.endswith(("\n", "\r"))
        return line

    def stop(self, message: str) -> Exception:
        """The error at this place, behind which nothing can be read."""
        return self._problems.error(f"{self._unit} {self.place} {message}")
