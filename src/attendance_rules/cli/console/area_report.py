"""The summary of an area, as it is read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from attendance_rules.cli.console.blocks import heading, tiers_table
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.quoting import harmless
from attendance_rules.summary.area import WITHHELD, Area, Figure, withholding


def area_report(area: Area, *, is_asked_for: bool) -> Iterator[RenderableType]:
    """Tiers, then what is due by party, then what each school owes anyway, then each school.

    Unless it is asked for, it says at the end where the pupils are.
    """
    edition, whole = area.policy.edition, area.whole()
    about = edition.about
    yield Text(f"{about.title} ({about.version})", style="bold")
    thresholds = "".join(f", {name} at {to}" for name, to in area.policy.identity.parameters)
    noun = "pupil" if whole["pupils"] == 1 else "pupils"
    yield Text(f"{_shown(whole['pupils'])} {noun}, {area.engines}{thresholds}", style="dim")
    yield tiers_table(edition, _tiers(whole["tiers"], edition))
    for party, title in about.parties.items():
        yield from _party(edition, party, title, whole)
    yield from _standing(edition, whole["standing"], len(area.tally.schools))
    yield from _schools(area)
    if area.under:
        told = " ".join([*withholding(area.under), "`--withhold-under 0` shows all."])
        yield Text(f"\n– {told}", style="dim")
    if not is_asked_for:
        yield Text(
            "There are too many pupils to list here: `--out actions.parquet` (or .csv) lists every "
            "pupil and action, `--pupil ID` shows one pupil with the reasons.",
            style="dim",
        )


def _shown(figure: Figure) -> str:
    return "–" if figure == WITHHELD else f"{figure:,}"


def _tiers(tiers: Mapping[str, Figure], edition: Edition) -> Iterator[tuple[str | None, str]]:
    for tier, figure in tiers.items():
        if tier in edition.tiers:
            yield tier, _shown(figure)
        elif figure:
            yield None, _shown(figure)


def _party(
    edition: Edition, party: str, title: str, whole: Mapping[str, Any]
) -> Iterator[RenderableType]:
    due = {
        name: told
        for name, told in whole["obligations"].items()
        if told["party"] == party and (told["required"] or told["undetermined"])
    }
    if not due:
        return
    yield heading(f"{title}: numbers of pupils")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("expected", justify="right", min_width=6)
    table.add_column("to find out", justify="right", style="yellow", min_width=6)
    table.add_column("action")
    own = whole["parties"][party]
    table.add_row(_shown(own["required"]), _shown(own["undetermined"]), Text("any", style="bold"))
    section = ""
    for name, told in due.items():
        obligation = edition.obligations[name]
        if obligation.source.section != section:
            section = obligation.source.section
            table.add_row("", "", Text(edition.about.sections[section].title, style="italic"))
        required, undetermined = _shown(told["required"]), _shown(told["undetermined"])
        table.add_row(required, undetermined, Text(obligation.title))
    yield table


def _standing(
    edition: Edition, standing: Mapping[str, Mapping[str, int]], schools: int
) -> Iterator[RenderableType]:
    yield heading("Expected at all times")
    for party, title in edition.about.parties.items():
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name, told in standing.items():
            obligation = edition.obligations[name]
            if obligation.party == party:
                line = Text(obligation.title)
                if schools > 1 and told["required"] < schools:
                    line.append(f" ({told['required']:,} of {schools:,} schools)", style="dim")
                if told["undetermined"]:
                    line.append(_not_known(told["undetermined"], schools), style="yellow")
                table.add_row(" •", line)
        if table.row_count:
            yield Text(f" {title}", style="bold dim")
            yield table


def _not_known(undetermined: int, schools: int) -> str:
    return f" ({undetermined:,} to find out)" if schools > 1 else " (to find out)"


def _schools(area: Area) -> Iterator[RenderableType]:
    if not area.by_school:
        return
    edition = area.policy.edition
    yield heading("Schools")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("school", style="cyan", overflow="fold")
    tiers = {**{name: tier.title for name, tier in edition.tiers.items()}, "not_known": "Not known"}
    for title in ("Pupils", *(tiers[tier] for tier in (*edition.tier_ladder(), "not_known"))):
        table.add_column(title, justify="right")
    for name, own in area.schools():
        figures = (own["pupils"], *own["tiers"].values())
        table.add_row(Text(harmless(name)), *map(_shown, figures))
    yield table
