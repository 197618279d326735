"""Why an obligation is required, not required or undetermined: a tree, and one sentence."""

from __future__ import annotations

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.grounds import Ground, ground_of
from attendance_rules.decision.explain.phrases import because_of, undetermined
from attendance_rules.decision.reasons import Reason
from attendance_rules.edition.models import Status
from attendance_rules.plain import Plain, private
from attendance_rules.program.kleene import STATUS, UNKNOWN
from attendance_rules.wording.statuses import STATUSES


@private(about="obligation")
class Why(Plain):
    """Why an obligation, or a part of one, has its status.

    `sentence` says it in one; `ground` is the tree behind it, down to the input; `because` are the
    facts that alone give this answer, and `missing` those that could settle an open one.
    """

    obligation: str
    """The id of the obligation."""
    part: str | None
    """The part that is explained; None for the obligation itself."""
    title: str
    """What the party has to do."""
    status: Status
    """The answer."""
    sentence: str
    """The reason in one sentence."""
    ground: Ground
    """The tree behind it, down to the input."""
    because: tuple[Reason, ...]
    """The facts that alone give this answer."""
    missing: tuple[str, ...]
    """The unknown facts that could settle an open one."""


def why(case: Case, obligation: str, part: str | None = None) -> Why:
    """Why the obligation, or its part, is what it is. Raises `UnknownNameError`."""
    decider = case.decider
    position = decider.position(decider.rule_of(obligation, part))
    return Why(
        obligation,
        part,
        decider.title(obligation, part),
        STATUS[case.answers[position]],
        _sentence(case, position),
        ground_of(case, position),
        case.why(position),
        case.open(position)[0] if case.answers[position] == UNKNOWN else (),
    )


def _sentence(case: Case, position: int) -> str:
    if case.answers[position] == UNKNOWN:
        return undetermined(case, position)
    word = STATUSES[STATUS[case.answers[position]]]
    because = case.why(position)
    if not because:
        return f"{word}, whatever is known of the pupil."
    return f"{word} because {because_of(case, because)}."


__all__ = ["Ground", "Why", "why"]
