"""Words of a file in a message: in backticks, short, and harmless for a terminal."""

from __future__ import annotations

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def shown(text: str) -> str:
    """An author's words in backticks, on one line, without control characters, and short."""
    return f"`{harmless(text if len(text) <= 60 else text[:57] + '…')}`"


def harmless(text: str) -> str:
    """`text` for a terminal, with a visible sign in place of each character that is none.

    Control characters, escapes, line ends, invisible characters and those that turn the direction
    of writing are replaced. Markup of a terminal library (such as rich) is text like any other
    here: whoever prints through one must escape it.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else REPLACEMENT for char in text)
