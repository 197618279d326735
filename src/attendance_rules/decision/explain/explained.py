"""The explanations of one decision that a report or a JSON document is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attendance_rules.decision.actions import REQUIRED
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.why import Why
from attendance_rules.decision.explain.why_not import WhyNot
from attendance_rules.edition.edition import Edition
from attendance_rules.plain import private


@private
class Explained:
    """Why an obligation or part is what it is and, unless it is required, why not."""

    why: Why
    why_not: WhyNot | None
    parts: tuple[Explained, ...] = ()

    @property
    def sentence(self) -> str:
        """The one to read: it says what would change the answer, where something would."""
        return self.why.sentence if self.why_not is None else self.why_not.sentence

    @property
    def name(self) -> str:
        """The obligation's id, or `obligation#part`."""
        why = self.why
        return why.obligation if why.part is None else f"{why.obligation}#{why.part}"

    def each(self) -> Iterator[Explained]:
        """This one, then its parts."""
        yield self
        yield from self.parts


def explain_one(
    edition: Edition, decision: Decision, obligation: str, part: str | None = None
) -> Explained:
    """The explanation of an obligation with its parts, or of one part.

    Raises `UnknownNameError`.
    """
    why = decision.why(obligation, part)
    why_not = None if why.status == REQUIRED else decision.why_not(obligation, part)
    slugs = edition.obligations[obligation].parts if part is None else ()
    parts = tuple(explain_one(edition, decision, obligation, slug) for slug in slugs)
    return Explained(why, why_not, parts)


def explain_all(edition: Edition, decision: Decision, *, standing: bool) -> tuple[Explained, ...]:
    """Those of each obligation that concerns the pupil, and the standing ones if asked for."""
    return tuple(
        explain_one(edition, decision, name)
        for name, obligation in edition.obligations.items()
        if standing or not obligation.standing
    )


def to_dict(decision: Decision, explained: tuple[Explained, ...]) -> Mapping[str, Any]:
    """The decision as plain values, with its explanations by obligation and `obligation#part`."""
    every = [one for whole in explained for one in whole.each()]
    headroom = decision.headroom()
    return {
        **decision.to_dict(),
        "why": {one.name: one.why.to_dict() for one in every},
        "why_not": {one.name: one.why_not.to_dict() for one in every if one.why_not is not None},
        "questions": [question.to_dict() for question in decision.questions()],
        "headroom": None if headroom is None else [one.to_dict() for one in headroom],
    }
