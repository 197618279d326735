"""Types of columns: checked before anything runs, all at once."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import narwhals as nw
import narwhals.stable.v1 as stable
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from polars.testing import assert_frame_equal

from attendance_rules import Form
from attendance_rules.policy import Policy
from tests.engines.frames.deciding import decide, problems
from tests.engines.frames.tables import Duck, rows_of

IDS = {"pupil_id": ["P1", "P2"]}
COUNT = "column `sessions_absent`: must be of an integer type; cast it to whole numbers"
WORD = "column `engagement`: must be text, one of `engaged`, `lacking`; cast it to text"
YES_NO = "column `disability`: must be boolean, or text with one of `yes`, `no`; cast it to boolean"
ZERO_ONE = YES_NO.replace("cast", "where 1 says yes and 0 no, cast")
ALL = (COUNT, WORD, ZERO_ONE)
WRONG = {"sessions_absent": [1.5, None], "engagement": [1, 2], "disability": [1, 0]}


def test_every_wrong_type_at_once(policy: Policy, duck: Duck) -> None:
    frame = pl.DataFrame({**IDS, **WRONG})
    assert problems(policy, frame) == ALL
    assert problems(policy, frame.lazy()) == ALL
    assert problems(policy, frame.to_arrow()) == ALL
    assert problems(policy, frame.to_pandas()) == ALL
    assert problems(policy, duck.connection.from_arrow(frame.to_arrow())) == ALL


@pytest.mark.parametrize("cell", [1.0, "SECRET", True, Decimal(1), datetime.date(2024, 1, 1), [1]])
def test_no_count(policy: Policy, cell: Any) -> None:
    frame = pl.DataFrame({**IDS, "sessions_absent": [cell, None]})
    assert problems(policy, frame) == (COUNT,)
    if not isinstance(cell, float):
        assert problems(policy, frame.to_arrow()) == (COUNT,)
        assert problems(policy, frame.to_pandas()) == (COUNT,)


def test_types_that_polars_does_not_know(policy: Policy) -> None:
    wide = pa.array([Decimal(1), None], pa.decimal256(50, 2))
    assert problems(policy, pa.table({**IDS, "disability": wide})) == (YES_NO,)


@pytest.mark.parametrize(
    "cells",
    [
        [1.5, 2.0],
        [float("inf"), 1.0],
        [1e300, None],
        [1, "SECRET"],
        [True, 1],
        [2**64, 1],
        [object(), None],
        [Decimal("1.5"), None],
    ],
)
def test_no_counts_of_pandas(policy: Policy, cells: list[Any]) -> None:
    frame = pd.DataFrame({**IDS, "sessions_absent": cells})
    assert problems(policy, frame) == (COUNT,)


@pytest.mark.parametrize("dtype", ["float64", "Float64", "object", "float32", "double[pyarrow]"])
def test_whole_numbers_that_pandas_holds_as_others(policy: Policy, dtype: str) -> None:
    columns = {"sessions_absent": [12, None], "sessions_possible": [120, 100]}
    frame = pd.DataFrame({**IDS, **columns}).astype({"sessions_absent": dtype})
    assert [row["tier"] for row in rows_of(decide(policy, frame))] == ["persistent", None]


def test_booleans_with_gaps_in_pandas(policy: Policy) -> None:
    cells = pd.Series([True, None], dtype=object)
    frame = pd.DataFrame({**IDS, "identified_at_risk": cells})
    assert [row["tier"] for row in rows_of(decide(policy, frame))] == [None, None]
    frame["sessions_absent"], frame["sessions_possible"] = 0, 100
    assert [row["tier"] for row in rows_of(decide(policy, frame))] == ["at_risk", "all_pupils"]


def test_columns_without_values_have_any_type(policy: Policy, duck: Duck) -> None:
    empty = {name: [None, None] for name in WRONG}
    without = rows_of(decide(policy, pl.DataFrame(IDS)))
    frame = pl.DataFrame({**IDS, **empty})
    assert set(frame.schema.values()) == {pl.String, pl.Null}
    nulls = duck.connection.sql(
        "select 'P' || i pupil_id, null sessions_absent, null engagement from range(1, 3) t(i)"
    )
    numbers = pd.DataFrame({**IDS, **dict.fromkeys(WRONG, [float("nan")] * 2)})
    for one in (frame, frame.lazy(), frame.to_arrow(), pd.DataFrame({**IDS, **empty}), numbers):
        assert rows_of(decide(policy, one)) == without
    assert sorted(rows_of(decide(policy, nulls)), key=str) == without


@pytest.mark.parametrize(
    "dtype", [pl.Int8, pl.Int16, pl.Int64, pl.Int128, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64]
)
def test_integers_of_every_size(policy: Policy, dtype: Any, duck: Duck) -> None:
    counts = {"sessions_absent": [50, None], "sessions_possible": [100, 100]}
    frame = pl.DataFrame({**IDS, **counts}).with_columns(pl.col(pl.Int64).cast(dtype))
    frames = [frame, frame.lazy()]
    if dtype != pl.Int128:
        frames += [frame.to_arrow(), frame.to_pandas()]
        frames += [duck.connection.from_arrow(frame.to_arrow())]
    for one in frames:
        assert [row["tier"] for row in rows_of(decide(policy, one))] == ["severe", None]


def test_sums_of_duckdb(policy: Policy, duck: Duck) -> None:
    """A sum of whole numbers is a HUGEINT there."""
    relation = duck.connection.sql(
        "select 'P1' pupil_id, sum(a) sessions_absent, sum(p) sessions_possible, "
        "'lacking'::enum('lacking', 'SECRET') engagement from (values (5, 10), (1, 90)) t(a, p)"
    )
    (row,) = rows_of(decide(policy, relation))
    assert row["tier"] == "at_risk"


def test_the_remedy_for_0_and_1_is_one(policy: Policy) -> None:
    frame = pl.DataFrame({**IDS, "disability": [1, 0]})
    assert problems(policy, frame) == (ZERO_ONE,)
    mended = decide(policy, frame.with_columns(pl.col("disability").cast(pl.Boolean)))
    assert_frame_equal(mended, decide(policy, pl.DataFrame({**IDS, "disability": ["yes", "no"]})))


def test_other_words_for_yes_are_told_what_to_become(policy: Policy) -> None:
    (problem,) = problems(policy, pl.DataFrame({**IDS, "disability": ["TRUE", "no"]}))
    assert "(turn other words for them, such as true or 0, into these" in problem
    assert problem.endswith("1 row is not so")


@pytest.mark.parametrize("library", [nw, stable], ids=["narwhals", "narwhals.stable.v1"])
@pytest.mark.parametrize("form", ["wide", "long"])
def test_a_frame_of_narwhals_comes_back_as_one(
    policy: Policy, library: Any, form: Form, duck: Duck
) -> None:
    frame = pl.DataFrame({**IDS, "sessions_possible": [100, 100], "sessions_absent": [3, 30]})
    natives = [frame, frame.lazy(), frame.to_pandas(), frame.to_arrow()]
    natives.append(duck.connection.from_arrow(frame.to_arrow()))
    for native in natives:
        wrapped = library.from_native(native)
        answer = policy.decide_frame(wrapped, form=form)
        assert type(answer) is type(wrapped)
        assert type(library.to_native(answer)) is type(native)
        expected = policy.decide_frame(native, form=form)
        assert rows_of(library.to_native(answer)) == rows_of(expected)
