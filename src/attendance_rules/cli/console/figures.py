"""What the reports on many pupils have in common: headings, tiers, names, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from attendance_rules.edition.edition import Edition
from attendance_rules.messages.quoting import harmless
from attendance_rules.summary.seen import Name
from attendance_rules.wording.rates import percent

BAR = 14
"""Columns of the longest bar."""


def heading(text: str) -> RenderableType:
    """The heading of a part of a report."""
    return Text(f"\n{text}", style="bold underline")


def tier_title(edition: Edition, tier: str | None) -> str:
    """A tier that is the highest a pupil has, so that nobody takes it for a national measure.

    Persistent absence, by the Department for Education's measure, counts the severely absent too.
    """
    if tier is None:
        return "Not known"
    ladder = edition.tier_ladder()
    title = edition.tiers[tier].title
    if tier == ladder[0]:
        return f"{title}, no further tier"
    if tier == ladder[-1]:
        return title
    above = edition.tiers[ladder[ladder.index(tier) + 1]].title
    return f"{title}, not {above[:1].lower()}{above[1:]}"


def tiers_table(
    edition: Edition, pupils: Iterable[tuple[str | None, str, int | None]]
) -> RenderableType:
    """How many pupils are in each tier, in words, with a bar where the number is given."""
    rows = list(pupils)
    most = max((number or 0 for _, _, number in rows), default=0)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(justify="right", min_width=6)
    table.add_column()
    table.add_column(no_wrap=True, style="cyan")
    for tier, shown, number in rows:
        title = Text(tier_title(edition, tier), style="yellow" if tier is None else "")
        table.add_row(shown, title, bar(number, most))
    return Padding(table, (1, 0, 0, 0))


def bar(number: int | None, most: int) -> str:
    """A bar as long as the number's share of the most; at least a sliver for somebody."""
    if not number:
        return ""
    return "█" * max(1, round(BAR * number / most))


def together(edition: Edition, above: Mapping[str, int], of: int) -> Iterable[str]:
    """Tiers counted with those above them: the Department for Education's measure of persistent
    absence is of this kind."""
    ladder = edition.tier_ladder()
    for tier in ladder[2:-1]:
        first, *rest = (edition.tiers[name].title for name in ladder[ladder.index(tier) :])
        names = " or ".join([first, *(f"{title[:1].lower()}{title[1:]}" for title in rest)])
        share = f" of {of:,} ({percent(above[tier], of)})" if of else ""
        yield f"{names}: {above[tier]:,}{share}"


def named(names: Sequence[Name], of: int) -> str:
    """The first pupils by name, and how many more there are."""
    shown = ["/".join(harmless(part) for part in name if part) for name in names]
    more = of - len(names)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
