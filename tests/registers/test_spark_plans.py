"""What is asked of Spark, and when: few queries, none with Python in it, and facts that wait."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_type

import polars as pl
import pytest

from attendance_rules.errors import DataError
from attendance_rules.registers import RegisterReport, register_facts
from tests.registers.frames import marks
from tests.registers.on_spark import Spark, to_spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

pytestmark = pytest.mark.xdist_group("spark")

PYTHON = ("BatchEvalPython", "ArrowEvalPython", "PythonUDF", "InPandas", "InArrow", "MapPartitions")
ACTIONS = ("count", "first", "foreach", "head", "isEmpty", "take", "toArrow", "toPandas")

CLEAN = marks(("P1", "2025-09-01", "AM", "/"), ("P2", "2025-09-01", "PM", "N"))
LATE = marks(("P1", "2025-09-01", "AM", "/"), ("P1", "2025-09-01", "PM", "H"))
TWICE = marks(("P1", "2025-09-01", "AM", "/"), ("P1", "2025-09-01", "AM", "H"))
STRINGS = pl.DataFrame({"pupil_id": ["P1"], "start_date": ["2025-09-01"], "marks": ["//"]})
TOTALS = pl.DataFrame({"pupil_id": ["P1"], "sessions_possible": ["7"], "sessions_absent": [1.0]})
CODES = pl.DataFrame({"pupil_id": ["P1", "P1"], "/": [3, None], "H": ["1", ""]})
WRONG_DATE = CLEAN.with_columns(date=pl.lit("x"))
WRONG_CODE = CLEAN.with_columns(code=pl.lit("?"))


@pytest.fixture
def asked(spark_session: Spark, monkeypatch: pytest.MonkeyPatch) -> list[Spark]:
    """The frames that are collected. Nothing else may make Spark compute anything."""
    kind = type(spark_session.range(1))
    found: list[Spark] = []
    collect = kind.collect

    def collected(frame: Spark) -> Any:
        found.append(frame)
        return collect(frame)

    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(kind, "collect", collected)
    for name in ACTIONS:
        monkeypatch.setattr(kind, name, refused)
    return found


@pytest.mark.parametrize(
    ("frame", "queries"),
    [(CLEAN, 1), (LATE, 2), (TWICE, 3), (STRINGS, 1), (TOTALS, 2), (CODES, 2)],
)
def test_queries_are_few_and_spark_s_own(
    spark_session: Spark, asked: list[Spark], frame: pl.DataFrame, queries: int
) -> None:
    facts, _ = register_facts(to_spark(spark_session, frame))
    assert len(asked) == queries
    for one in (*asked, facts):
        is_of_spark_alone(one)


@pytest.mark.parametrize(
    ("frame", "queries"),
    [(WRONG_DATE, 3), (WRONG_CODE, 3), (CODES.with_columns(pupil_id=pl.lit("")), 2)],
)
def test_mistakes_take_a_few_more(
    spark_session: Spark, asked: list[Spark], frame: pl.DataFrame, queries: int
) -> None:
    with pytest.raises(DataError, match="in all"):
        register_facts(to_spark(spark_session, frame))
    assert len(asked) == queries
    for one in asked:
        is_of_spark_alone(one)


def is_of_spark_alone(frame: Spark) -> None:
    plan = frame._jdf.queryExecution().toString()
    assert "Exchange" in plan
    assert not [name for name in PYTHON if name in plan]


@pytest.mark.parametrize(
    ("frame", "right", "wrong"),
    [
        (CLEAN, '"code":"/"', '"code":"?"'),
        (CLEAN, '"date":"2025-09-01"', '"date":"2025-99-01"'),
        (CODES, '"H":"1"', '"H":"x"'),
        (TOTALS, '"sessions_possible":"7"', '"sessions_possible":"x"'),
    ],
)
def test_marks_that_change_after_the_check_give_no_fact_too_few(
    spark_session: Spark, tmp_path: Path, frame: pl.DataFrame, right: str, wrong: str
) -> None:
    path = tmp_path / "marks.json"
    frame.write_ndjson(path)
    schema = to_spark(spark_session, frame).schema
    facts, _ = register_facts(spark_session.read.schema(schema).json(str(path)))
    text = path.read_text("utf-8")
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    possible = {row["pupil_id"]: row["sessions_possible"] for row in facts.collect()}
    assert possible == ({"P1": None, "P2": 1} if frame is CLEAN else {"P1": None})


@pytest.mark.filterwarnings("ignore")  # of pandas, and of functions without types
def test_a_function_of_python_would_be_seen(spark_session: Spark) -> None:
    from pyspark.sql import functions as F  # noqa: N812

    frame = spark_session.range(3).select(F.udf(str)("id"))
    assert [name for name in PYTHON if name in frame._jdf.queryExecution().toString()]


def test_only_what_is_added_up_already_is_sent_around(spark_session: Spark) -> None:
    facts, _ = register_facts(to_spark(spark_session, CLEAN))
    plan = facts._jdf.queryExecution().executedPlan().toString().splitlines()
    below = [after for line, after in itertools.pairwise(plan) if "Exchange hash" in line]
    assert len(below) == 2  # of blocks of sessions, and of pupils
    assert all("HashAggregate" in line and "partial_" in line for line in below)


def test_spark_is_not_imported_for_other_registers() -> None:
    code = (
        "import sys, polars\nfrom attendance_rules.registers import register_facts\n"
        "frame = polars.DataFrame({'pupil_id': ['P1'], '/': [3]})\n"
        "register_facts([frame, frame])\n"
        "print('pyspark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


if TYPE_CHECKING:

    def what_comes_out(spark: DataFrame, polars: pl.LazyFrame) -> None:
        assert_type(register_facts(spark), tuple[DataFrame, RegisterReport])
        assert_type(register_facts([spark, spark]), tuple[DataFrame, RegisterReport])
        assert_type(register_facts(polars), tuple[pl.DataFrame, RegisterReport])
        assert_type(register_facts(["a.csv"]), tuple[pl.DataFrame, RegisterReport])
