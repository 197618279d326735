"""The report on a caseload, as it is read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from attendance_rules.cli.console.blocks import heading, tiers_table
from attendance_rules.decision.actions import UNDETERMINED
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.models import Obligation
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy
from attendance_rules.summary.summary import CONTRADICTORY, Due, Summary, summarise
from attendance_rules.wording.statuses import STRENGTHS, with_strength

NAMED = 6
"""So many pupils are named in a line; the rest are counted."""


def caseload_report(policy: Policy, decisions: Sequence[Decision]) -> list[RenderableType]:
    """Tiers, standing duties once a school, then by party, then what to find out first."""
    summary = summarise(policy.edition, decisions)
    names = [_name(decision) for decision in decisions]
    return [
        *_head(policy, len(decisions)),
        tiers_table(policy.edition, _tiers(summary)),
        *_standing(policy, summary),
        *_by_party(policy, summary, names),
        *_find_out(policy, summary, names),
        *_foot(summary, names),
    ]


def _name(decision: Decision) -> str:
    """How a pupil is named: identifiers come from a file, so they are made harmless."""
    return "/".join(harmless(one) for one in (decision.school_id, decision.pupil_id) if one)


def _head(policy: Policy, pupils: int) -> Iterator[RenderableType]:
    about = policy.edition.about
    yield Text(f"{about.title} ({about.version})", style="bold")
    decided, *confirmed = policy.identity.engines
    by = f"decided by {decided}" + "".join(f", confirmed by {one}" for one in confirmed)
    thresholds = "".join(f", {name} at {value}" for name, value in policy.identity.parameters)
    yield Text(f"{_count(pupils, 'pupil')}, {by}{thresholds}", style="dim")


def _tiers(summary: Summary) -> Iterator[tuple[str | None, str]]:
    for tier, number in summary.tiers:
        if tier is not None or number:
            yield tier, f"{number:,}"


def _by_party(policy: Policy, summary: Summary, names: list[str]) -> Iterator[RenderableType]:
    edition = policy.edition
    for party, title in edition.about.parties.items():
        due = [one for one in summary.due if edition.obligations[one.obligation].party == party]
        if not due:
            continue
        yield heading(f"{title}: actions for pupils")
        table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
        table.add_column("expected", justify="right", min_width=5)
        table.add_column("to find out", justify="right", style="yellow", min_width=5)
        table.add_column("action", ratio=5)
        table.add_column("for", ratio=4, style="cyan")
        section = ""
        for one in due:
            if (own := edition.obligations[one.obligation].source.section) != section:
                section = own
                table.add_row("", "", Text(edition.about.sections[own].title, style="italic"))
            table.add_row(
                f"{len(one.required):,}" if one.required else "–",
                f"{len(one.undetermined):,}" if one.undetermined else "",
                _action(edition.obligations[one.obligation]),
                Text(_whom(one, names)),
            )
        yield table


def _action(obligation: Obligation) -> Text:
    """What is to be done, marked where the guidance asks only to consider or allows it."""
    return Text(with_strength(obligation.title, obligation.strength))


def _whom(due: Due, names: list[str]) -> str:
    return _listed([names[position] for position in due.required])


def _find_out(policy: Policy, summary: Summary, names: list[str]) -> Iterator[RenderableType]:
    if not summary.unknown:
        return
    yield heading("Ask first")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("pupils", justify="right", min_width=6)
    table.add_column("matters for", justify="right", min_width=8)
    table.add_column("question", ratio=5)
    table.add_column("for", ratio=4, style="cyan")
    for one in summary.unknown:
        fact = policy.edition.facts[one.fact]
        whom = [names[position] for position in one.decisions]
        about_pupil = fact.about == "pupil"
        table.add_row(
            f"{len(whom):,}" if about_pupil else "–",
            f"{one.answers:,}" if about_pupil else "",
            Text(fact.question),
            Text(_listed(whom) if about_pupil else f"the {fact.about}"),
        )
    yield table


def _standing(policy: Policy, summary: Summary) -> Iterator[RenderableType]:
    """What is expected of bodies at all times, and apart from it what others do."""
    obligations = policy.edition.obligations
    for school, duties in summary.standing:
        whose = f" ({harmless(school)})" if school else ""
        expected = [one for one in duties if obligations[one[0]].strength != "described"]
        described = [one for one in duties if obligations[one[0]].strength == "described"]
        for title, chosen in (
            (f"Expected at all times{whose}", expected),
            (f"{STRENGTHS['described'].word}, which is not a duty{whose}", described),
        ):
            if chosen:
                yield heading(title)
                yield from _duties(policy, chosen)


def _duties(policy: Policy, duties: list[tuple[str, str]]) -> Iterator[RenderableType]:
    for party, title in policy.edition.about.parties.items():
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name, status in duties:
            obligation = policy.edition.obligations[name]
            if obligation.party == party:
                line = Text(obligation.title)
                line.append(_OPEN.get(status, ""), style="yellow")
                table.add_row(" •", line)
        if table.row_count:
            yield Text(f" {title}", style="bold dim")
            yield table


_OPEN = {
    UNDETERMINED: " (not known whether it applies)",
    CONTRADICTORY: " (the school's rows disagree on whether it applies)",
}


def _foot(summary: Summary, names: list[str]) -> Iterator[RenderableType]:
    yield Text("")
    if summary.unclassifiable:
        whom = _listed([names[position] for position in summary.unclassifiable])
        yield Text(f"No tier, because no session was possible: {whom}", style="yellow")
    yield Text(
        "`--pupil ID` shows one pupil with the reasons; "
        "`--out actions.csv` lists every pupil and action.",
        style="dim",
    )


def _listed(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
