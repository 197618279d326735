"""Every program in `examples/` runs, and does what it says."""

from __future__ import annotations

import asyncio
import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import httpx
import polars as pl
import pytest

from attendance_rules import Policy
from tests.support.schemas import validate

EXAMPLES = Path(__file__).parents[2] / "examples"
MARKS = pl.DataFrame(
    {
        "pupil_id": ["P1"] * 10 + ["P2"] * 10,
        "date": [f"2025-09-0{day}" for day in range(1, 6) for _ in range(2)] * 2,
        "session": ["AM", "PM"] * 10,
        "code": ["/", "\\"] * 5 + ["O"] * 6 + ["/", "\\"] * 2,
    }
)
"""A week of two made-up pupils: one was always there, one missed three days without leave."""

SAID = {
    "service": "test_the_service_answers",
    "nightly": "test_the_nightly_job",
    "pandas_notebook": "test_the_notebook",
    "duckdb_tables": "test_duckdb",
    "spark_cluster": "test_spark",
    "csv_rows": "test_rows_of_text",
    "make_caseload": "tests/caseload/test_example.py",
}


def run(name: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """A program of its own process, as its first lines say how to run it."""
    return subprocess.run(
        [sys.executable, EXAMPLES / f"{name}.py", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        timeout=120,
    )


def loaded(name: str) -> dict[str, Any]:
    """What a program defines."""
    return runpy.run_path(str(EXAMPLES / f"{name}.py"))


def test_none_is_without_a_test() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.py")} == set(SAID)


class Client:
    """Asks the service inside the test's process."""

    def __init__(self) -> None:
        self._transport = httpx.ASGITransport(app=loaded("service")["app"])

    def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://it") as client:
                return await client.request(method, path, json=body)

        return asyncio.run(asked())


@pytest.fixture(scope="module")
def client() -> Client:
    return Client()


def test_the_service_answers(client: Client, policy: Policy) -> None:
    facts = {"pupil_id": "P1", "sessions_possible": 120, "sessions_absent": 31, "engagement": None}
    answer = client.ask("POST", "/decisions", facts)
    assert answer.status_code == 200
    validate("decision", answer.json())
    assert answer.json() == json.loads(json.dumps(policy.decide(facts).to_dict()))


@pytest.mark.parametrize(
    ("facts", "where", "what"),
    [
        ({"sessions_possible": "SECRET"}, ["body", "sessions_possible"], "whole number"),
        ({"engagement": "SECRET"}, ["body", "engagement"], "'engaged' or 'lacking'"),
        ({"sessions_possible": 1, "sessions_absent": 987654}, ["body"], "more than"),
        ({"sessions_mised": 987654}, ["body", "sessions_mised"], "not permitted"),
    ],
)
def test_the_service_says_what_is_wrong_and_not_what_was_sent(
    client: Client, facts: dict[str, Any], where: list[str], what: str
) -> None:
    answer = client.ask("POST", "/decisions", facts)
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["where"] == where
    assert what in problem["what"]
    assert not any(secret in answer.text for secret in ("SECRET", "987654"))


def test_the_service_documents_the_vocabulary(client: Client, policy: Policy) -> None:
    schemas = client.ask("GET", "/openapi.json").json()["components"]["schemas"]
    assert list(schemas["Facts"]["properties"])[2:] == list(policy.edition.facts)
    assert {"DecisionForm", "Action", "Reason"} <= set(schemas)


def test_the_nightly_job(tmp_path: Path) -> None:
    marks, actions = tmp_path / "marks.parquet", tmp_path / "actions.parquet"
    MARKS.write_parquet(marks)
    done = run("nightly", marks, actions)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("20 marks of 2 pupils from 2025-09-01 to 2025-09-05\n")
    due = pl.read_parquet(actions).filter(pl.col("status") == "required")
    severe = due.filter(pl.col("obligation") == "severe/school-joint-approach")
    assert severe["pupil_id"].to_list() == ["P2"]
    assert sorted(tmp_path.iterdir()) == [actions, marks]


def test_the_nightly_job_stops_and_leaves_the_last_nights_file(tmp_path: Path) -> None:
    marks, actions = tmp_path / "marks.parquet", tmp_path / "actions.parquet"
    MARKS.with_columns(code=pl.lit("?!")).write_parquet(marks)
    actions.write_bytes(b"last night's")
    done = run("nightly", marks, actions)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "marks.parquet" in done.stderr
    assert actions.read_bytes() == b"last night's"
    missing = run("nightly", tmp_path / "none.parquet", actions)
    assert (missing.returncode, missing.stdout) == (2, "")
    MARKS.write_parquet(marks)
    nowhere = run("nightly", marks, tmp_path / "none" / "actions.parquet")
    assert nowhere.returncode == 2
    assert "Traceback" not in nowhere.stderr
    assert sorted(tmp_path.iterdir()) == [actions, marks]


def test_the_notebook() -> None:
    done = run("pandas_notebook")
    assert done.returncode == 0, done.stderr
    assert "7A" in done.stdout
    assert "persistent/school-targeted-support" in done.stdout
    assert "Expected because" in done.stdout
    assert done.stdout.rstrip().endswith("?")


def test_duckdb(tmp_path: Path, policy: Policy) -> None:
    database = tmp_path / "school.duckdb"
    with duckdb.connect(database) as connection:
        connection.execute(
            "create table pupils as select * from (values ('P1', 120, 2), ('P2', 120, 70))"
            " as t(pupil_id, sessions_possible, sessions_absent)"
        )
    for _ in range(2):  # the second replaces what the first made
        done = run("duckdb_tables", database)
        assert done.returncode == 0, done.stderr
    with duckdb.connect(database) as connection:
        found = set(connection.table("actions").fetchall())
        frame = policy.decide_frame(connection.table("pupils").pl(), form="long")
        assert found == set(frame.rows())
        connection.execute("update pupils set sessions_absent = 121")
    done = run("duckdb_tables", database)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "column `sessions_absent` must not be more than `sessions_possible`; 2 rows are not so\n"
    )
    with duckdb.connect(database) as connection:
        assert set(connection.table("actions").fetchall()) == found


def test_spark(spark_session: Any, tmp_path: Path, policy: Policy) -> None:
    marks, actions = tmp_path / "marks", tmp_path / "actions"
    spark_session.createDataFrame(MARKS.rows(), MARKS.columns).write.parquet(str(marks))
    loaded("spark_cluster")["run"](spark_session, str(marks), str(actions))
    rows = {tuple(row) for row in spark_session.read.parquet(str(actions)).collect()}
    assert ("P2", "severe/school-joint-approach", "school", "required") in rows


def test_rows_of_text(tmp_path: Path) -> None:
    pupils = tmp_path / "pupils.csv"
    pupils.write_text(
        "pupil_id,form,sessions_possible,sessions_absent,medical_condition\n"
        "P1,7A,120,2,N\nP2,7A,120,70,y\nP3,7B,,,\nP4,7B,many,,\n",
        encoding="utf-8",
    )
    done = run("csv_rows", pupils)
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert [line.split(",")[0] for line in lines] == ["P1: all_pupils", "P2: severe", "P3: None"]
    assert done.stderr.startswith("line 5: `sessions_possible` must be")
    assert "many" not in done.stderr
