"""Facts as programs have them: values of NumPy and pandas, rows of text, and what is refused."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from attendance_rules import FactsError, Policy, UnknownNameError

SECRET = "S3CRET"
PLAIN = {
    "pupil_id": "P1",
    "sessions_possible": 120,
    "sessions_absent": 31,
    "engagement": "lacking",
    "social_worker": True,
}


@pytest.mark.parametrize(
    "facts",
    [
        PLAIN | {"sessions_possible": np.int16(120), "sessions_absent": np.uint64(31)},
        PLAIN | {"sessions_possible": 120.0, "sessions_absent": np.float32(31)},
        PLAIN | {"engagement": np.str_("lacking"), "social_worker": np.bool_(True)},
        PLAIN | {"social_worker": "yes"},
        PLAIN | {"medical_condition": None, "send": float("nan"), "disability": np.nan},
        PLAIN | {"medical_condition": pd.NA, "send": pd.NaT, "disability": np.float64("nan")},
        PLAIN | {"identified_at_risk": pd.NA},
    ],
)
def test_values_of_numpy_and_pandas_are_taken_as_pythons_own(
    policy: Policy, facts: dict[str, Any]
) -> None:
    assert policy.decide(facts) == policy.decide(PLAIN)


def test_a_row_of_a_data_frame_is_a_mapping_of_facts(policy: Policy) -> None:
    """Where something is missing, pandas makes floats of counts."""
    frame = pd.DataFrame([PLAIN, {"pupil_id": "P2", "sessions_possible": 10}])
    first, second = policy.decide_many(frame.to_dict("records"))
    assert first == policy.decide(PLAIN)
    assert second == policy.decide({"pupil_id": "P2", "sessions_possible": 10})


def test_a_default_holds_for_what_says_that_nothing_is_known(policy: Policy) -> None:
    for unknown in (None, float("nan"), pd.NA):
        assert policy.decide({"identified_at_risk": unknown}).assumed == ("identified_at_risk",)


@pytest.mark.parametrize(
    "value",
    [1.5, 2.0**53, float("inf"), np.float64(1.5), np.array([1, 2]), np.array(3), [3], {3}, b"3"],
)
def test_no_count(policy: Policy, value: object) -> None:
    with pytest.raises(FactsError) as caught:
        policy.decide({"sessions_absent": value})
    assert caught.value.problems == ("`sessions_absent` must be a whole number, 0 or more",)


@pytest.mark.parametrize("name", ["pupil_id", "school_id"])
@pytest.mark.parametrize(
    "value", [["x"], {"x": 1}, ("x",), 7.0, True, 10**1_000, "x" * 1_001, b"x", object()]
)
def test_no_identifier(policy: Policy, name: str, value: object) -> None:
    with pytest.raises(FactsError) as caught:
        policy.decide({name: value})
    assert caught.value.problems == (f"`{name}` must be short text or a whole number",)


def test_identifiers_of_numpy_and_pandas(policy: Policy) -> None:
    decision = policy.decide({"pupil_id": np.int64(71), "school_id": pd.NA})
    assert (decision.pupil_id, decision.school_id) == ("71", None)


def test_names_that_are_no_facts_are_passed_over_if_asked(policy: Policy) -> None:
    facts = PLAIN | {"year_group": 9}
    with pytest.raises(FactsError, match="there is no fact `year_group`"):
        policy.decide(facts)
    assert policy.decide(facts, ignore_unknown=True) == policy.decide(PLAIN)
    assert list(policy.decide_many([facts], ignore_unknown=True)) == [policy.decide(PLAIN)]


@pytest.mark.parametrize(
    "rows",
    [
        pd.DataFrame([PLAIN]),
        pl.DataFrame([PLAIN]),
        pl.LazyFrame([PLAIN]),
        pa.table({"pupil_id": ["P1"]}),
    ],
)
def test_a_data_frame_is_sent_to_decide_frame(policy: Policy, rows: Any) -> None:
    for call in (policy.decide_many, policy.decide):
        with pytest.raises(FactsError, match="decide_frame"):
            call(rows)


@pytest.mark.parametrize("rows", [PLAIN, "P1", b"P1", 5, None])
def test_what_holds_no_rows_is_refused_at_once(policy: Policy, rows: Any) -> None:
    with pytest.raises(FactsError, match="put one in a list"):
        policy.decide_many(rows)


def rows_of(text: str) -> list[dict[str, str | None]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_of_text_say_what_they_say_in_files(policy: Policy) -> None:
    text = (
        "pupil_id, sessions_possible,sessions_absent,engagement,social_worker,medical_condition\n"
        "P1,120, 031 , lacking ,Y,\n"
        "P2,10\n"
    )
    first, second = (policy.facts_from_text(row) for row in rows_of(text))
    assert first == PLAIN
    assert second == {"pupil_id": "P2", "sessions_possible": 10}


def test_everything_wrong_with_a_row_of_text_is_said_and_no_cell(policy: Policy) -> None:
    text = f"pupil_id,sessions_absent,engagment,social_worker\nP1,{SECRET},{SECRET},{SECRET},x\n"
    with pytest.raises(FactsError) as caught:
        policy.facts_from_text(rows_of(text)[0])
    problems = caught.value.problems
    assert len(problems) == 4
    assert problems[0].startswith("`sessions_absent` must be a whole number")
    assert problems[1] == "there is no fact `engagment`; did you mean `engagement`?"
    assert problems[2].startswith("`social_worker` must be yes or no")
    assert problems[3] == "the row has more cells than there are columns"
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("cell", [5, True, ["x"], {}, b"x", np.array([1])])
def test_a_cell_that_is_no_text(policy: Policy, cell: Any) -> None:
    with pytest.raises(FactsError, match="`social_worker` must be text"):
        policy.facts_from_text({"social_worker": cell})


@pytest.mark.parametrize("name", [5, None, ["x"], b"x"])
def test_a_name_that_is_no_text(policy: Policy, name: Any) -> None:
    decision = policy.decide(PLAIN)
    for call in (decision.why, decision.why_not):
        with pytest.raises(UnknownNameError, match="must be text"):
            call(name)
    with pytest.raises(UnknownNameError):
        decision.required(0 if name is None else name)  # type: ignore[arg-type]
