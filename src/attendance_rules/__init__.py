"""England's school attendance guidance as rules that people can read and programs can run.

    from attendance_rules import load_policy

    policy = load_policy()
    decision = policy.decide({"sessions_possible": 120, "sessions_absent": 31})

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from attendance_rules.version import __version__ as __version__

if TYPE_CHECKING:
    from attendance_rules.caseload.decide_file import decide_file
    from attendance_rules.decision.actions import Action, PartAnswer
    from attendance_rules.decision.decision import Decision
    from attendance_rules.decision.reasons import Reason
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
    from attendance_rules.policy import Policy, load_policy
    from attendance_rules.summary.publication import Publication
    from attendance_rules.summary.summarise import publish, summarise
    from attendance_rules.summary.summary import Summary

__all__ = [
    "Action",
    "AttendanceRulesError",
    "DataError",
    "Decision",
    "EngineError",
    "EnginesDisagreeError",
    "FactsError",
    "ParameterError",
    "PartAnswer",
    "Policy",
    "PolicyError",
    "Publication",
    "Reason",
    "RecordError",
    "Summary",
    "UnknownNameError",
    "decide_file",
    "load_policy",
    "publish",
    "summarise",
]

_HOMES = {
    "Action": "decision.actions",
    "Decision": "decision.decision",
    "PartAnswer": "decision.actions",
    "Policy": "policy",
    "Publication": "summary.publication",
    "Reason": "decision.reasons",
    "Summary": "summary.summary",
    "decide_file": "caseload.decide_file",
    "load_policy": "policy",
    "publish": "summary.summarise",
    "summarise": "summary.summarise",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"{__name__}.{_HOMES.get(name, 'errors')}")
    return getattr(home, name)


def __dir__() -> list[str]:
    return sorted(__all__)
