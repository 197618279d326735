"""Explanations cost nothing before they are asked for, and show no fact where none belongs."""

from __future__ import annotations

import subprocess
import sys

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
