"""`schema` writes what Python gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attendance_rules import Policy
from attendance_rules.schemas import NAMES, Name, json_schema
from tests.cli.running import Runner


@pytest.mark.parametrize("name", NAMES)
def test_the_command_writes_what_python_gives(
    name: Name, policy: Policy, run: Runner, tmp_path: Path
) -> None:
    done = run("schema", name, "--out", tmp_path / "schema.json")
    assert (done.code, done.out, done.err) == (0, "", "")
    written = json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(name, policy)
    assert json.loads(run("schema", name).out) == written


def test_the_command_does_not_know_others(run: Runner) -> None:
    done = run("schema", "pupils")
    assert done.code == 2
    assert "record" in done.err
