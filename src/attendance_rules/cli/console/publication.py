"""Figures with small counts withheld, as they are read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from attendance_rules.cli.console.figures import heading, tier_title, tiers_table
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.quoting import harmless
from attendance_rules.summary.publication import WITHHELD, Figure, Publication, withholding
from attendance_rules.summary.tally import CONTRADICTORY
from attendance_rules.wording.edition import superseded


def publication_report(publication: Publication) -> Iterator[RenderableType]:
    """Tiers, then what is due by party, then what each school owes anyway, then each school."""
    policy = publication.policy
    edition, whole = policy.edition, publication.whole()
    about = edition.about
    yield Text(about.title, style="bold")
    yield Text(superseded(edition), style="dim")
    thresholds = "".join(f", {name} at {to}" for name, to in policy.identity.parameters)
    noun = "pupil" if whole["pupils"] == 1 else "pupils"
    yield Text(f"{_shown(whole['pupils'])} {noun}, {publication.engines}{thresholds}", style="dim")
    yield tiers_table(edition, _tiers(whole["tiers"], edition))
    yield from _together(edition, whole["tiers_or_above"])
    for party, title in about.parties.items():
        yield from _party(edition, party, title, whole)
    yield from _standing(edition, whole["standing"], publication.school_count)
    yield from _schools(publication)
    if publication.under:
        told = " ".join(withholding(publication.under))
        yield Text(f"\n–: {told} `--withhold-under 0` shows all, for the school.", style="dim")


def _together(edition: Edition, above: Mapping[str, Figure]) -> Iterator[RenderableType]:
    """Tiers counted with those above them, as the department's measure of persistent absence is."""
    ladder = edition.tier_ladder()
    for tier in ladder[2:-1]:
        first, *rest = (edition.tiers[name].title for name in ladder[ladder.index(tier) :])
        names = " or ".join([first, *(f"{title[:1].lower()}{title[1:]}" for title in rest)])
        yield Text(f"        {names}: {_shown(above[tier])}", style="dim")


def _shown(figure: Figure) -> str:
    return "–" if figure == WITHHELD else f"{figure:,}"


def _tiers(
    tiers: Mapping[str, Figure], edition: Edition
) -> Iterator[tuple[str | None, str, int | None]]:
    for tier, figure in tiers.items():
        number = figure if isinstance(figure, int) else None
        if tier in edition.tiers:
            yield tier, _shown(figure), number
        elif figure:
            yield None, _shown(figure), number


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
                if told[CONTRADICTORY]:
                    line.append(_disagree(told[CONTRADICTORY], schools), style="yellow")
                table.add_row(" •", line)
        if table.row_count:
            yield Text(f" {title}", style="bold dim")
            yield table


def _not_known(undetermined: int, schools: int) -> str:
    return f" ({undetermined:,} to find out)" if schools > 1 else " (to find out)"


def _disagree(contradictory: int, schools: int) -> str:
    of = f" of {contradictory:,} schools" if schools > 1 else ""
    return f" (the rows{of} disagree on whether it applies)"


def _schools(publication: Publication) -> Iterator[RenderableType]:
    if not publication.by_school:
        return
    edition = publication.policy.edition
    yield heading("Schools")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("school", style="cyan", overflow="fold")
    tiers = (tier_title(edition, tier) for tier in (*edition.tier_ladder(), None))
    for title in ("Pupils", *tiers):
        table.add_column(title, justify="right")
    for name, own in publication.schools():
        figures = (own["pupils"], *own["tiers"].values())
        table.add_row(Text(harmless(name)), *map(_shown, figures))
    yield table
