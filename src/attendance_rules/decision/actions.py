"""What a decision consists of.

Nothing here shows a pupil's facts in its `repr`, so that none ends up in a log by accident.
"""

from __future__ import annotations

from dataclasses import dataclass

from attendance_rules.decision.reasons import Reason
from attendance_rules.plain import Plain, private

REQUIRED, UNDETERMINED, NOT_REQUIRED = "required", "undetermined", "not_required"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceItem(Plain):
    """Where an obligation stands in the guidance's summary table."""

    section: str
    column: str
    item: int


@dataclass(frozen=True, slots=True)
class PolicyIdentity(Plain):
    """Which rules decided, and by which engines. `parameters` holds those that a caller set."""

    id: str
    digest: str
    engines: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...] = ()


@private(about="part")
class PartAnswer(Plain):
    """The answer for one of several duties within an obligation."""

    part: str
    title: str
    status: str
    because: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    unclassifiable: str | None = None


@private(about="obligation")
class Action(Plain):
    """An obligation that is required, or may be.

    `because` names facts that alone make it required. `missing` names, when it is undetermined,
    the unknown facts that could settle it. `unclassifiable` says why no fact may be left to ask
    for: with no possible session there is no rate of absence.
    """

    obligation: str
    party: str
    title: str
    status: str
    strength: str
    standing: bool
    tier: str
    source: SourceItem
    because: tuple[Reason, ...] = ()
    parts: tuple[PartAnswer, ...] = ()
    missing: tuple[str, ...] = ()
    unclassifiable: str | None = None
