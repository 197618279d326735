"""Where the answer for an obligation stands among the rules, and what never changes about it."""

from __future__ import annotations

from dataclasses import dataclass

from attendance_rules.decision.actions import Action, PartAnswer, SourceItem
from attendance_rules.decision.reasons import Reason
from attendance_rules.edition.models import Obligation, Status


@dataclass(frozen=True, slots=True)
class PartSlot:
    """Where the answer for a part stands among the rules, and what never changes about it."""

    position: int
    slug: str
    title: str
    not_required: PartAnswer


@dataclass(frozen=True, slots=True)
class Slot:
    """The same for an obligation. `constant` is the action, where it is required of everyone."""

    position: int
    rule: str
    obligation: Obligation
    source: SourceItem
    parts: tuple[PartSlot, ...]
    constant: Action | None


def action_of(
    name: str,
    obligation: Obligation,
    source: SourceItem,
    status: Status,
    because: tuple[Reason, ...] = (),
    parts: tuple[PartAnswer, ...] = (),
    missing: tuple[str, ...] = (),
    unclassifiable: str | None = None,
) -> Action:
    """An action with what the obligation's file says of it."""
    return Action(
        name,
        obligation.party,
        obligation.title,
        status,
        obligation.strength,
        obligation.standing,
        obligation.tier,
        source,
        because,
        parts,
        missing,
        unclassifiable,
    )
