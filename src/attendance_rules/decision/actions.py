"""What a decision consists of.

Nothing here shows a pupil's facts in its `repr`, so that none ends up in a log by accident.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import WithJsonSchema

from attendance_rules.decision.reasons import Reason
from attendance_rules.edition.models import Status, Strength
from attendance_rules.plain import Plain, private

REQUIRED: Final = "required"
UNDETERMINED: Final = "undetermined"
NOT_REQUIRED: Final = "not_required"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceItem(Plain):
    """Where an obligation stands in the guidance's summary table."""

    section: str
    """The section of the table, such as `persistent`."""
    column: str
    """The column of the section: who it is written for, such as `schools`."""
    item: int
    """The number of the item in its column, from 1."""


@dataclass(frozen=True, slots=True)
class PolicyIdentity(Plain):
    """Which rules decided, and by which engines. `parameters` holds those that a caller set."""

    id: str
    """The name of the edition."""
    digest: str
    """The SHA-256 of the edition's files, so that every edit shows."""
    engines: tuple[str, ...]
    """The engines that decided, by name."""
    parameters: Annotated[
        tuple[tuple[str, str], ...],
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
    ] = ()
    """The thresholds that a caller set, each with its share."""


@private(about="part")
class PartAnswer(Plain):
    """The answer for one of several duties within an obligation."""

    part: str
    """The name of the part within its obligation."""
    title: str
    """What the party has to do."""
    status: Status
    """The answer for this part."""
    because: tuple[Reason, ...] = ()
    """The facts that alone make it required; none otherwise."""
    missing: tuple[str, ...] = ()
    """The unknown facts that could settle it, when it is undetermined."""
    unclassifiable: str | None = None
    """Why no fact may be left to ask for, where that is so."""


@private(about="obligation")
class Action(Plain):
    """An obligation that is required, or may be.

    `because` names facts that alone make it required. `missing` names, when it is undetermined,
    the unknown facts that could settle it. `unclassifiable` says why no fact may be left to ask
    for: with no possible session there is no rate of absence.
    """

    obligation: str
    """The id of the obligation."""
    party: str
    """Who has to do it, such as `school`."""
    title: str
    """What the party has to do."""
    status: Status
    """`required` or `undetermined`."""
    strength: Strength
    """How strongly the guidance puts it."""
    standing: bool
    """Whether it is owed by the body at all times, not for one pupil."""
    tier: str
    """The tier of support that it belongs to."""
    source: SourceItem
    """Where it stands in the guidance's summary table."""
    because: tuple[Reason, ...] = ()
    """The facts that alone make it required; none otherwise."""
    parts: tuple[PartAnswer, ...] = ()
    """The answers for its parts, where it holds several duties."""
    missing: tuple[str, ...] = ()
    """The unknown facts that could settle it, when it is undetermined."""
    unclassifiable: str | None = None
    """Why no fact may be left to ask for, where that is so."""
