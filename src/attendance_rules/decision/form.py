"""The plain form of a decision, which its JSON Schema is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from attendance_rules.decision.actions import Action

if TYPE_CHECKING:
    from attendance_rules.decision.decision import Decision

CONFIG = ConfigDict(use_attribute_docstrings=True)
"""The dataclasses within a form take it over, so that their docstrings stand in the schema."""


@with_config(CONFIG)
class DecisionForm(TypedDict):
    """The decision for one pupil."""

    school_id: NotRequired[str]
    """The school's identifier, if one was given."""
    pupil_id: NotRequired[str]
    """The pupil's identifier, if one was given."""
    tier: str | None
    """The pupil's tier of support; null when it is not known."""
    actions: list[Action]
    """What is required and what is undetermined, in the order of the edition."""
    assumed: list[str]
    """The facts for which the vocabulary's default was taken."""
    unclassifiable: str | None
    """Why no tier can be told, where it is for want of a possible session."""


def form_of(decision: Decision) -> DecisionForm:
    """The form of a decision; pydantic writes its dataclasses as plain values."""
    form = DecisionForm(
        tier=decision.tier,
        actions=list(decision.actions),
        assumed=list(decision.assumed),
        unclassifiable=decision.unclassifiable,
    )
    if decision.pupil_id is not None:
        form["pupil_id"] = decision.pupil_id
    if decision.school_id is not None:
        form["school_id"] = decision.school_id
    return form
