"""`evaluate`: what it prints and writes, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest

from attendance_rules import Policy
from tests.cli.running import Runner

EXAMPLE = Path(__file__).parents[2] / "examples" / "caseload.csv"


def test_json_is_what_decide_gives(run: Runner, pupils: Path, policy: Policy) -> None:
    result = run("evaluate", pupils, "--format", "json")
    assert (result.code, result.err) == (0, "")
    document = json.loads(result.out)
    assert document["schema_version"] == 1
    assert document["policy"] == policy.identity.to_dict()
    first = policy.decide(
        {
            "pupil_id": "P0001",
            "sessions_possible": 120,
            "sessions_absent": 31,
            "engagement": "lacking",
            "common_barriers": True,
        }
    )
    assert document["decisions"][0] == first.to_dict()
    assert [one["tier"] for one in document["decisions"]] == ["persistent", "all_pupils", None]


def test_json_lines_hold_one_decision_each(run: Runner, pupils: Path) -> None:
    lines = run("evaluate", pupils, "--format", "jsonl").out.splitlines()
    documents = [json.loads(line) for line in lines]
    assert [one["pupil_id"] for one in documents] == ["P0001", "P0002", "P0003"]
    assert all(one["policy"]["id"] == "working-together-2022" for one in documents)


def test_csv_is_the_long_form_without_standing_obligations(run: Runner, pupils: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("evaluate", pupils, "--format", "csv").out)))
    conversations = {
        row["pupil_id"]: row["status"]
        for row in rows
        if row["obligation"] == "persistent/school-formal-conversations"
    }
    assert conversations == {"P0001": "required", "P0003": "undetermined"}
    assert not any(row["obligation"].startswith(("all-pupils/", "monitoring/")) for row in rows)


def test_the_report_states_standing_duties_once_then_pupils_then_questions(
    run: Runner, pupils: Path
) -> None:
    report = run("evaluate", pupils, "--full").out
    standing = report.index("Publish a clear attendance policy")
    conversation = report.index("Hold more formal conversations with")
    question = report.index("Are the parents engaging")
    assert standing < conversation < question
    assert report.count("Publish a clear attendance policy") == 1
    line = report[conversation - 20 : report.index("\n", conversation)]
    assert "P0001" in line
    assert "P0002" not in line


def test_the_report_states_standing_duties_once_for_each_school(
    run: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "trust.csv"
    path.write_text(
        "school_id,pupil_id,in_multi_academy_trust\nA,1,yes\nA,2,\nB,1,no\n", encoding="utf-8"
    )
    report = run("evaluate", path, "--full").out
    first, second = report.split("Expected at all times (A)")[1].split("Expected at all times (B)")
    assert "Regularly review attendance data" in first
    assert "Regularly review attendance data" not in second
    assert "Publish a clear attendance policy" in second


def test_one_pupil_is_shown_with_the_reasons(run: Runner, pupils: Path) -> None:
    report = run("evaluate", pupils, "--pupil", "P0001").out
    assert "Persistently absent" in report
    assert "31 of 120 sessions were missed (25.83%, at or above 10%)" in report
    assert "parents are not engaging" in report
    assert "P0002" not in report


def test_an_unknown_pupil_is_an_error_that_does_not_repeat_the_id(
    run: Runner, pupils: Path
) -> None:
    result = run("evaluate", pupils, "--pupil", "SECRET")
    assert result.code == 2
    assert "no pupil has this `pupil_id`" in result.err
    assert "SECRET" not in result.err


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_table_is_written_long_or_wide(
    run: Runner, pupils: Path, tmp_path: Path, suffix: str
) -> None:
    read = pl.read_csv if suffix == ".csv" else pl.read_parquet
    for form, wide in (("long", ()), ("wide", ("--wide",))):
        out = tmp_path / f"{form}{suffix}"
        result = run("evaluate", pupils, "--out", out, *wide)
        assert (result.code, result.out) == (0, "")
        table = read(out)
        if form == "long":
            assert table.columns == ["pupil_id", "obligation", "party", "status"]
        else:
            assert table.columns[:2] == ["pupil_id", "tier"]
            assert table.height == 3
            assert table["persistent/school-formal-conversations"].to_list() == [
                "required",
                "not_required",
                "undetermined",
            ]


def test_json_goes_to_a_file_by_its_ending(run: Runner, pupils: Path, tmp_path: Path) -> None:
    out = tmp_path / "decisions.json"
    assert run("evaluate", pupils, "--out", out).code == 0
    assert len(json.loads(out.read_text("utf-8"))["decisions"]) == 3


def test_a_threshold_is_set(run: Runner, pupils: Path) -> None:
    result = run("evaluate", pupils, "--format", "json", "--set", "persistent_from=30%")
    document = json.loads(result.out)
    assert document["decisions"][0]["tier"] == "at_risk"
    assert document["policy"]["parameters"] == {"persistent_from": "30%"}


def test_a_column_is_carried_through(run: Runner, tmp_path: Path) -> None:
    path, out = tmp_path / "pupils.csv", tmp_path / "out.csv"
    path.write_text("pupil_id,form\n1,7B\n", encoding="utf-8")
    assert run("evaluate", path).code == 2
    assert run("evaluate", path, "--carry", "form", "--wide", "--out", out).code == 0
    assert pl.read_csv(out)["form"].to_list() == ["7B"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "at_risk_from"], "`--set` takes a name and a share"),
        (["--set", "at_risk=8%"], "did you mean `at_risk_from`?"),
        (["--wide"], "--wide needs --out"),
        (["--out", "actions.xlsx"], "the ending of the name does not tell the format"),
        (["--out", "actions.csv", "--format", "json"], "does not fit the ending"),
        (["--policy", "nowhere"], "there is no such folder"),
    ],
)
def test_usage_that_does_not_fit_ends_with_2(
    run: Runner, pupils: Path, arguments: list[str], message: str
) -> None:
    result = run("evaluate", pupils, *arguments)
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_bad_data_ends_with_2_names_every_place_and_writes_nothing(
    run: Runner, tmp_path: Path
) -> None:
    path, out = tmp_path / "pupils.csv", tmp_path / "actions.csv"
    path.write_text(
        "pupil_id,engagement,sessions_absent\nP1,SECRET,\nP2,,-3\nP3,lacking,2\n", encoding="utf-8"
    )
    out.write_text("what was there before", encoding="utf-8")
    result = run("evaluate", path, "--out", out)
    assert result.code == 2
    assert "row 2" in result.err
    assert "row 3" in result.err
    assert "SECRET" not in result.err
    assert "P1" not in result.err
    assert out.read_text("utf-8") == "what was there before"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["actions.csv", "pupils.csv"]


def test_hostile_identifiers_are_shown_harmlessly(run: Runner, tmp_path: Path) -> None:
    path, out = tmp_path / "pupils.csv", tmp_path / "actions.csv"
    path.write_text(
        "pupil_id,sessions_possible,sessions_absent\n"
        '"\x1b[31m[bold red]evil[/]",100,20\n"=1+1",100,20\n',
        encoding="utf-8",
    )
    report = run("evaluate", path).out
    assert "\x1b" not in report
    assert "[bold red]evil[/]" in report
    assert run("evaluate", path, "--out", out).code == 0
    cells = [row["pupil_id"] for row in csv.DictReader(io.StringIO(out.read_text("utf-8")))]
    assert "'=1+1" in cells
    assert not any(cell.startswith("=") for cell in cells)


def test_the_example_caseload_is_evaluated(run: Runner) -> None:
    result = run("evaluate", EXAMPLE)
    assert result.code == 0
    assert "1,000 pupils" in result.out
    assert len(result.out.splitlines()) <= 40
    assert "superseded on 19 August 2024" in result.out
    full = run("evaluate", EXAMPLE, "--full").out
    for title in ("School", "Local authority", "Ofsted", "Multi-academy trust"):
        assert title in full


def test_a_blank_row_does_not_make_a_school_unknown_and_contradictions_are_named(
    run: Runner, tmp_path: Path
) -> None:
    path = tmp_path / "schools.csv"
    path.write_text(
        "school_id,pupil_id,in_multi_academy_trust,common_barriers\n"
        "A,1,no,yes\nA,2,,\nB,1,yes,no\nB,2,no,no\n",
        encoding="utf-8",
    )
    first = run("evaluate", path).out
    assert "The rows of B disagree on whether this applies" in first
    report = run("evaluate", path, "--full").out
    assert "Does the school belong to a multi-academy trust?" not in report
    first, second = report.split("which is not a duty (B)")
    assert "Regularly review attendance data" not in first.split("which is not a duty (A)")[1]
    assert "the school's rows disagree on" in second
