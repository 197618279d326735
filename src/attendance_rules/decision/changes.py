"""What changed between two decisions on one pupil, and the timeline of many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.plain import Plain, private

if TYPE_CHECKING:
    from attendance_rules.decision.decision import Decision

Kind = Literal["began", "ended", "became_known", "became_unknown"]

_KINDS: dict[tuple[str, str], Kind] = {
    (NOT_REQUIRED, REQUIRED): "began",
    (REQUIRED, NOT_REQUIRED): "ended",
    (UNDETERMINED, REQUIRED): "became_known",
    (UNDETERMINED, NOT_REQUIRED): "became_known",
    (REQUIRED, UNDETERMINED): "became_unknown",
    (NOT_REQUIRED, UNDETERMINED): "became_unknown",
}


@private(about="obligation")
class Change(Plain):
    """An obligation, or a part of one, whose status changed. `reason` says why it is now so."""

    kind: Kind
    obligation: str
    part: str | None
    title: str
    before: str
    after: str
    reason: str


@private
class Changes(Plain):
    """What changed from an earlier decision to a later one: the tier, and the obligations."""

    tier_before: str | None
    tier_after: str | None
    same_policy: bool
    changes: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


@private
class Moment(Plain):
    """A point in a pupil's timeline. The first has no changes."""

    on: date
    decision: Decision
    changes: Changes | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            **self.decision.to_dict(),
            "changes": None if self.changes is None else self.changes.to_dict(),
        }


def changes(earlier: Decision, later: Decision) -> Changes:
    """What changed. An obligation that only one of two editions has is passed over."""
    before, after = earlier.all_statuses(), later.all_statuses()
    found = []
    for (obligation, part), status in after.items():
        was = before.get((obligation, part), status)
        if was != status:
            why = later.why(obligation, part)
            kind = _KINDS[was, status]
            found.append(Change(kind, obligation, part, why.title, was, status, why.sentence))
    return Changes(
        earlier.tier,
        later.tier,
        earlier.policy == later.policy,
        tuple(found),
    )
