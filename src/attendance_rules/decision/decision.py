"""A decision: what is required for one pupil, of whom, why, and what is still unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attendance_rules.decision.actions import REQUIRED, UNDETERMINED, Action, PolicyIdentity
from attendance_rules.decision.case import Case
from attendance_rules.edition.models import Status

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

    from attendance_rules.decision.changes import Changes
    from attendance_rules.decision.explain.headroom import Headroom
    from attendance_rules.decision.explain.questions import Question
    from attendance_rules.decision.explain.why import Why
    from attendance_rules.decision.explain.why_not import WhyNot


class Decision:
    """The answer for one pupil.

    Deciding is the engines' work and done when a decision exists; actions with their reasons are
    put together when they are first asked for. A decision holds the facts that it was made from,
    so it deserves the care that they do. They are never in its `repr`.
    """

    __slots__ = ("_actions", "_case", "policy", "pupil_id", "school_id")

    def __init__(
        self,
        policy: PolicyIdentity,
        case: Case,
        pupil_id: str | None = None,
        school_id: str | None = None,
    ) -> None:
        self.policy = policy
        """Which rules decided, and by which engines."""
        self.pupil_id = pupil_id
        """The pupil's identifier, if one was given."""
        self.school_id = school_id
        """The school's identifier, if one was given."""
        self._case = case
        self._actions: tuple[Action, ...] | None = None

    @property
    def tier(self) -> str | None:
        """The pupil's tier of support; None when it is not known."""
        return self._case.tier()

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is required and what is undetermined, in the order of the edition."""
        if self._actions is None:
            self._actions = self._case.decider.actions(self._case)
        return self._actions

    @property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every obligation by its id, those that are not required included."""
        return self._case.decider.statuses(self._case.answers)

    @property
    def assumed(self) -> tuple[str, ...]:
        """The facts for which the vocabulary's default was taken."""
        return self._case.facts.assumed

    @property
    def unclassifiable(self) -> str | None:
        """Why no tier can be told, where it is for want of a possible session."""
        return self._case.unclassifiable()

    def required(self, party: str | None = None) -> tuple[Action, ...]:
        """The actions that are required, of one party or of all."""
        return self._with_status(REQUIRED, party)

    def undetermined(self, party: str | None = None) -> tuple[Action, ...]:
        """The actions that may be required; each says what is `missing` to know."""
        return self._with_status(UNDETERMINED, party)

    def _with_status(self, status: Status, party: str | None) -> tuple[Action, ...]:
        if party is not None:
            self._case.decider.check_party(party)
        return tuple(
            action
            for action in self.actions
            if action.status == status and party in (None, action.party)
        )

    def all_statuses(self) -> Mapping[tuple[str, str | None], Status]:
        """The status of every obligation, and of every part by obligation and name."""
        decider, answers = self._case.decider, self._case.answers
        return decider.all_statuses(answers)

    def why(self, obligation: str, part: str | None = None) -> Why:
        """Why an obligation, or a part of it, has its status: a tree, and one sentence.

        Raises `UnknownNameError` for an obligation or part that the edition does not have.
        """
        from attendance_rules.decision.explain.why import why

        return why(self._case, obligation, part)

    def why_not(self, obligation: str, part: str | None = None) -> WhyNot:
        """What stands against an obligation, and the smallest change that would make it required.

        For an undetermined one, what each missing fact would do. Raises as `why` does.
        """
        from attendance_rules.decision.explain.why_not import why_not

        return why_not(self._case, obligation, part)

    def questions(self) -> tuple[Question, ...]:
        """The unknown facts that can still change something, the one that settles most first.

        A fact for which a default was taken is among them where the truth could change something.
        """
        from attendance_rules.decision.explain.questions import questions

        return questions(self._case)

    def headroom(self) -> tuple[Headroom, ...] | None:
        """How far it is to each tier in sessions; None when the sessions are not known.

        `sessions_remaining`, if it is among the facts, bounds what can still come.
        """
        from attendance_rules.decision.explain.headroom import headroom

        return headroom(self._case)

    def changes_since(self, earlier: Decision) -> Changes:
        """What began, what ended and what became known or unknown since an earlier decision."""
        from attendance_rules.decision.changes import changes

        return changes(earlier, self)

    def record(self, reference: str | None = None) -> dict[str, Any]:
        """A record for audit: the rules, the facts that bore on the outcome, and the outcome.

        It holds no identity unless `reference` gives one.
        """
        from attendance_rules.decision.record import record

        return record(self, self._case, reference)

    def to_dict(self) -> dict[str, Any]:
        """The decision as plain values, as in the JSON of the command line."""
        identifiers = {"school_id": self.school_id, "pupil_id": self.pupil_id}
        return {
            **{name: value for name, value in identifiers.items() if value is not None},
            "tier": self.tier,
            "actions": [action.to_dict() for action in self.actions],
            "assumed": list(self.assumed),
            "unclassifiable": self.unclassifiable,
        }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """A field of a pydantic model holds a decision, and is written in its plain form."""
        from pydantic_core import core_schema

        from attendance_rules.decision.form import DecisionForm, form_of

        return core_schema.is_instance_schema(
            cls,
            serialization=core_schema.plain_serializer_function_ser_schema(
                form_of, return_schema=handler.generate_schema(DecisionForm)
            ),
        )

    def _compared(self) -> tuple[object, ...]:
        case = self._case
        return (self.policy, self.pupil_id, self.school_id, case.facts, case.answers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def __repr__(self) -> str:
        return f"<Decision by {self.policy.id}>"

    def __reduce__(
        self,
    ) -> tuple[type[Decision], tuple[PolicyIdentity, Case, str | None, str | None]]:
        return type(self), (self.policy, self._case, self.pupil_id, self.school_id)
