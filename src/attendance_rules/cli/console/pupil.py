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
from attendance_rules.wording.statuses import with_strength


def pupil_report(policy: Policy, decision: Decision) -> Iterator[RenderableType]:
    """What is expected of whom for one pupil, and why; standing duties are counted only."""
    edition = policy.edition
    yield name_and_tier(edition, decision)
    if decision.unclassifiable:
        yield hanging("", decision.unclassifiable, style="yellow")
    for party, title in edition.about.parties.items():
        actions = [one for one in decision.required(party) if not one.standing]
        if actions:
            yield heading(title)
            for action in actions:
                yield from _action(action)
    maybe = [one for one in decision.undetermined() if not one.standing]
    if maybe:
        yield heading("To find out")
        for action in maybe:
            yield hanging(" ? ", f"{edition.about.parties[action.party]}: {action.title}")
    unknown = [
        one
        for one in decision.questions()
        if edition.facts[one.fact].about == "pupil" and not one.assumed
    ]
    if unknown:
        yield heading("Ask first")
        for one in unknown:
            yield hanging(" • ", Text.assemble(one.question, (f"  ({one.fact})", "dim")))
    facts = [edition.facts[name] for name in decision.assumed]
    assumed = [fact for fact in facts if isinstance(fact, YesNoFact)]
    if assumed:
        phrases = "; ".join(fact.yes if fact.default else fact.no for fact in assumed)
        said = f"\nAssumed, since nobody has said otherwise: {phrases}"
        yield hanging("", said, style="dim")
    standing = sum(one.standing and one.strength != "described" for one in decision.required())
    yield Text(
        f"{standing} more actions are expected at all times, whichever pupil it is.", style="dim"
    )


def name_and_tier(edition: Edition, decision: Decision) -> Text:
    """Whom a report is about, as far as the decision says, and the tier."""
    names = [harmless(one) for one in (decision.school_id, decision.pupil_id) if one]
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
