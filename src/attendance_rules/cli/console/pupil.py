"""The report on one pupil: actions by party with their reasons, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from attendance_rules.cli.console.hanging import hanging, heading
from attendance_rules.decision.actions import REQUIRED, UNDETERMINED, Action, PartAnswer
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import YesNoFact
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy
from attendance_rules.wording.edition import notice
from attendance_rules.wording.statuses import with_strength


def pupil_report(policy: Policy, decision: Decision) -> Iterator[RenderableType]:
    """What is expected of whom for one pupil, and why; standing duties are counted only."""
    edition = policy.edition
    yield from notice_lines(edition)
    yield name_and_tier(edition, decision)
    if decision.unclassifiable:
        yield hanging("", decision.unclassifiable, style="yellow")
    for party, title in edition.about.parties.items():
        actions = [action for action in decision.required(party) if not action.standing]
        if actions:
            yield heading(title)
            for action in actions:
                yield from _action(action)
    maybe = [action for action in decision.undetermined() if not action.standing]
    if maybe:
        yield heading("To find out")
        for action in maybe:
            yield hanging(" ? ", f"{edition.about.parties[action.party]}: {action.title}")
    unknown = [
        question
        for question in decision.questions()
        if edition.facts[question.fact].about == "pupil" and not question.assumed
    ]
    if unknown:
        yield heading("Ask first")
        for question in unknown:
            yield hanging(" • ", Text.assemble(question.question, (f"  ({question.fact})", "dim")))
    facts = [edition.facts[name] for name in decision.assumed]
    assumed = [fact for fact in facts if isinstance(fact, YesNoFact)]
    if assumed:
        phrases = "; ".join(fact.yes if fact.default else fact.no for fact in assumed)
        said = f"\nAssumed, since nobody has said otherwise: {phrases}"
        yield hanging("", said, style="dim")
    standing = sum(
        action.standing and action.strength != "described" for action in decision.required()
    )
    yield Text(
        f"{standing} more actions are expected at all times, whichever pupil it is.", style="dim"
    )


def notice_lines(edition: Edition) -> Iterator[RenderableType]:
    """Which edition it is and which is in force, above everything that is read."""
    for line in notice(edition):
        yield hanging("", line, style="dim")
    yield Text("")


def name_and_tier(edition: Edition, decision: Decision) -> Text:
    """Whom a report is about, as far as the decision says, and the tier."""
    names = [harmless(name) for name in (decision.school_id, decision.pupil_id) if name]
    tier = edition.tiers[decision.tier].title if decision.tier else "Tier not known"
    return Text.assemble(("/".join(names), "bold cyan"), "  " if names else "", (tier, "bold"))


def _action(action: Action) -> Iterator[RenderableType]:
    yield hanging(" • ", with_strength(action.title, action.strength))
    for part in action.parts:
        if part.status in (REQUIRED, UNDETERMINED):
            yield _part(part)
    if action.because:
        why = "; ".join(reason.shown for reason in action.because)
        yield hanging("", why, 3, "dim")


def _part(part: PartAnswer) -> RenderableType:
    mark, style = ("– ", "") if part.status == REQUIRED else ("? ", "yellow")
    return hanging(mark, part.title, 3, style)
