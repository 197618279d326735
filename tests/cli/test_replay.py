"""`replay`: the same, different, tampered with, or no record at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attendance_rules import Policy
from attendance_rules.edition.rule_files import packaged_rules
from tests.cli.running import Runner

CONVERSATIONS = "persistent/school-formal-conversations"


@pytest.fixture
def record(run: Runner, pupils: Path, tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    assert run("explain", pupils, "--pupil", "P0001", "--record", path).code == 0
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """An edition in which the conversations are held with parents who do engage."""
    rules = shutil.copytree(packaged_rules() / "working-together-2022", tmp_path / "other")
    path = Path(rules) / f"{CONVERSATIONS}.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("when: {engagement: lacking}", "when: {engagement: engaged}", 1), "utf-8"
    )
    return Path(rules)


def changed(path: Path, **entries: Any) -> Path:
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **entries}), "utf-8")
    return path


def test_a_record_comes_out_the_same(run: Runner, record: Path, policy: Policy) -> None:
    result = run("replay", record)
    assert (result.code, result.err) == (0, "")
    assert "It comes out the same." in result.out
    assert "the same rules" in result.out
    document = json.loads(run("replay", record, "--format", "json").out)
    replayed = policy.replay(json.loads(record.read_text("utf-8")))
    assert document == {
        "schema_version": 1,
        "policy": policy.identity.to_dict(),
        **replayed.to_dict(),
    }


def test_under_another_edition_it_says_what_differs(run: Runner, record: Path, other: Path) -> None:
    result = run("replay", record, "--policy", other)
    assert result.code == 1
    assert "other rules" in result.out
    assert "It comes out otherwise in 1 answer\n" in result.out
    assert "was expected, now not expected" in result.out
    assert CONVERSATIONS in result.out
    document = json.loads(run("replay", record, "--policy", other, "--format", "json").out)
    assert (document["same"], document["same_policy"], document["intact"]) == (False, False, True)
    assert document["differences"] == [
        {"what": CONVERSATIONS, "before": "required", "after": "not_required"}
    ]


def test_a_record_that_was_tampered_with_is_found_out(run: Runner, record: Path) -> None:
    outcome = json.loads(record.read_text("utf-8"))["outcome"]
    result = run("replay", changed(record, outcome={**outcome, "tier": "severe"}))
    assert result.code == 1
    assert "The record was changed after it was written" in result.out
    assert "was Severely absent, now Persistently absent" in result.out


def test_the_recorded_thresholds_are_taken_again(run: Runner, pupils: Path, tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    arguments = ("--set", "persistent_from=30%", "--record", path)
    assert run("explain", pupils, "--pupil", "P0001", *arguments).code == 0
    result = run("replay", path)
    assert result.code == 0
    assert "persistent_from at 30" in result.out
    document = json.loads(run("replay", path, "--format", "json").out)
    assert list(document["policy"]["parameters"]) == ["persistent_from"]


def test_what_a_record_holds_is_shown_harmlessly(run: Runner, record: Path) -> None:
    outcome = json.loads(record.read_text("utf-8"))["outcome"]
    statuses = {**outcome["statuses"], "\x1b[31m[red]x": "required"}
    path = changed(record, reference="\x1b[2Jcase", outcome={**outcome, "statuses": statuses})
    result = run("replay", path)
    assert result.code == 1
    assert "\x1b" not in result.out
    assert "[red]x" in result.out


def test_it_goes_to_a_file(run: Runner, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "replayed.txt"
    assert run("replay", record, "--out", out).out == ""
    assert "It comes out the same." in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"SECRET", "this is not JSON"),
        (b'["SECRET"]', "holds no JSON object; a record is one"),
        (b'{"facts": "SECRET"}', "is not a record of a decision"),
        (b"[" * 10_000 + b"]" * 10_000, "nested too deep"),
        (b'{"facts":' * 10_000 + b"1" + b"}" * 10_000, "nested too deep"),
        (b'{"facts": "' + b"SECRET" * 100_000 + b'"}', "is larger than"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_record_ends_with_2(
    run: Runner, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    result = run("replay", path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"attendance-rules: {path}: ")
    assert message in result.err
    assert "SECRET" not in result.err


def test_a_record_that_these_rules_cannot_decide_ends_with_2(run: Runner, record: Path) -> None:
    facts = json.loads(record.read_text("utf-8"))["facts"]
    result = run("replay", changed(record, facts={**facts, "engagement": "SECRET"}))
    assert result.code == 2
    assert "cannot be decided under these rules: `engagement` must be one of" in result.err
    assert "SECRET" not in result.err


@pytest.mark.parametrize(
    ("name", "message"),
    [(".", "is a folder"), ("nowhere.json", "there is no such file")],
)
def test_what_is_no_file_ends_with_2(run: Runner, name: str, message: str) -> None:
    result = run("replay", name)
    assert result.code == 2
    assert message in result.err


def test_a_reader_that_stops_early_does_not_change_how_it_ends(record: Path) -> None:
    for format in ("text", "json"):
        reads, writes = os.pipe()
        os.close(reads)
        result = subprocess.run(
            [
                sys.executable,
                "-m",
                "attendance_rules.cli",
                "replay",
                str(record),
                "--format",
                format,
            ],
            stdout=writes,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writes)
        assert (result.returncode, result.stderr) == (0, b"")
