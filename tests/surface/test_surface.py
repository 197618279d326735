"""What `attendance_rules` offers: every name is there, and every attribute has its words."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import attendance_rules
from attendance_rules import Policy

NAMES = attendance_rules.__all__
CLASSES = [name for name in NAMES if inspect.isclass(getattr(attendance_rules, name))]
PAGE = Path(__file__).parents[2] / "docs" / "about" / "surface.md"


def test_every_name_is_there_and_no_other() -> None:
    assert dir(attendance_rules) == sorted(NAMES)
    assert set(attendance_rules._HOME) == set(NAMES)
    for name in NAMES:
        assert getattr(attendance_rules, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'Polcy'"):
        getattr(attendance_rules, "Pol" + "cy")


def test_to_import_the_package_brings_in_nothing_of_it() -> None:
    code = "import sys, attendance_rules; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"pydantic", "polars", "networkx", "yaml", "typer"}


def attributes(kind: type) -> Iterator[tuple[str, str | None]]:
    """Each public attribute of a class with its docstring, as it is written in the source."""
    (written,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(written, ast.ClassDef)
    yield kind.__name__, ast.get_docstring(written)
    yield from _assigned(written.body, "")
    for node in written.body:
        if isinstance(node, ast.FunctionDef):
            if node.name == "__init__":
                yield from _assigned(node.body, "self.")
            elif not node.name.startswith("_"):
                yield node.name, ast.get_docstring(node)


def _assigned(body: list[ast.stmt], owner: str) -> Iterator[tuple[str, str | None]]:
    for node, after in zip(body, [*body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(target=target) | ast.Assign(targets=[target]):
                name = ast.unparse(target)
            case _:
                continue
        own = name.removeprefix(owner)
        if name.startswith(owner) and not own.startswith("_") and own != "model_config":
            match after:
                case ast.Expr(value=ast.Constant(value=words)):
                    yield name, str(words)
                case _:
                    yield name, None


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_attribute_has_a_docstring(name: str) -> None:
    bare = [
        attribute
        for attribute, words in attributes(getattr(attendance_rules, name))
        if not words and attribute != "to_dict"
    ]
    assert not bare


@pytest.mark.parametrize("name", [n for n in CLASSES if is_dataclass(getattr(attendance_rules, n))])
def test_what_a_user_gets_is_made_of_types_that_have_a_name(name: str) -> None:
    """Whoever annotates what an attribute holds finds the type where he found the first."""
    kind: Any = getattr(attendance_rules, name)
    names = {other: getattr(attendance_rules, other) for other in NAMES}
    known = vars(sys.modules[kind.__module__]) | names
    for attribute, hint in get_type_hints(kind, None, known).items():
        if attribute.startswith("_"):
            continue
        for named in re.findall(r"attendance_rules\.[\w.]+\.(\w+)", str(hint)):
            assert named in NAMES


def test_thresholds_cannot_be_changed_under_a_policy(policy: Policy) -> None:
    parameters: Any = policy.parameters
    with pytest.raises(TypeError):
        parameters["at_risk_from"] = 1


def test_the_page_names_all_of_it() -> None:
    named = set(re.findall(r"`(\w+)`", PAGE.read_text(encoding="utf-8")))
    assert not set(NAMES) - named
