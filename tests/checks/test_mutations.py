"""The rules of the package, altered at random: they load, or the mistakes have places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.checks.load import check_edition
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules
from attendance_rules.program.lower import lower
from tests.edition.small import FILES, mistakes, shipped, write
from tests.support.effort import examples

RULES = packaged_rules() / DEFAULT_EDITION
TEXTS = {
    path.relative_to(RULES).as_posix(): path.read_text("utf-8") for path in RULES.rglob("*.yaml")
}

SNIPPETS = (
    ":", ": ", "-", "- ", "{", "}", "[", "]", "'", '"', "#", "\n", "\n\n", "  ", "\t", "*a", "&a ",
    "!!int ", "|", ">", "?", "%", "@", "null", "yes", "No", "010", "10:30", "~", "{}", "[]", "\0",
    "\x1b", "é", "\u2028", "{value}", "}", "5%", "always", "any", "when: ", "<<: ", "---\n", "…",
)  # fmt: skip


@st.composite
def altered(draw: st.DrawFn, text: str) -> str:
    """The text with a few lines or characters left out, doubled, swapped or put in."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.splitlines(keepends=True) or [""]
        here = draw(st.integers(0, len(lines) - 1))
        there = draw(st.integers(0, len(lines) - 1))
        line = lines[here]
        at = draw(st.integers(0, len(line)))
        until = draw(st.integers(at, len(line)))
        match draw(
            st.sampled_from(
                ["delete", "double", "swap", "indent", "values", "cut", "insert", "truncate"]
            )
        ):
            case "delete":
                del lines[here]
            case "double":
                lines.insert(there, line)
            case "swap":
                lines[here], lines[there] = lines[there], lines[here]
            case "indent":
                lines[here] = draw(st.sampled_from(("", " ", "  ", "    "))) + line.lstrip(" ")
            case "values":
                key, colon, _ = line.partition(":")
                lines[here] = key + colon + lines[there].partition(":")[2]
            case "cut":
                lines[here] = line[:at] + line[until:]
            case "insert":
                lines[here] = line[:at] + draw(st.sampled_from(SNIPPETS)) + line[at:]
            case _:
                lines[here:] = [line[:at]]
        text = "".join(lines)
    return text


@pytest.fixture(scope="module")
def package_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def small_rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("small"))


@contextmanager
def holding(folder: Path, texts: dict[str, str]) -> Iterator[None]:
    """The folder with these texts in place of its own."""
    before = {file: (folder / file).read_bytes() for file in texts}
    try:
        for file, text in texts.items():
            (folder / file).write_bytes(text.encode())
        yield
    finally:
        for file, content in before.items():
            (folder / file).write_bytes(content)


def check(folder: Path, texts: dict[str, str]) -> None:
    with holding(folder, texts):
        found = mistakes(folder)
        for one in found:
            path = folder / one.place.path
            if not path.exists():
                assert one.code == "missing-file"
                continue
            lines = path.read_bytes().decode().splitlines() or [""]
            assert 1 <= one.place.line <= len(lines)
            assert 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1
        if not found:
            edition, _ = check_edition(folder)
            assert edition is not None
            lower(edition, {name: one.value for name, one in edition.parameters.items()})


@examples(100)
@given(data=st.data())
def test_the_packages_rules_altered(package_rules: Path, data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(TEXTS)))
    check(package_rules, {file: data.draw(altered(TEXTS[file]))})


@examples(250)
@given(data=st.data())
def test_a_small_edition_altered(small_rules: Path, data: st.DataObject) -> None:
    """Where every file is short, more alterations hit what matters."""
    files = data.draw(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=3, unique=True))
    check(small_rules, {file: data.draw(altered(dedent(FILES[file]))) for file in files})
