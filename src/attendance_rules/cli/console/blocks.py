"""What reports on many pupils have in common."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from attendance_rules.edition.edition import Edition


def heading(text: str) -> RenderableType:
    """The heading of a part of the report."""
    return Text(f"\n{text}", style="bold underline")


def tiers_table(edition: Edition, pupils: Iterable[tuple[str | None, str]]) -> RenderableType:
    """How many pupils are in each tier, in words; None is the tier that is not known."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", min_width=6)
    lowest = edition.tier_ladder()[0]
    for tier, number in pupils:
        if tier is None:
            table.add_row(number, Text("Not known", style="yellow"))
        else:
            title = edition.tiers[tier].title
            table.add_row(number, Text(f"{title}, no further tier" if tier == lowest else title))
    return Padding(table, (1, 0, 0, 0))
