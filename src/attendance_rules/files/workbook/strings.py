"""The shared strings of a workbook: each text once, and cells that hold its number."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from attendance_rules.files.workbook.markup import DEEPEST, TAGS, parse, too_deep
from attendance_rules.files.workbook.texts import Text, unescaped
from attendance_rules.files.workbook.unusable import SAVE_AGAIN, UnusableError

_NUMBER = re.compile("[0-9]{1,9}")


class SharedStrings:
    """The texts by number. They are kept as bytes: as many strings take several times as much."""

    def __init__(self, pieces: Iterable[bytes] | None = None) -> None:
        """Reads the part for shared strings, if there is one. Raises `UnusableError`."""
        self._bytes = bytearray()
        self._ends = array("Q", [0])
        text = Text()
        depth = 0

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise too_deep()
            if depth > 2:
                text.begin_part(TAGS.get(name))

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            tag = TAGS.get(name)
            if depth >= 2:
                text.end_part(tag)
            elif depth == 1:
                string = text.end_rich()
                if tag == "si":
                    self._bytes += unescaped(string).encode()
                    self._ends.append(len(self._bytes))

        if pieces is not None:
            for _ in parse(pieces, start, end, text.pieces.append):
                text.trim()

    def __getitem__(self, number: str) -> str:
        """The text of this number, which is as it stands in the cell. Raises `UnusableError`."""
        index = int(number) + 1 if _NUMBER.fullmatch(number) else 0
        if not 0 < index < len(self._ends):
            raise UnusableError(f"a text is not among those of the workbook; {SAVE_AGAIN}")
        return self._bytes[self._ends[index - 1] : self._ends[index]].decode()
