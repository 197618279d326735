"""What the guide to escalation shows is so."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "escalation.md"
BLOCKS = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
SHOWN = re.compile(r"^(\S.*?)\s+# ([({\d].*?[)}\d])(?:,.*)?$", re.MULTILINE)


def test_every_answer_that_is_shown_is_the_answer(capsys: Any) -> None:
    known: dict[str, Any] = {}
    checked = 0
    for block in BLOCKS:
        exec(block, known)
        one_line = re.sub(r"\n# ", "  # ", block)
        for code, answer in SHOWN.findall(one_line):
            assert eval(code, known) == ast.literal_eval(answer), code
            checked += 1
    assert checked == 6
    assert "Work with the local authority on legal intervention" in capsys.readouterr().out
