"""The text of elements, gathered from what a parser hands over in pieces."""

from __future__ import annotations

import contextlib
import re

from attendance_rules.files.workbook.unusable import UnusableError

LONGEST = 131_072
"""Characters in a cell, as in CSV files. Excel has up to 32,767."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Text:
    """The text of one element after another, and of those that make up a rich text.

    `pieces` is what the parser appends to, so that no function of Python is called for a piece.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._is_open = False
        self._runs: list[str] = []
        self._length = 0
        self._phonetic = False

    def begin(self) -> None:
        """An element begins whose text is wanted."""
        self.pieces.clear()
        self._is_open = True

    def end(self) -> str:
        """Its text, now that it ends."""
        self._is_open = False
        text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        if len(text) > LONGEST:
            raise _too_long()
        return text

    def begin_part(self, tag: str | None) -> None:
        """An element within a rich text begins."""
        if tag == "t":
            self.begin()
        elif tag == "rPh":  # how the text is to be read aloud, and no part of it
            self._phonetic = True

    def end_part(self, tag: str | None) -> None:
        """An element within a rich text ends."""
        if tag == "t":
            run = self.end()
            if not self._phonetic:
                self._runs.append(run)
                self._length += len(run)
                if self._length > LONGEST:
                    raise _too_long()
        elif tag == "rPh":
            self._phonetic = False

    def end_rich(self) -> str:
        """The whole rich text, now that it ends."""
        text = "".join(self._runs)
        self._runs.clear()
        self._length = 0
        return text

    def trim(self) -> None:
        """Let go of what nobody wants. To be called now and then."""
        if not self._is_open:
            self.pieces.clear()
        elif sum(map(len, self.pieces)) > LONGEST:
            raise _too_long()


def unescaped(text: str) -> str:
    """Text with the characters that stand in it as `_x000D_` (ECMA-376, part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    found: str | None = None
    with contextlib.suppress(UnicodeDecodeError):
        # Characters beyond the first 65,536 are escaped in halves.
        found = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    if found is None or "\0" in found:
        raise UnusableError("a text holds a character that no text has; remove it")
    return found


def _too_long() -> UnusableError:
    return UnusableError(f"a text has more than {LONGEST:,} characters; shorten it")
