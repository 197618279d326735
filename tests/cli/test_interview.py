"""`ask` in a pseudo-terminal: don't know, going back, a wrong answer, an interrupt, the end."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import Terminal

POSSIBLE = "How many sessions could the pupil have attended"
ABSENT = "How many of the possible sessions did the pupil miss"


def test_an_interview_with_dont_know_going_back_and_a_wrong_answer(tmp_path: Path) -> None:
    saved = tmp_path / "answers.json"
    with Terminal("ask", "--save", saved) as terminal:
        assert POSSIBLE in terminal.prompted()
        assert ABSENT in terminal.press("120\r")
        wrong = terminal.press("many\r")
        assert "must be a whole number, 0 or more" in wrong
        assert ABSENT not in wrong
        assert "`sessions_absent` is more than `sessions_possible`" in terminal.press("121\r")
        words = terminal.press("31\r")
        assert "1  none " in words
        assert "a local authority service is the agreed lead" in words
        after = terminal.press("?\r")
        assert "local authority service" not in after
        assert terminal.press("back\r").count("a local authority service is the agreed lead") == 1
        terminal.press("3\r")
        code, report = terminal.leave("done\r")
    assert code == 0
    assert "Provide the lead practitioner when all partners agree" in report
    assert json.loads(saved.read_text("utf-8")) == {
        "sessions_possible": 120,
        "sessions_absent": 31,
        "lead_practitioner": "local_authority",
    }


def test_an_interrupt_ends_with_130_and_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    saved = tmp_path / "answers.json"
    saved.write_text('{"engagement": "lacking"}', encoding="utf-8")
    with Terminal("ask", "--from", saved, "--save", saved) as terminal:
        terminal.prompted()
        terminal.press("120\r")
        code, shown = terminal.leave("\x03")
    assert code == 130
    assert "interrupted; nothing was saved" in shown
    assert "Traceback" not in shown
    assert saved.read_text("utf-8") == '{"engagement": "lacking"}'
    assert list(tmp_path.iterdir()) == [saved]


def test_the_end_of_the_input_is_done(tmp_path: Path) -> None:
    saved = tmp_path / "answers.json"
    with Terminal("ask", "--save", saved) as terminal:
        terminal.prompted()
        terminal.press("50\r")
        code, shown = terminal.leave("\x04")
    assert code == 0
    assert "Ask first" in shown
    assert json.loads(saved.read_text("utf-8")) == {"sessions_possible": 50}
