"""What the guide shows is done as it stands there: the module is made, then asked on Node."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from attendance_rules.policy import Policy
from tests.engines.javascript.node import EXECUTABLE

GUIDE = Path(__file__).parents[3] / "docs" / "guide" / "javascript.md"


def test_the_guide_works(tmp_path: Path, policy: Policy) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    (made,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (asked,) = re.findall(r"```js\n(.*?)```", text, re.DOTALL)
    subprocess.run([sys.executable, "-c", made], check=True, cwd=tmp_path)
    (tmp_path / "ask.mjs").write_text(asked, encoding="utf-8")
    said = subprocess.run(
        [EXECUTABLE, "ask.mjs"], check=True, cwd=tmp_path, capture_output=True, text=True
    ).stdout
    facts = {"sessions_possible": 120, "sessions_absent": 20, "engagement": "lacking"}
    decision = policy.decide(facts)
    assert said.startswith(f"{decision.tier}\n")
    for action in decision.required():
        assert (action.title in said) == (not action.standing)
    assert decision.questions()[0].question in said
    later = policy.decide(facts | {"support_outcome": "not_working"})
    assert said.endswith(f"\n{len(later.changes_since(decision).changes)}\n")
