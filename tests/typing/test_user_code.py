"""Type checkers take right user code, and find a misspelt status, strength or form."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RIGHT = Path(__file__).with_name("right.py").read_text(encoding="utf-8")

MISTAKES = {
    "status of an action": 'print([a for a in decision.actions if a.status == "requird"])',
    "status by id": 'print(decision.statuses["x"] == "not required")',
    "status of a part": 'print([p for p in decision.actions[0].parts if p.status == "due"])',
    "status of why": 'print(decision.why("x").status == "undeterminded")',
    "strength": 'print([a for a in decision.actions if a.strength == "should"])',
    "form": 'policy.decide_frame(frame, form="tall")',
    "kind of change": 'print(decision.changes_since(decision).of("begun"))',
    "read-only thresholds": 'policy.parameters["at_risk_from"] = 800',
    "an attribute": "print(decision.teir)",
    "a name": "from attendance_rules import Polcy",
}
Found = set[int]
Checker = Callable[[Path], Found]


def mypy(path: Path) -> Found:
    """The lines that mypy, strict, finds fault with."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file", "",
         "--follow-imports", "silent",
         "--cache-dir", path.parent / "cache", path],
        capture_output=True, text=True, cwd=ROOT, env={"MYPYPATH": "src", "PATH": ""},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert all(line.split(":")[0].endswith(path.name) for line in errors), done.stdout
    return {int(line.split(":")[1]) for line in errors}


def pyright(path: Path) -> Found:
    """The lines that pyright finds fault with."""
    if shutil.which("node") is None:
        pytest.skip("needs Node, which pyright runs on")
    settings = path.parent / "pyrightconfig.json"
    settings.write_text(
        json.dumps(
            {
                "include": [path.name],
                "extraPaths": [str(ROOT / "src")],
                "typeCheckingMode": "standard",
                "reportUnnecessaryComparison": "error",
            }
        ),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable,
         "--project", settings],
        capture_output=True, text=True,
    )  # fmt: skip
    try:
        report = json.loads(done.stdout)
    except ValueError:
        pytest.skip("pyright's own program cannot be had: it is fetched when it first runs")
    assert report["summary"]["filesAnalyzed"] == 1
    return {
        one["range"]["start"]["line"] + 1
        for one in report["generalDiagnostics"]
        if one["severity"] == "error"
    }


@pytest.mark.slow
@pytest.mark.parametrize("checker", [mypy, pyright])
def test_what_is_right_is_taken_and_each_mistake_is_found(tmp_path: Path, checker: Checker) -> None:
    """All in one file, for a checker takes long to begin; each mistake is a line."""
    path = tmp_path / "user_code.py"
    path.write_text(RIGHT + "\n".join(MISTAKES.values()) + "\n", encoding="utf-8")
    first = len(RIGHT.splitlines()) + 1
    found = checker(path)
    names = dict(enumerate(MISTAKES, start=first))
    assert {names.get(line, f"line {line} of what is right") for line in found} == set(MISTAKES)
