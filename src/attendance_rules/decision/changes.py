"""What changed between two decisions on one pupil, and the timeline of many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.edition.models import Status
from attendance_rules.plain import Plain, private

if TYPE_CHECKING:
    from attendance_rules.decision.decision import Decision

Kind = Literal["began", "ended", "became_known", "became_unknown"]

_KINDS: dict[tuple[Status, Status], Kind] = {
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
    """What happened: whether it began, ended, became known or became unknown."""
    obligation: str
    """The id of the obligation."""
    part: str | None
    """The part that changed; None for the obligation itself."""
    title: str
    """What the party has to do."""
    before: Status
    """The status in the earlier decision."""
    after: Status
    """The status in the later one."""
    reason: str
    """Why it is now so, in a sentence."""


@private
class Changes(Plain):
    """What changed from an earlier decision to a later one: the tier, and the obligations."""

    tier_before: str | None
    """The tier in the earlier decision; None if it was not known."""
    tier_after: str | None
    """The tier in the later one; None if it is not known."""
    same_policy: bool
    """Whether the same rules decided both."""
    changes: tuple[Change, ...]
    """What changed, in the order of the edition."""

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)


@private
class Moment(Plain):
    """A point in a pupil's timeline. The first has no changes."""

    on: date
    """The day."""
    decision: Decision
    """What was decided from what was known on that day."""
    changes: Changes | None
    """What changed since the moment before; None for the first."""

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
