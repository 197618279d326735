"""Text for a terminal: items that hang from a mark, and the page that they are printed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from attendance_rules.cli.console.output import write
from attendance_rules.files.atomic import replacing

NARROWEST, WIDEST = 10, 100  # columns; longer lines are hard to read
_PLAIN = str.maketrans("✓✗•–", "+x*-")


@dataclass(frozen=True, slots=True)
class Hanging:
    """A text behind a mark. Its further lines start where the first does; none ends in spaces.

    Where the encoding has only ASCII to rely on, the mark is made of that.
    """

    mark: Text
    text: Text
    indent: int = 0

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        mark = self.mark.copy()
        if options.ascii_only:
            mark.plain = mark.plain.translate(_PLAIN)
        margin = self.indent + mark.cell_len
        lines = self.text.wrap(console, max(options.max_width - margin, NARROWEST))
        for number, line in enumerate(lines):
            line.rstrip()
            if number == 0:
                yield Text.assemble(" " * self.indent, mark, line)
            else:
                yield Text.assemble(" " * margin, line)


def hanging(mark: str, text: str | Text, indent: int = 0, style: str = "") -> Hanging:
    """A text in one style behind a mark."""
    return Hanging(Text(mark), Text(text, style) if isinstance(text, str) else text, indent)


def heading(text: str) -> Hanging:
    return hanging("", Text(f"\n{text}", style="bold underline"))


def console(*, stderr: bool = False) -> Console:
    """A console on standard output or standard error."""
    page = Console(stderr=stderr, highlight=False)
    page.width = min(page.width, WIDEST)
    return page


def print_page(
    parts: Iterable[RenderableType], out: Path | None = None, *, wide: bool = False
) -> None:
    """Print the parts, or write them to `out`, whole or not at all.

    On a terminal that is `wide`, tables may use all of it.
    """
    if out is None:
        page = Console(highlight=False) if wide else console()
        with page.capture() as captured:
            page.print(*parts, sep="\n")
        write(captured.get())
        return
    with replacing(out) as temporary, temporary.open("w", encoding="utf-8") as file:
        Console(file=file, width=WIDEST, highlight=False).print(*parts, sep="\n")
