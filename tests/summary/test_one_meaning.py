"""One meaning for a file: the same summary and report, whoever decided and however it is read."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from attendance_rules import Policy, load_policy
from attendance_rules.caseload import size
from attendance_rules.caseload.decided import DecidedFile
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.cli.console.report import first_report, full_report
from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.files import csv_batches, parquet_batches
from attendance_rules.summary.summarise import publication_of, summarise, summary_of
from attendance_rules.summary.summary import Summary
from tests.cli.running import Runner
from tests.support.effort import examples

POLICY = load_policy()
THRESHOLDS: list[dict[str, str]] = [{}, {"at_risk_from": "8%"}, {"persistent_from": "30%"}]


def caseload(random: Random) -> str:
    """A file of pupils in which much is known, little, or what schools say disagrees."""
    edition = POLICY.edition
    schools = random.choice([[], ["A"], ["A", "B", "C"]])
    names = random.sample(list(edition.facts), random.randint(0, len(edition.facts)))
    gaps = random.choice([0.0, 0.1, 0.6])
    lines = [",".join([*(["school_id"] if schools else []), "pupil_id", *names])]
    for number in range(random.choice([1, 4, 30, 70])):
        possible = random.choice([0, 100, 120, 380])
        absent = random.choice([0, possible // 20, possible // 10, possible // 2, possible])
        cells = {
            "sessions_possible": possible,
            "sessions_absent": absent,
            "sessions_unauthorised": absent,
            "sessions_unexplained": random.choice([0, absent // 2]),
        }
        row = [*([random.choice(schools)] if schools else []), f"P{number}"]
        for name in names:
            match edition.facts[name]:
                case CountFact():
                    value = str(cells.get(name, random.choice([0, 40])))
                case WordFact(words=words):
                    value = random.choice(list(words))
                case _:
                    value = random.choice(["yes", "no"])
            row.append("" if random.random() < gaps else value)
        lines.append(",".join(row))
    return "\n".join(lines) + "\n"


def meaning(summary: Summary) -> dict[str, Any]:
    """Every figure and sentence, but for who decided."""
    told = summary.to_dict()
    del told["policy"], told["sample"]
    return told | {
        "first": {name: due.first for name, due in summary.obligations.items()},
        "asked of": [entry.first for entry in summary.unknown],
        "no tier": summary.first_unclassifiable,
        "example": summary.example,
        "disagreeing": summary.disagreeing,
    }


def decided(path: Path, policy: Policy, by_table: bool) -> DecidedFile:
    return DecidedFile(policy, Pupils(path, policy.edition), by_table=by_table)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(csv_batches, "BLOCK", 300)
    monkeypatch.setattr(csv_batches, "ROWS_AT_ONCE", 7)
    monkeypatch.setattr(parquet_batches, "ROWS_AT_ONCE", 7)
    return monkeypatch


@pytest.mark.slow
@examples(60)
@given(seed=st.integers(0, 2**32))
def test_the_summary_is_the_same_by_rows_and_by_tables_of_any_size(
    small_batches: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    path = tmp_path / "pupils.csv"
    path.write_text(caseload(random), "utf-8")
    policy = Policy(POLICY.edition, random.choice(THRESHOLDS))
    small_batches.setattr(size, "LARGE", 10**9)
    by_rows = meaning(summary_of(decided(path, policy, by_table=False)))
    assert meaning(summary_of(decided(path, policy, by_table=True))) == by_rows
    small_batches.setattr(size, "LARGE", -1)
    assert meaning(summary_of(decided(path, policy, by_table=True))) == by_rows
    assert meaning(summary_of(decided(path, policy, by_table=False))) == by_rows


@pytest.mark.slow
@examples(10)
@given(seed=st.integers(0, 2**32))
def test_what_is_published_is_the_same_by_rows_and_by_tables(
    small_batches: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    path = tmp_path / "pupils.csv"
    path.write_text(caseload(random), "utf-8")
    under = random.choice([0, 3, 5])
    has_schools = path.read_text("utf-8").startswith("school_id")
    small_batches.setattr(size, "LARGE", 10**9)
    few = publication_of(decided(path, POLICY, by_table=False), under, has_schools)
    small_batches.setattr(size, "LARGE", -1)
    many = publication_of(decided(path, POLICY, by_table=True), under, has_schools)
    assert many.whole() == few.whole()
    assert list(many.schools()) == list(few.schools())


@pytest.mark.slow
@examples(6)
@given(seed=st.integers(0, 2**32))
def test_the_command_prints_what_a_caller_in_python_is_given(
    run: Runner, small_batches: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(caseload(Random(seed)), "utf-8")
    for limit in (10**9, -1):
        small_batches.setattr(size, "LARGE", limit)
        summary = summarise(POLICY, path)
        for report, options in ((first_report, []), (full_report, ["--full"])):
            console = Console(width=100, highlight=False)
            with console.capture() as printed:
                console.print(*report(POLICY, summary), sep="\n")
            assert run("evaluate", path, *options).out == printed.get()


@pytest.mark.parametrize("limit", [10**9, -1])
@pytest.mark.parametrize("options", [[], ["--full"], ["--summary"]])
def test_rows_that_disagree_are_told_whatever_the_size(
    run: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: int, options: list[str]
) -> None:
    """`common_barriers` is yes in one row of a school and no in the rest."""
    rows = "".join(f"P{number},120,20,{'yes' if number == 7 else 'no'}\n" for number in range(40))
    path = tmp_path / "pupils.csv"
    path.write_text("pupil_id,sessions_possible,sessions_absent,common_barriers\n" + rows, "utf-8")
    monkeypatch.setattr(size, "LARGE", limit)
    printed = " ".join(run("evaluate", path, *options).out.split())
    assert "disagree on whether" in printed
    assert summarise(POLICY, path).disagreeing == ((None, "cohorts/school-share-practice"),)
