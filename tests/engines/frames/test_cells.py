"""Cells that no fact can have: looked for before there is an answer, counted and never quoted."""

from __future__ import annotations

import polars as pl
import pytest

from attendance_rules.policy import Policy
from tests.engines.frames.deciding import decide, problems, problems_of_rows
from tests.engines.frames.tables import IN_PROCESS, Make, Row, Sparks, rows_of

WRONG: list[Row] = [
    {"pupil_id": "P0", "sessions_possible": 10, "sessions_absent": 1, "engagement": "lacking"},
    {"pupil_id": "P1", "sessions_possible": 10, "sessions_absent": 11, "engagement": "SECRET"},
    {"pupil_id": "P2", "sessions_possible": -5, "sessions_absent": None, "engagement": "Lacking"},
    {"pupil_id": "P3", "sessions_possible": 9_876_543_210, "sessions_absent": 0},
    {"pupil_id": "P4", "sessions_absent": 3, "sessions_unexplained": 4, "engagement": ""},
]
SAID = (
    "column `sessions_possible`: must be 0 or more and at most 1,000,000,000, or null; "
    "2 rows are not so",
    "column `engagement`: must be one of `engaged`, `lacking`, or null; 3 rows are not so",
    "column `sessions_absent` must not be more than `sessions_possible`; 1 row is not so",
    "column `sessions_unexplained` must not be more than `sessions_absent`; 1 row is not so",
)
OF_ONE_TYPE = sorted(set(IN_PROCESS) - {"polars categories"})


@pytest.mark.parametrize("kind", OF_ONE_TYPE)
def test_everything_wrong_is_said_at_once(policy: Policy, kind: str) -> None:
    assert problems_of_rows(policy, IN_PROCESS[kind], WRONG) == SAID


def test_duckdb_says_it_too(policy: Policy, duck: Make) -> None:
    assert problems_of_rows(policy, duck, WRONG) == SAID


@pytest.mark.xdist_group("spark")
def test_spark_says_it_too(policy: Policy, spark: Sparks) -> None:
    assert problems_of_rows(policy, spark, WRONG) == SAID
    unsure(policy, spark)


def unsure(policy: Policy, make: Make) -> None:
    """Without a check ahead, no answer for the pupils with such cells, and the right for others."""
    frame, right = make(WRONG, policy.program), make(WRONG[:1], policy.program)
    wide = sorted(rows_of(decide(policy, frame, check=False)), key=str)
    assert wide[0] == rows_of(decide(policy, right))[0]
    for row in wide[1:]:
        assert {value for name, value in row.items() if name != "pupil_id"} == {None}
    long = rows_of(decide(policy, frame, form="long", check=False))
    first = [row for row in long if row["pupil_id"] == "P0"]
    assert sorted(first, key=str) == sorted(rows_of(decide(policy, right, form="long")), key=str)
    told = sum(not one.standing for one in policy.edition.obligations.values())
    others = [row for row in long if row["pupil_id"] != "P0"]
    assert len(others) == 4 * told
    assert {row["status"] for row in others} == {None}


@pytest.mark.parametrize("kind", OF_ONE_TYPE)
def test_without_a_check_there_is_no_guess(policy: Policy, kind: str) -> None:
    unsure(policy, IN_PROCESS[kind])


def test_without_a_check_duckdb_does_not_guess(policy: Policy, duck: Make) -> None:
    unsure(policy, duck)


@pytest.mark.parametrize("dtype", [pl.UInt64, pl.Int128])
def test_numbers_that_fit_no_count(policy: Policy, dtype: type[pl.DataType]) -> None:
    """They are not cast, which would raise an error that quotes them."""
    cells = pl.Series([98765432198765432100 if dtype == pl.Int128 else 2**64 - 1], dtype=dtype)
    frame = pl.DataFrame({"pupil_id": ["P1"], "sessions_absent": cells, "sessions_possible": [1]})
    (said,) = problems(policy, frame)
    assert said.startswith("column `sessions_absent`: must be 0 or more")
    assert decide(policy, frame.lazy(), check=False).collect()["tier"].to_list() == [None]


HUGE = [
    {"pupil_id": "P0", "sessions_possible": 10, "sessions_absent": 10},
    {"pupil_id": "P1", "sessions_possible": 10**18, "sessions_absent": 10**18},
    {"pupil_id": "P2", "sessions_possible": -(10**18), "sessions_absent": -(2**63)},
]


def no_answer_for_huge_numbers(policy: Policy, make: Make) -> None:
    """10,000 times such a number fits no 64 bits: SQL would raise an error that quotes it."""
    answer = rows_of(decide(policy, make(HUGE, policy.program), check=False))
    tiers = {row["pupil_id"]: row["tier"] for row in answer}
    assert tiers == {"P0": "severe", "P1": None, "P2": None}


@pytest.mark.parametrize("kind", OF_ONE_TYPE)
def test_huge_numbers_without_a_check(policy: Policy, kind: str) -> None:
    no_answer_for_huge_numbers(policy, IN_PROCESS[kind])


def test_huge_numbers_without_a_check_in_duckdb(policy: Policy, duck: Make) -> None:
    no_answer_for_huge_numbers(policy, duck)


@pytest.mark.xdist_group("spark")
def test_huge_numbers_without_a_check_in_spark(policy: Policy, spark: Sparks) -> None:
    no_answer_for_huge_numbers(policy, spark)


@pytest.mark.parametrize("word", ["Yes", "true", "SECRET", ""])
def test_yes_and_no_as_text(policy: Policy, word: str) -> None:
    frame = pl.DataFrame({"pupil_id": ["P1"], "disability": [word]})
    assert problems(policy, frame) == (
        "column `disability`: must be one of `yes`, `no`, or null (turn other words for them, "
        "such as true or 0, into these, and blanks into null); 1 row is not so",
    )
    assert problems(policy, frame.cast({"disability": pl.Categorical})) == problems(policy, frame)
