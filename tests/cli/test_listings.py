"""`check`, `obligations`, `facts`, `graph`, and how commands end."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from attendance_rules import Policy, __version__
from attendance_rules.edition.rule_files import packaged_rules
from tests.cli.running import Runner


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the edition that may be spoilt."""
    return Path(shutil.copytree(packaged_rules() / "working-together-2022", tmp_path / "rules"))


def test_check_of_the_edition_finds_nothing(run: Runner, rules: Path, policy: Policy) -> None:
    for arguments in ((), (rules,)):
        result = run("check", *arguments)
        assert (result.code, result.err) == (0, "")
        assert f"{len(policy.edition.obligations)} obligations" in result.out


def test_check_prints_every_mistake_with_its_place(run: Runner, rules: Path) -> None:
    first = rules / "persistent" / "school-formal-conversations.yaml"
    first.write_text(
        first.read_text("utf-8").replace("engagement: lacking}", "engagment: lacking}", 1)
    )
    second = rules / "at-risk" / "school-lead-practitioner.yaml"
    second.write_text(second.read_text("utf-8").replace("party: school", "party: scool"))
    result = run("check", rules)
    assert result.code == 1
    assert "persistent/school-formal-conversations.yaml:5:8: unknown-fact" in result.out
    assert "did you mean `engagement`?" in result.out
    assert "at-risk/school-lead-practitioner.yaml:2:8: unknown-party" in result.out
    assert "2 mistakes in 2 files" in result.out
    found = json.loads(run("check", rules, "--format", "json").out)
    assert [(one["line"], one["column"], one["code"]) for one in found] == [
        (2, 8, "unknown-party"),
        (5, 8, "unknown-fact"),
    ]


def test_check_looks_at_the_escalation_too(run: Runner, rules: Path) -> None:
    path = rules / "persistent" / "school-legal-intervention.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith("hands_over_to")))
    result = run("check", rules)
    assert result.code == 1
    assert "persistent/school-legal-intervention.yaml" in result.out


def test_check_of_no_folder_ends_with_2(run: Runner, tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = run("check", folder)
        assert result.code == 2
        assert "edition.yaml" in result.out


def test_obligations_are_listed_with_party_tier_standing_and_source(
    run: Runner, policy: Policy
) -> None:
    listed = json.loads(run("obligations", "--format", "json").out)
    assert [entry["obligation"] for entry in listed] == list(policy.edition.obligations)
    (one,) = [x for x in listed if x["obligation"] == "persistent/school-formal-conversations"]
    assert (one["party"], one["tier"], one["standing"]) == ("school", "persistent", False)
    assert one["source"]["section"] == "persistent"
    assert one["source"]["item"] == 2
    assert "Hold more formal conversations" in run("obligations").out


def test_facts_are_listed_with_questions_and_words(run: Runner) -> None:
    listed = {one["fact"]: one for one in json.loads(run("facts", "--format", "json").out)}
    assert listed["engagement"]["words"] == ["engaged", "lacking"]
    assert listed["identified_at_risk"]["default"] is False
    assert "Are the parents engaging" in run("facts").out


def test_the_graph_is_written_as_mermaid_and_as_node_link(run: Runner, policy: Policy) -> None:
    assert run("graph").out.startswith("flowchart")
    data = json.loads(run("graph", "--format", "json").out)
    graph = nx.node_link_graph(data, edges="edges")
    assert set(graph.nodes) == set(policy.escalation.nodes)


def test_the_version(run: Runner) -> None:
    assert run("--version").out.strip() == f"attendance-rules {__version__}"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "attendance_rules.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


def test_usage_errors_end_with_2_and_no_traceback() -> None:
    for arguments in (("evaluate",), ("evalute", "x"), ("evaluate", "x.csv", "--fromat", "json")):
        result = command(*arguments)
        assert result.returncode == 2
        assert "Traceback" not in result.stderr


def test_a_reader_that_stops_early_is_no_error() -> None:
    example = Path(__file__).parents[2] / "examples" / "caseload.csv"
    process = subprocess.Popen(
        [sys.executable, "-m", "attendance_rules.cli", "evaluate", str(example), "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait() == 0


def test_importing_the_package_brings_in_nothing_heavy() -> None:
    code = (
        "import sys, attendance_rules; "
        "heavy = {'polars', 'networkx', 'rich', 'typer', 'durable', 'pydantic', 'yaml'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules); "
        "attendance_rules.load_policy(); "
        "heavy -= {'pydantic', 'yaml'}; "
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    expect: required", "    expect: not_required", 26, "this comes out as `required`"),
        ("sessions_absent: 20,", "sessions_absent: 2,", 26, "this comes out as `not_required`"),
        ("missing: [engagement]", "missing: [send]", 36, "what is missing is `engagement`"),
    ],
)
def test_check_decides_the_examples(
    run: Runner, rules: Path, old: str, new: str, line: int, said: str
) -> None:
    path = rules / "persistent" / "school-formal-conversations.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1))
    result = run("check", rules)
    assert result.code == 1
    (mistake, *_) = result.out.splitlines()
    assert mistake.startswith(f"persistent/school-formal-conversations.yaml:{line}:")
    assert f"example-differs: {said}" in mistake
    assert "1 mistake in 1 file" in result.out


def test_a_fact_that_takes_a_definitions_name_is_one_mistake(run: Runner, rules: Path) -> None:
    with (rules / "vocabulary.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "absence_rate: {type: yes_no, title: t, question: q, yes: y, no: n, unknown: u}\n"
        )
    result = run("check", rules)
    assert "duplicate-name" in result.out
    assert "1 mistake in 1 file" in result.out
