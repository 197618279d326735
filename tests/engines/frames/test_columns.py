"""Names of columns: what is wrong with them is said at once, with a remedy."""

from __future__ import annotations

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from attendance_rules.policy import Policy
from tests.engines.frames.deciding import decide, problems

IDS = {"pupil_id": ["P1"]}


def test_every_wrong_name_at_once(policy: Policy) -> None:
    frame = pl.DataFrame(
        {"Sessions Absent": [1], "engagment": ["lacking"], "note": ["SECRET"], "send": ["none"]}
    )
    assert problems(policy, frame, carry=["notes", "status"], form="long") == (
        "cannot carry `notes`: there is no such column; did you mean `note`?",
        "cannot carry `status`: the answer has a column of that name; rename it or leave it out",
        "there is no column `pupil_id`; add it, with an id for each pupil "
        "(from the index, if it is there)",
        "column `Sessions Absent`: there is no such fact; did you mean `sessions_absent`?",
        "column `engagment`: there is no such fact; did you mean `engagement`?",
        "column `note`: there is no such fact; correct its name, carry it, "
        "or ignore unknown columns",
    )


def test_unknown_columns_can_be_ignored_or_carried(policy: Policy) -> None:
    frame = pl.DataFrame({**IDS, "note": ["n"], "other": [1], "other_too": [2]})
    answer = decide(policy, frame, carry=["note"], ignore_unknown_columns=True)
    assert answer.columns[:3] == ["pupil_id", "note", "tier"]
    assert decide(policy, frame, carry="note", ignore_unknown_columns=True).equals(answer)


def test_a_table_without_a_header_is_not_quoted(policy: Policy) -> None:
    assert problems(policy, pl.DataFrame({"SECRET": ["P2"], "12": ["13"]})) == (
        "no column name is known; name one `pupil_id` and the others by facts",
    )


def test_many_wrong_names_are_counted(policy: Policy) -> None:
    frame = pl.DataFrame({**IDS, **{f"x{n}": [n] for n in range(30)}})
    assert problems(policy, frame)[20:] == ("and 10 more",)


@pytest.mark.parametrize("name", ["send", "pupil_id"])
def test_columns_of_the_same_name(policy: Policy, name: str) -> None:
    columns = ["pupil_id", "send", name]
    said = (f"several columns are called `{name}`; rename or delete all but one",)
    assert problems(policy, pd.DataFrame([["P1", "none", "P2"]], columns=columns)) == said
    table = pa.table([pa.array(["P1"])] * 3, names=columns)
    assert problems(policy, table, ignore_unknown_columns=True) == said


def test_ignored_columns_may_share_a_name(policy: Policy) -> None:
    frame = pd.DataFrame([["P1", 1, 2]], columns=["pupil_id", "x", "x"])
    assert len(decide(policy, frame, ignore_unknown_columns=True)) == 1


def test_names_that_are_no_text(policy: Policy) -> None:
    frame = pd.DataFrame([["P1", 1]], columns=["pupil_id", 7])
    assert problems(policy, frame) == ("a column's name must be text; name every column",)


@pytest.mark.parametrize("carried", ["pupil_id", "Tier", "persistent/school-legal-intervention"])
def test_what_cannot_be_carried(policy: Policy, carried: str) -> None:
    assert problems(policy, pl.DataFrame({**IDS, carried: ["P1"]}), carry=[carried]) == (
        f"cannot carry `{carried}`: the answer has a column of that name; "
        "rename it or leave it out",
    )


def test_carried_twice(policy: Policy) -> None:
    frame = pl.DataFrame({**IDS, "note": ["x"]})
    assert problems(policy, frame, carry=["note", "note"]) == (
        "cannot carry `note` twice; name it once",
    )


def test_what_is_no_data_frame(policy: Policy) -> None:
    (said,) = problems(policy, [{"pupil_id": "P1"}])
    assert said.startswith("must be a DataFrame or LazyFrame of Polars")


def test_form_is_one_of_two(policy: Policy) -> None:
    with pytest.raises(ValueError, match="form must be `wide` or `long`"):
        decide(policy, pl.DataFrame(IDS), form="tall")
