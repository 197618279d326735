"""The report on one pupil: actions by party with their reasons, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from attendance_rules.caseload import harmless
from attendance_rules.cli.summary import summarise
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.form import REQUIRED, UNDETERMINED, Action, PartAnswer
from attendance_rules.policy import Policy


def pupil_report(policy: Policy, decision: Decision) -> Iterator[RenderableType]:
    """What is required of whom for one pupil, and why; standing duties are counted only."""
    edition = policy.edition
    name = "/".join(harmless(one) for one in (decision.school_id, decision.pupil_id) if one)
    tier = edition.tiers[decision.tier].title if decision.tier else "tier not known"
    yield Text.assemble((name, "bold cyan"), "  ", (tier, "bold"))
    if decision.unclassifiable:
        yield Text(decision.unclassifiable, style="yellow")
    for party, title in edition.about.parties.items():
        actions = [one for one in decision.required(party) if not one.standing]
        if actions:
            yield Text(f"\n{title}", style="bold underline")
            for action in actions:
                yield from _action(action)
    maybe = [one for one in decision.undetermined() if not one.standing]
    if maybe:
        yield Text("\nPerhaps, depending on what is found out", style="bold underline")
        for action in maybe:
            line = Text.assemble(" ? ", f"{edition.about.parties[action.party]}: ", action.title)
            yield Padding(line, (0, 0, 0, 0))
    unknown = [
        one
        for one in summarise(edition, [decision]).unknown
        if edition.facts[one.fact].about == "pupil"
    ]
    if unknown:
        yield Text("\nFind out first", style="bold underline")
        for one in unknown:
            question = edition.facts[one.fact].question
            yield Text.assemble(" • ", question, (f"  ({one.fact})", "dim"))
    assumed = ", ".join(decision.assumed)
    if assumed:
        yield Text(f"\nTaken for granted, since nobody has said otherwise: {assumed}", style="dim")
    standing = sum(one.standing for one in decision.required())
    yield Text(
        f"{standing} standing obligations are owed besides, whoever the pupil is.", style="dim"
    )


def _action(action: Action) -> Iterator[RenderableType]:
    yield Text(f" • {action.title}")
    for part in action.parts:
        if part.status in (REQUIRED, UNDETERMINED):
            yield _part(part)
    if action.because:
        why = "; ".join(reason.shown for reason in action.because)
        yield Padding(Text(why, style="dim"), (0, 0, 0, 3))


def _part(part: PartAnswer) -> RenderableType:
    mark, style = ("–", "") if part.status == REQUIRED else ("?", "yellow")
    return Padding(Text(f"{mark} {part.title}", style=style), (0, 0, 0, 3))
