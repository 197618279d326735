"""`evaluate --summary`: how many, for a school or an area."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from attendance_rules import Policy
from attendance_rules.caseload import read_caseload
from attendance_rules.caseload import size as large
from tests.cli.running import Runner

pytestmark = pytest.mark.slow

EXAMPLE = Path(__file__).parents[2] / "examples" / "caseload.csv"
ALL = ["--summary", "--withhold-under", "0"]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """The example's pupils in three schools, of which the last is small."""
    header, *rows = EXAMPLE.read_text("utf-8").splitlines()
    schools = ["A"] * 500 + ["B"] * 490 + ["=C"] * 10
    lines = [f"{school},{row}" for school, row in zip(schools, rows, strict=True)]
    path = tmp_path / "trust.csv"
    path.write_text("\n".join([f"school_id,{header}", *lines, ""]), encoding="utf-8")
    return path


def test_counts_are_those_of_the_decisions(run: Runner, trust: Path, policy: Policy) -> None:
    document = json.loads(run("evaluate", trust, *ALL, "--by", "school", "--format", "json").out)
    decisions = [
        policy.decide_checked(row.facts, row.pupil_id, row.school_id)
        for row in read_caseload(trust, policy.edition).rows
    ]
    assert document["policy"] == policy.identity.to_dict()
    assert document["sample"] is None
    scopes = [(None, document), *((one["school_id"], one) for one in document["schools"])]
    assert [school for school, _ in scopes] == [None, "A", "B", "=C"]
    for school, told in scopes:
        own = [one for one in decisions if school in (None, one.school_id)]
        assert told["pupils"] == len(own)
        tiers = Counter(one.tier or "not_known" for one in own)
        assert told["tiers"] == {tier: tiers[tier] for tier in told["tiers"]}
        assert sum(told["tiers"].values()) == len(own)
        for name, counts in told["obligations"].items():
            obligation = policy.edition.obligations[name]
            assert not obligation.standing
            assert (counts["party"], counts["tier"]) == (obligation.party, obligation.tier)
            for status in ("required", "undetermined"):
                assert counts[status] == sum(one.statuses[name] == status for one in own)
        for party, counts in told["parties"].items():
            due = [any(not a.standing for a in one.required(party)) for one in own]
            maybe = [any(not a.standing for a in one.undetermined(party)) for one in own]
            assert counts["required"] == sum(due)
            assert counts["undetermined"] == sum(
                m and not d for m, d in zip(maybe, due, strict=True)
            )
        standing = {
            name: {one.statuses[name] for one in own}
            for name, obligation in policy.edition.obligations.items()
            if obligation.standing
        }
        if school is not None:
            assert told["standing"] == {
                name: "required" if "required" in found else "undetermined"
                for name, found in standing.items()
                if found != {"not_required"}
            }
    assert document["standing"]["all-pupils/school-attendance-policy"] == {
        "required": 3,
        "undetermined": 0,
        "contradictory": 0,
    }


@pytest.mark.parametrize("form", ["json", "csv", "table"])
@pytest.mark.parametrize("options", [[], ["--by", "school"], ["--withhold-under", "0"]])
def test_few_and_many_pupils_give_the_same(
    run: Runner, trust: Path, monkeypatch: pytest.MonkeyPatch, form: str, options: list[str]
) -> None:
    few = run("evaluate", trust, "--summary", "--format", form, *options)
    monkeypatch.setattr(large, "LARGE", 10)
    many = run("evaluate", trust, "--summary", "--format", form, *options)
    sample = "decided by polars, confirmed on a sample of 200 by durable-rules and python"
    assert (few.err, many.err) == ("", f"1,000 pupils, {sample}\n")
    if form == "json":
        one, other = json.loads(few.out), json.loads(many.out)
        assert other.pop("sample") == 200
        assert one.pop("sample") is None
        engines = other["policy"].pop("engines")
        assert engines == ["polars", *one["policy"].pop("engines")]
        assert other == one
    else:
        assert many.out == few.out.replace("decided by durable-rules, confirmed by python", sample)


def test_small_counts_are_withheld_unless_told_otherwise(run: Runner, trust: Path) -> None:
    def counts(*options: str) -> list[str]:
        text = run(
            "evaluate", trust, "--summary", "--by", "school", "--format", "csv", *options
        ).out
        rows = list(csv.DictReader(io.StringIO(text)))
        assert {row["school_id"] for row in rows} == {"", "A", "B", "'=C"}
        return [row["count"] for row in rows if row["about"] != "standing"]

    assert not {"0", "1", "2", "3", "4"} & set(counts())
    assert "withheld" in counts()
    assert "withheld" not in counts("--withhold-under", "0")
    assert all(one == "withheld" or int(one) >= 11 for one in counts("--withhold-under", "11"))


def test_the_table(run: Runner, trust: Path, tmp_path: Path) -> None:
    out = tmp_path / "summary.txt"
    assert run("evaluate", trust, "--summary", "--by", "school", "--out", out).out == ""
    report = out.read_text("utf-8")
    assert "1,000 pupils, decided by durable-rules, confirmed by python" in report
    assert report.count("Publish a clear attendance policy") == 1
    assert "Counts under 5 are withheld" in report
    assert "P0001" not in report


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--summary", "--pupil", "P0001"], "--pupil does not go with --summary"),
        (["--summary", "--carry", "x"], "--carry does not go with --summary"),
        (["--summary", "--wide", "--out", "x.csv"], "--wide does not go with --summary"),
        (["--summary", "--out", "x.parquet"], "--summary is a table, JSON or CSV"),
        (["--summary", "--by", "school"], "needs a column `school_id`"),
        (["--by", "school"], "--by needs --summary"),
    ],
)
def test_what_does_not_go_together(run: Runner, arguments: list[str], message: str) -> None:
    result = run("evaluate", EXAMPLE, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
