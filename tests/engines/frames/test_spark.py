"""On Spark: its own column expressions, in several partitions, and a plan that stays small."""

from __future__ import annotations

from pathlib import Path
from typing import Any as Frame

import narwhals as nw
import pytest

from attendance_rules.engines.frames.backends.recognise import kind_of
from attendance_rules.engines.frames.expressions import stages
from attendance_rules.engines.frames.inputs import Inputs
from attendance_rules.policy import Policy
from attendance_rules.program.program import All, Any, Fact, Holds, Not, Program, Ref, Rule
from tests.engines.frames.answers import pupils
from tests.engines.frames.deciding import decide, problems
from tests.engines.frames.tables import Sparks

pytestmark = pytest.mark.xdist_group("spark")
PYTHON = ("BatchEvalPython", "ArrowEvalPython", "PythonUDF", "MapInPandas", "MapInArrow")


def plans(frame: Frame) -> tuple[str, str]:
    """The physical plan, and all plans from the parsed one on."""
    execution = frame._jdf.queryExecution()
    return execution.executedPlan().toString(), execution.toString()


@pytest.mark.parametrize("form", ["wide", "long"])
def test_no_python_for_each_row(policy: Policy, spark: Sparks, form: str) -> None:
    frame = spark(pupils(policy, 0, 20), policy.program)
    physical, everything = plans(decide(policy, frame, form=form))
    assert not [name for name in PYTHON if name in everything]
    # Each test stands in the plan once or twice, however many rules use it.
    assert physical.count("* 10000") <= 2 * len(policy.program.rates) * 3
    assert len(physical) < 60_000


def test_partitions_are_kept(policy: Policy, spark: Sparks) -> None:
    frame = spark(pupils(policy, 0, 50), policy.program)
    assert frame.rdd.getNumPartitions() == 3
    assert decide(policy, frame).rdd.getNumPartitions() == 3


def test_types(policy: Policy, spark: Sparks) -> None:
    frame = spark.session.sql(
        "select 'P1' pupil_id, cast(1.5 as double) sessions_absent, 1 disability, null engagement, "
        "cast(7 as decimal(10, 0)) sessions_possible"
    )
    assert [said.partition(":")[0] for said in problems(policy, frame)] == [
        "column `sessions_possible`", "column `sessions_absent`", "column `disability`"
    ]  # fmt: skip


def test_names_that_differ_in_case_only(policy: Policy, spark: Sparks) -> None:
    frame = spark.session.createDataFrame([("P1", "x", "y")], ["pupil_id", "Send", "send"])
    assert problems(policy, frame, ignore_unknown_columns=True) == (
        "column `send`: must be one of `none`, `sen_support`, `ehcp`, or null; 1 row is not so",
    )


@pytest.mark.parametrize("depth", [8, 24])
def test_a_plan_grows_with_the_rules_and_not_with_their_depth(
    policy: Policy, spark: Sparks, tmp_path: Path, depth: int
) -> None:
    """Each rule refers to the one before twice, so written out they would double each time."""
    rules = [Rule("s0", "definition", All((Holds("a"), Holds("b"))), 0)]
    for n in range(1, depth):
        before = Ref(f"s{n - 1}")
        either = Any((All((before, Holds("a"))), All((Not(before), Holds("b")))))
        rules.append(Rule(f"s{n}", "definition", either, n))
    program = Program((Fact("a", "yes_no"), Fact("b", "yes_no")), (), tuple(rules), ())
    path = str(tmp_path / "facts.parquet")
    spark.session.range(9).selectExpr("id > 3 a", "id % 2 = 0 b").write.parquet(path)
    facts = spark.session.read.parquet(path)
    table, named = nw.from_native(facts), {"a": "a", "b": "b"}
    kind, schema = kind_of(facts), table.collect_schema()
    inputs = Inputs(program, policy.edition, named, schema, kind, checked=True)
    adding, columns = stages(inputs, [rules[-1].name])
    for stage in adding:
        table = table.with_columns(stage)
    answer = table.select(columns[rules[-1].name]).to_native()
    assert len(plans(answer)[0]) < 1_000 + 150 * depth
    assert answer.count() == 9
