"""The report on the pupils of a file: a first meeting of at most 40 lines, or the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from attendance_rules.cli.console.figures import (
    counted,
    heading,
    named,
    tier_title,
    tiers_table,
    together,
)
from attendance_rules.cli.console.hanging import hanging
from attendance_rules.decision.actions import UNDETERMINED
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy
from attendance_rules.summary.summary import Due, Summary, Unknown
from attendance_rules.summary.tally import CONTRADICTORY
from attendance_rules.wording.edition import notice, superseded
from attendance_rules.wording.statuses import STATUSES, STRENGTHS, with_strength

COMMONEST = 5
"""So many actions of a party are shown at first."""
QUESTIONS = 3
WIDTH = 80
"""The columns that the first report is made for."""


def first_report(policy: Policy, summary: Summary) -> Iterator[RenderableType]:
    """The chief of it: which edition, tiers, the commonest actions, what to find out, one pupil."""
    edition = policy.edition
    yield Text(edition.about.title, style="bold")
    yield Text(superseded(edition), style="dim")
    yield Text(_who(policy, summary), style="dim")
    yield tiers_table(edition, _tiers(summary))
    for line in together(edition, summary.tiers_or_above, summary.classified):
        yield Text(f"        {line}", style="dim")
    parties = list(edition.about.parties)[:2]
    for party in parties:
        yield from _commonest(edition, party, summary)
    if summary.unknown:
        yield heading("Find out first")
        yield from _lines(_asked(edition, summary.unknown[:QUESTIONS]))
    if summary.example is not None:
        yield from _one_pupil(edition, summary.example)
    yield Text("")
    for line in _amiss(edition, summary):
        yield Text(line, style="yellow")
    yield from _where_to_go_on(summary)


def full_report(policy: Policy, summary: Summary) -> Iterator[RenderableType]:
    """Tiers, standing duties once a school, then every action by party, then what to find out."""
    edition = policy.edition
    for line in notice(edition):
        yield hanging("", line, style="dim")
    yield Text(f"\n{edition.about.title} ({edition.about.version})", style="bold")
    yield Text(_who(policy, summary), style="dim")
    yield tiers_table(edition, _tiers(summary))
    for line in together(edition, summary.tiers_or_above, summary.classified):
        yield Text(f"        {line}", style="dim")
    yield from _standing(edition, summary)
    for party, title in edition.about.parties.items():
        yield from _actions(edition, party, title, summary)
    yield from _find_out(edition, summary.unknown)
    yield Text("")
    for line in _amiss(edition, summary):
        yield Text(line, style="yellow")
    yield from _where_to_go_on(summary, full=True)


def _who(policy: Policy, summary: Summary) -> str:
    thresholds = "".join(f", {name} at {value}" for name, value in policy.identity.parameters)
    return f"{counted(summary.pupils, 'pupil')}, {summary.engines}{thresholds}"


def _tiers(summary: Summary) -> Iterator[tuple[str | None, str, int]]:
    for tier, number in summary.tiers.items():
        if tier is not None or number:
            yield tier, f"{number:,}", number


def _lines(rows: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    """A number and a text each, on one line."""
    for number, text in rows:
        line = Text.assemble((f"{number:>6}", "bold"), f"  {text}")
        line.truncate(WIDTH - 1, overflow="ellipsis")
        yield line


def _commonest(edition: Edition, party: str, summary: Summary) -> Iterator[RenderableType]:
    own = {
        name: due
        for name, due in summary.obligations.items()
        if edition.obligations[name].party == party and due.required
    }
    order = sorted(own, key=lambda name: -own[name].required)
    if not order:
        return
    title = f"{edition.about.parties[party]}: {STATUSES['required'].lower()} for most pupils"
    left = len(order) - COMMONEST
    yield heading(title + (f" ({COMMONEST} of {len(order)} actions)" if left > 0 else ""))
    yield from _lines(
        (f"{own[name].required:,}", _title(edition, name)) for name in order[:COMMONEST]
    )


def _title(edition: Edition, name: str) -> str:
    obligation = edition.obligations[name]
    return with_strength(obligation.title, obligation.strength)


def _asked(edition: Edition, unknown: Sequence[Unknown]) -> Iterator[tuple[str, str]]:
    for entry in unknown:
        fact = edition.facts[entry.fact]
        yield (f"{entry.pupils:,}" if fact.about == "pupil" else "–"), fact.question


def _one_pupil(edition: Edition, decision: Decision) -> Iterator[RenderableType]:
    """One pupil with the reasons of one action: what an explanation looks like."""
    action = next((action for action in decision.required() if action.because), None)
    if action is None:
        return
    name = "/".join(harmless(part) for part in (decision.school_id, decision.pupil_id) if part)
    yield heading(f"For example {name}: {tier_title(edition, decision.tier)}")
    why = "; ".join(reason.shown for reason in action.because)
    yield from _lines([("✓", action.title), ("", f"because {why}")])


def _amiss(edition: Edition, summary: Summary) -> Iterator[str]:
    """What somebody has to put right in the file."""
    for school, name in summary.disagreeing:
        whose = f" of {harmless(school)}" if school else ""
        title = edition.obligations[name].title
        yield f"The rows{whose} disagree on whether this applies: {title}"
    if summary.unclassifiable:
        whom = named(summary.first_unclassifiable, summary.unclassifiable)
        yield f"No tier, because no session was possible: {whom}"


def _where_to_go_on(summary: Summary, *, full: bool = False) -> Iterator[RenderableType]:
    whom = next((due.first[0][1] for due in summary.obligations.values() if due.first), None)
    pupil = harmless(whom) if whom else "ID"
    more = "" if full else "`--full` prints the rest. "
    yield Text(
        f"{more}`--pupil {pupil}` shows one pupil with the reasons; "
        "`--out actions.csv` lists every pupil and action.",
        style="dim",
    )


def _actions(
    edition: Edition, party: str, title: str, summary: Summary
) -> Iterator[RenderableType]:
    due = {
        name: found
        for name, found in summary.obligations.items()
        if edition.obligations[name].party == party
    }
    if not due:
        return
    yield heading(f"{title}: actions for pupils")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("expected", justify="right", min_width=5)
    table.add_column("to find out", justify="right", style="yellow", min_width=5)
    table.add_column("action", ratio=5)
    table.add_column("for", ratio=4, style="cyan")
    section = ""
    for name, found in due.items():
        obligation = edition.obligations[name]
        if obligation.source.section != section:
            section = obligation.source.section
            table.add_row("", "", Text(edition.about.sections[section].title, style="italic"))
        table.add_row(*_figures(found), _action(edition, name), Text(_whom(found)))
    yield table


def _figures(due: Due) -> tuple[str, str]:
    required = f"{due.required:,}" if due.required else "–"
    return required, f"{due.undetermined:,}" if due.undetermined else ""


def _action(edition: Edition, name: str) -> Text:
    """What is to be done, marked where the guidance asks only to consider or allows it."""
    obligation = edition.obligations[name]
    if obligation.strength == "expected":
        return Text(obligation.title)
    mark = STRENGTHS[obligation.strength].word.lower()
    return Text.assemble(obligation.title, (f" ({mark})", "dim"))


def _whom(due: Due) -> str:
    return named(due.first, due.required)


def _find_out(edition: Edition, unknown: Sequence[Unknown]) -> Iterator[RenderableType]:
    if not unknown:
        return
    yield heading("Find out first")
    table = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("pupils", justify="right", min_width=6)
    table.add_column("bears on", justify="right", min_width=8)
    table.add_column("question", ratio=5)
    table.add_column("for", ratio=4, style="cyan")
    for entry in unknown:
        fact = edition.facts[entry.fact]
        of_pupil = fact.about == "pupil"
        table.add_row(
            f"{entry.pupils:,}" if of_pupil else "–",
            f"{entry.answers:,}" if of_pupil else "",
            Text(fact.question),
            Text(named(entry.first, entry.pupils) if of_pupil else f"the {fact.about}"),
        )
    yield table


def _standing(edition: Edition, summary: Summary) -> Iterator[RenderableType]:
    """What bodies owe whoever the pupils are, and apart from it what overseers do besides."""
    obligations = edition.obligations
    for school, own in summary.schools.items():
        whose = f" ({harmless(school)})" if school else ""
        owed = {n: s for n, s in own.standing.items() if obligations[n].strength != "described"}
        described = {n: s for n, s in own.standing.items() if n not in owed}
        for title, chosen in (
            (f"Expected at all times{whose}", owed),
            (f"{STRENGTHS['described'].word}, which is not a duty{whose}", described),
        ):
            if chosen:
                yield heading(title)
                yield from _duties(edition, chosen.items())


def _duties(edition: Edition, duties: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    duties = list(duties)
    for party, title in edition.about.parties.items():
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for name, status in duties:
            obligation = edition.obligations[name]
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
