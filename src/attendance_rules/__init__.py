"""England's school attendance guidance as rules that people can read and programs can run.

    from attendance_rules import load_policy

    policy = load_policy()
    decision = policy.decide({"sessions_possible": 120, "sessions_absent": 31})

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attendance_rules.version import __version__ as __version__

if TYPE_CHECKING:
    from attendance_rules.caseload.decide_file import decide_file
    from attendance_rules.caseload.decided import DecidedFile
    from attendance_rules.caseload.engines import Engines
    from attendance_rules.decision.actions import Action, PartAnswer, PolicyIdentity, SourceItem
    from attendance_rules.decision.changes import Change, Changes, Moment
    from attendance_rules.decision.decision import Decision
    from attendance_rules.decision.explain.grounds import Ground
    from attendance_rules.decision.explain.headroom import Headroom
    from attendance_rules.decision.explain.questions import Question
    from attendance_rules.decision.explain.smallest import FactChange
    from attendance_rules.decision.explain.why import Why
    from attendance_rules.decision.explain.why_not import Effect, WhyNot
    from attendance_rules.decision.facts_model import FactsModel
    from attendance_rules.decision.reasons import Reason
    from attendance_rules.decision.record import Difference, Replay
    from attendance_rules.edition.models import Status, Strength
    from attendance_rules.engines.frames.shapes import Form
    from attendance_rules.errors import (
        AttendanceRulesError,
        DataError,
        EngineError,
        EnginesDisagreeError,
        FactsError,
        ParameterError,
        PolicyError,
        RecordError,
        UnknownNameError,
    )
    from attendance_rules.escalation.pupil import NextStep
    from attendance_rules.messages.diagnostics import Diagnostic, Place
    from attendance_rules.policy import Policy, load_policy
    from attendance_rules.summary.publication import Publication
    from attendance_rules.summary.summarise import publish, summarise
    from attendance_rules.summary.summary import Due, School, Summary, Unknown

__all__ = [
    "Action",
    "AttendanceRulesError",
    "Change",
    "Changes",
    "DataError",
    "DecidedFile",
    "Decision",
    "Diagnostic",
    "Difference",
    "Due",
    "Effect",
    "EngineError",
    "Engines",
    "EnginesDisagreeError",
    "FactChange",
    "FactsError",
    "FactsModel",
    "Form",
    "Ground",
    "Headroom",
    "Moment",
    "NextStep",
    "ParameterError",
    "PartAnswer",
    "Place",
    "Policy",
    "PolicyError",
    "PolicyIdentity",
    "Publication",
    "Question",
    "Reason",
    "RecordError",
    "Replay",
    "School",
    "SourceItem",
    "Status",
    "Strength",
    "Summary",
    "Unknown",
    "UnknownNameError",
    "Why",
    "WhyNot",
    "decide_file",
    "load_policy",
    "publish",
    "summarise",
]

_HOMES: Final = {
    "caseload.decide_file": ("decide_file",),
    "caseload.decided": ("DecidedFile",),
    "caseload.engines": ("Engines",),
    "decision.actions": (
        "Action",
        "PartAnswer",
        "PolicyIdentity",
        "SourceItem",
    ),
    "decision.changes": (
        "Change",
        "Changes",
        "Moment",
    ),
    "decision.decision": ("Decision",),
    "decision.explain.grounds": ("Ground",),
    "decision.explain.headroom": ("Headroom",),
    "decision.explain.questions": ("Question",),
    "decision.explain.smallest": ("FactChange",),
    "decision.explain.why": ("Why",),
    "decision.explain.why_not": (
        "Effect",
        "WhyNot",
    ),
    "decision.facts_model": ("FactsModel",),
    "decision.reasons": ("Reason",),
    "decision.record": (
        "Difference",
        "Replay",
    ),
    "edition.models": (
        "Status",
        "Strength",
    ),
    "engines.frames.shapes": ("Form",),
    "errors": (
        "AttendanceRulesError",
        "DataError",
        "EngineError",
        "EnginesDisagreeError",
        "FactsError",
        "ParameterError",
        "PolicyError",
        "RecordError",
        "UnknownNameError",
    ),
    "escalation.pupil": ("NextStep",),
    "messages.diagnostics": (
        "Diagnostic",
        "Place",
    ),
    "policy": (
        "Policy",
        "load_policy",
    ),
    "summary.publication": ("Publication",),
    "summary.summarise": ("publish", "summarise"),
    "summary.summary": ("Due", "School", "Summary", "Unknown"),
}
"""The module that holds each name."""

_HOME: Final = {name: home for home, names in _HOMES.items() for name in names}

if not TYPE_CHECKING:
    # Where type checkers see it, every misspelt name would be one of this module's.
    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
