"""Nothing that is read sounds as if it had been translated.

The list grows by reading: what made a reader stop goes in, with what to write in its place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from attendance_rules.cli.main import app
from attendance_rules.edition.edition import Edition
from attendance_rules.site.pages import pages

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "attendance_rules"
SAID = ("cli", "decision", "escalation", "site", "wording")
"""The packages whose texts reach a reader or somebody at a terminal."""

TRANSLATED = {
    r"\bow(e|es|ed)\b": "expected of",
    r"\bowed whatever\b|\bwhatever the pupil\b(?!'s)": "at all times",
    r"\bwhoever\b|\bwhomsoever\b": "anyone who",
    r"\bof whom\b": "of each party, about whom",
    r"\bhangs? (on|from|together)\b": "depends on",
    r"\bstands? (in all|in the way|beside)\b": "is in, prevents, is given with",
    r"\b(it|that|this|what|which) (is|are|was|were) no (duty|dut|step|fact|code|count)": "is not a",
    r"\bcannot be told\b": "is not known, is not clear",
    r"\b(come|came) of (it|the support)\b": "with what result, how it is working",
    r"\bof body or mind\b": "physical or mental",
    r"\bin one breath\b": "together",
    r"\b(was|is|were) (the pupil )?so before\b|\blooked after before\b": "previously",
    r"\bshows? that it was done\b": "could be evidence of it",
    r"\b(its|the) way in\b": "condition, when a pupil enters it",
    r"\bgoes on (in|beside|anyway)\b|\bsupport goes on\b": "continues",
    r"\btaken for granted\b": "assumed",
    r"\bkeeps? (the|a|this) pupil (away|from)\b": "barriers to attendance",
    r"\bsmallest change that would make it required\b": "it would be expected if",
    r"\bunauthori[sz]ed pupils?\b": "unauthorised absence",
    r"\bwatch (how|over)\b|\bkeep(s)? watch on\b": "monitor",
    r"\bthe more so\b|\bat the latest\b|\bthe sooner the better\b": "say when",
    r"\d %": "no space before the sign",
}


def texts() -> Iterator[tuple[str, str]]:
    """Every text in code and scripts, the help of every command, every page written by hand."""
    for package in SAID:
        for path in sorted((SOURCES / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Expr):  # a docstring
                    continue
                for child in ast.iter_child_nodes(node):
                    if isinstance(child, ast.Constant) and isinstance(child.value, str):
                        yield f"{path.relative_to(ROOT)}:{child.lineno}", child.value
    for path in sorted((SOURCES / "site" / "browser").glob("*.js")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for said in re.findall(r"\"[^\"]*\"|`[^`]*`", line.split(" // ")[0]):
                yield f"{path.relative_to(ROOT)}:{number}", said
    for command in app.registered_commands:
        yield f"--help of {command.name}", getattr(command.callback, "__doc__", None) or ""
    for path in (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read(edition: Edition) -> list[tuple[str, str]]:
    """All that somebody may read, with where it is."""
    return [*texts(), *pages(edition).items()]


@pytest.mark.parametrize("phrase", TRANSLATED)
def test_no_page_and_no_message_sounds_translated(phrase: str, read: list[tuple[str, str]]) -> None:
    pattern = re.compile(phrase, re.IGNORECASE)
    found = [f"{where}: {match[0]}" for where, text in read if (match := pattern.search(text))]
    assert not found, f"write: {TRANSLATED[phrase]}"


def test_the_texts_are_found(read: list[tuple[str, str]]) -> None:
    said = " ".join(text for _, text in read)
    assert "Expected at all times" in said  # a report on the terminal
    assert "Three ways in" in said  # a page by hand
    assert "Put additional targeted support in place" in said  # the rules, by way of a page
