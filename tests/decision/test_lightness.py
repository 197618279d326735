"""Explanations cost nothing before they are asked for, and show no fact where none belongs."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from attendance_rules import Policy

EXPLANATIONS = (
    *("why", "why_not", "grounds", "phrases", "smallest", "situations", "counts"),
    *("questions", "headroom", "changes", "record"),
)


def test_deciding_imports_no_explanation() -> None:
    code = """
import sys
from attendance_rules import load_policy
decision = load_policy().decide({"sessions_possible": 120, "sessions_absent": 31})
decision.actions, decision.to_dict(), decision.statuses, decision.tier
print("\\n".join(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "attendance_rules.decision.decide" in imported
    for name in EXPLANATIONS:
        assert f"attendance_rules.decision.{name}" not in imported
    assert not imported & {"networkx", "polars", "typer", "rich", "pandas"}


def everything(one: object) -> Iterator[object]:
    """An object, and all that it is made of."""
    yield one
    if isinstance(one, tuple):
        for inner in one:
            yield from everything(inner)
    elif is_dataclass(one):
        for field in fields(one):
            yield from everything(getattr(one, field.name))


def test_nothing_about_a_pupil_shows_in_the_repr_of_an_explanation(policy: Policy) -> None:
    facts: dict[str, Any] = {
        "pupil_id": "SECRET",
        "sessions_possible": 1234,
        "sessions_absent": 321,
        "sessions_remaining": 567,
        "engagement": "lacking",
        "support_outcome": "working",
        "medical_condition": True,
    }
    decision = policy.decide(facts)
    found: list[object] = [decision.questions(), decision.headroom()]
    found += [decision.why(name) for name in policy.edition.obligations]
    found += [decision.why_not(name) for name in policy.edition.obligations]
    found.append(decision.changes_since(policy.decide({})))
    found.append(policy.decide_history({"2022-09-01": {}, "2022-10-01": facts}))
    record = decision.record("SECRET")
    record["outcome"]["tier"] = "severe"
    found.append(policy.replay(record))
    seen = set()
    for one in everything(tuple(found)):
        if not is_dataclass(one):
            continue
        seen.add(type(one).__name__)
        pickle.loads(pickle.dumps(one))
        for secret in ("SECRET", "1234", "321", "567", "lacking", "26.01", "'", "=", "True"):
            assert secret not in repr(one), type(one)
            assert secret not in str(one)
    assert seen >= {
        *("Why", "WhyNot", "Ground", "Reason", "FactChange", "Effect", "Question", "Headroom"),
        *("Changes", "Change", "Moment", "Replay", "Difference"),
    }
