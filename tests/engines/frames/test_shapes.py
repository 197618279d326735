"""What the answer looks like: its kind, columns, rows, types and laziness."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pyarrow as pa
import pytest

from attendance_rules.engines.frames import FrameEngine
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy
from tests.engines.frames.deciding import decide
from tests.engines.frames.tables import (
    IN_PROCESS,
    Duck,
    Make,
    Row,
    Sparks,
    pandas_plain,
    rows_of,
)

ROWS: list[Row] = [
    {"pupil_id": "P2", "school_id": "S1", "a.b `c`": "x", "sessions_absent": 60,
     "sessions_possible": 100},
    {"pupil_id": "P1", "school_id": "S2", "a.b `c`": None, "sessions_absent": 0,
     "sessions_possible": 100},
    {"pupil_id": "P2", "school_id": "S2", "a.b `c`": "z", "sessions_absent": None,
     "sessions_possible": 100},
]  # fmt: skip
CARRIED = "a.b `c`"


def both_forms(policy: Policy, make: Make) -> None:
    frame = make(ROWS, policy.program)
    leading = {("S1", "P2", "x"), ("S2", "P1", None), ("S2", "P2", "z")}
    wide = rows_of(decide(policy, frame, carry=[CARRIED]))
    names = ("school_id", "pupil_id", CARRIED)
    assert tuple(wide[0]) == (*names, "tier", *policy.edition.obligations)
    assert {tuple(row[name] for name in names) for row in wide} == leading
    assert {(row["school_id"], row["tier"]) for row in wide} == {
        ("S1", "severe"), ("S2", "all_pupils"), ("S2", None)
    }  # fmt: skip
    long = rows_of(decide(policy, frame, form="long", carry=[CARRIED]))
    assert tuple(long[0]) == (*names, "obligation", "party", "status")
    assert {tuple(row[name] for name in names) for row in long} <= leading


def test_columns_of_the_answer(policy: Policy, make: Make) -> None:
    both_forms(policy, make)


@pytest.mark.xdist_group("spark")
def test_columns_of_the_answer_in_spark(policy: Policy, spark: Sparks) -> None:
    both_forms(policy, spark)


@pytest.mark.parametrize("kind", sorted(set(IN_PROCESS) - {"polars lazy"}))
def test_frames_in_memory_keep_their_order(policy: Policy, kind: str) -> None:
    frame = IN_PROCESS[kind](ROWS, policy.program)
    wide = rows_of(decide(policy, frame, ignore_unknown_columns=True))
    assert [(row["school_id"], row["pupil_id"]) for row in wide] == [
        ("S1", "P2"), ("S2", "P1"), ("S2", "P2")
    ]  # fmt: skip
    long = rows_of(decide(policy, frame, form="long", ignore_unknown_columns=True))
    order = {name: number for number, name in enumerate(policy.edition.obligations)}
    schools = [(order[row["obligation"]], row["school_id"]) for row in long]
    assert schools == sorted(schools)


def test_words_are_categories_in_memory(policy: Policy) -> None:
    statuses = ["required", "not_required", "undetermined"]
    frame = IN_PROCESS["polars"](ROWS, policy.program)
    wide = decide(policy, frame, ignore_unknown_columns=True)
    for name in policy.edition.obligations:
        assert wide.schema[name] == pl.Enum(statuses)
    assert wide.schema["tier"] == pl.Enum(policy.edition.tier_ladder())
    table = decide(policy, frame.to_arrow(), ignore_unknown_columns=True, form="long")
    assert table.schema.field("status").type == pa.dictionary(pa.int8(), pa.string())
    assert table.schema.field("pupil_id").type == frame.to_arrow().schema.field("pupil_id").type


def test_pandas_keeps_the_index_and_the_types_of_what_leads(policy: Policy) -> None:
    frame = pandas_plain(ROWS, policy.program).set_index(pl.Series([7, 7, 3]).to_numpy())
    frame[CARRIED] = [{"any": "object"}, None, 3]
    wide = decide(policy, frame, carry=[CARRIED])
    assert list(wide.index) == [7, 7, 3]
    assert wide[CARRIED].tolist() == [{"any": "object"}, None, 3]
    assert [tier if isinstance(tier, str) else None for tier in wide["tier"]] == [
        "severe", "all_pupils", None
    ]  # fmt: skip
    long = decide(policy, frame, form="long", carry=[CARRIED])
    assert set(long.index[long["school_id"] == "S1"]) == {7}
    assert set(long.index[long["school_id"] == "S2"]) <= {7, 3}


def test_lazy_frames_stay_lazy(policy: Policy, duck: Duck) -> None:
    """Without a check nothing runs: the rows of these frames would fail if they were read."""
    failing = pl.LazyFrame({"pupil_id": ["P1"], "sessions_absent": ["x"]}).with_columns(
        pl.col("sessions_absent").cast(pl.Int64)
    )
    for form in ("wide", "long"):
        answer = decide(policy, failing, form=form, check=False)
        with pytest.raises(pl.exceptions.InvalidOperationError):
            answer.collect()
    relation = duck.connection.sql("select 'P1' pupil_id, error('read')::int sessions_absent")
    for form in ("wide", "long"):
        decide(policy, relation, form=form, check=False)


def test_streaming(policy: Policy) -> None:
    frame = IN_PROCESS["polars lazy"](ROWS, policy.program)
    for form in ("wide", "long"):
        lazy = decide(policy, frame, form=form, ignore_unknown_columns=True)
        streamed = lazy.collect(engine="streaming")
        assert sorted(streamed.rows(), key=str) == sorted(lazy.collect().rows(), key=str)


def test_a_policy_with_nothing_to_tell_of_a_pupil(policy: Policy, make: Make) -> None:
    """The long form has its columns, and no rows, if every obligation is standing."""
    standing = {name: one for name, one in policy.edition.obligations.items() if one.standing}
    bodies = Policy(replace(policy.edition, obligations=standing))
    frame = make(ROWS, policy.program)
    engine = FrameEngine(bodies.program, bodies.edition)
    answer = engine.decide(frame, form="long", ignore_unknown_columns=True)
    assert rows_of(answer) == []
    told = engine.decide(frame, form="long", standing=True, ignore_unknown_columns=True)
    assert {row["obligation"] for row in rows_of(told)} <= set(standing)
    assert rows_of(told)


def test_cells_are_checked_though_nothing_is_told(policy: Policy) -> None:
    standing = {name: one for name, one in policy.edition.obligations.items() if one.standing}
    bodies = Policy(replace(policy.edition, obligations=standing))
    frame = pl.DataFrame({"pupil_id": ["P1"], "sessions_absent": [-1]})
    with pytest.raises(DataError, match="1 row is not so"):
        FrameEngine(bodies.program, bodies.edition).decide(frame, form="long")


def test_pyarrow_keeps_what_is_said_of_the_columns_that_lead(policy: Policy) -> None:
    said = pa.field("pupil_id", pa.string(), nullable=False, metadata={"kind": "made up"})
    schema = pa.schema([said], metadata={"of": "nobody"})
    answer = decide(policy, pa.table([["P1"]], schema=schema))
    assert answer.schema.field("pupil_id").equals(said, check_metadata=True)
    assert answer.schema.metadata == schema.metadata
