"""Programs put together by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.program.lower import lower
from attendance_rules.program.program import Condition, Fact, Holds, Program, Rule
from tests.edition.small import FILES, write


def program(condition: Condition, *below: Rule, flags: int = 60, words: int = 0) -> Program:
    """A program of one obligation `s`, over yes/no facts `f0` and so on, a word and a count."""
    facts = [Fact(f"f{n}", "yes_no") for n in range(flags)]
    if words:
        facts.append(Fact("w", "word", tuple(f"w{n}" for n in range(words))))
    facts.append(Fact("c", "count"))
    return Program(tuple(facts), (), (*below, Rule("s", "obligation", condition, len(below))), ())


def flag(number: int) -> Holds:
    return Holds(f"f{number}")


def edition_with(changes: Mapping[str, tuple[str, str]]) -> Edition:
    """The small edition with one text exchanged for another in some files."""
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name))
        for file, (old, new) in changes.items():
            text = (folder / file).read_text("utf-8")
            assert text.count(old) == 1
            (folder / file).write_text(text.replace(old, new), "utf-8")
        return load_edition(folder)


def lowered(**changes: tuple[str, str]) -> Program:
    """The small edition's Program; a file is named by what stands before its ending."""
    files = {f"{file.replace('__', '/')}.yaml": change for file, change in changes.items()}
    assert files.keys() <= FILES.keys()
    edition = edition_with(files)
    return lower(edition, {name: one.value for name, one in edition.parameters.items()})
