"""What a decision consists of.

Nothing here shows a pupil's facts in its `repr`, so that none ends up in a log by accident.
"""

from __future__ import annotations

from dataclasses import dataclass

from attendance_rules.decision.reasons import Reason

REQUIRED, UNDETERMINED, NOT_REQUIRED = "required", "undetermined", "not_required"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class SourceItem:
    """Where an obligation stands in the guidance's summary table."""

    section: str
    column: str
    item: int

    def to_dict(self) -> dict[str, object]:
        return {"section": self.section, "column": self.column, "item": self.item}


@dataclass(frozen=True, slots=True)
class PolicyIdentity:
    """Which rules decided, and by which engines. `parameters` holds those that a caller set."""

    id: str
    digest: str
    engines: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, object]:
        return {
            "id": self.id,
            "digest": self.digest,
            "engines": list(self.engines),
            "parameters": dict(self.parameters),
        }


@dataclass(frozen=True, slots=True, repr=False)
class PartAnswer:
    """The answer for one of several duties within an obligation."""

    part: str
    title: str
    status: str
    because: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    unclassifiable: str | None = None

    def __repr__(self) -> str:
        return f"<PartAnswer {self.part}>"

    def to_dict(self) -> dict[str, object]:
        return {
            "part": self.part,
            "title": self.title,
            "status": self.status,
            "because": [reason.to_dict() for reason in self.because],
            "missing": list(self.missing),
            "unclassifiable": self.unclassifiable,
        }


@dataclass(frozen=True, slots=True, repr=False)
class Action:
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

    def __repr__(self) -> str:
        return f"<Action {self.obligation}>"

    def to_dict(self) -> dict[str, object]:
        return {
            "obligation": self.obligation,
            "party": self.party,
            "title": self.title,
            "status": self.status,
            "strength": self.strength,
            "standing": self.standing,
            "tier": self.tier,
            "source": self.source.to_dict(),
            "because": [reason.to_dict() for reason in self.because],
            "parts": [part.to_dict() for part in self.parts],
            "missing": list(self.missing),
            "unclassifiable": self.unclassifiable,
        }
