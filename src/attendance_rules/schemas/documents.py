"""The documents that the commands print about decisions, which their JSON Schemas are made from."""

from __future__ import annotations

from typing import Literal, NotRequired

from pydantic import with_config
from typing_extensions import TypedDict

from attendance_rules.decision.actions import PolicyIdentity
from attendance_rules.decision.explain.headroom import Headroom
from attendance_rules.decision.explain.questions import Question
from attendance_rules.decision.explain.why import Why
from attendance_rules.decision.explain.why_not import WhyNot
from attendance_rules.decision.form import CONFIG, DecisionForm


@with_config(CONFIG)
class ExplainedForm(DecisionForm):
    """The decision for one pupil, with its explanations if `explain` was asked for them."""

    why: NotRequired[dict[str, Why]]
    """Why each obligation and each `obligation#part` has its status."""
    why_not: NotRequired[dict[str, WhyNot]]
    """What would change it, for each that is not required."""
    questions: NotRequired[list[Question]]
    """What is worth finding out, the fact that settles most first."""
    headroom: NotRequired[list[Headroom] | None]
    """How far it is to each tier; null when the sessions are not known."""


@with_config(CONFIG)
class Decisions(TypedDict):
    """What `evaluate`, `explain` and `ask` print as JSON."""

    schema_version: Literal[1]
    """The version of this form."""
    policy: PolicyIdentity
    """Which rules decided."""
    decisions: list[ExplainedForm]
    """A decision for each pupil, in the order of the file."""
