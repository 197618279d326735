"""A file read some pupils at a time is read as it is read whole, mistakes included."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.caseload import CaseRow, read_caseload
from attendance_rules.caseload.batches import Batches
from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.errors import DataError
from attendance_rules.files import csv_batches as by_block
from attendance_rules.files import parquet_batches as by_record
from tests.caseload.random_files import alike, random_csv
from tests.caseload.reading import SECRET, written
from tests.support.effort import examples

EDITION = load_edition()
Outcome = tuple[CaseRow, ...] | list[str]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of a few pupils, so that a short file has several."""
    monkeypatch.setattr(by_block, "BLOCK", 256)
    monkeypatch.setattr(by_block, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(by_record, "ROWS_AT_ONCE", 3)


def whole(path: Path, carry: Sequence[str] = ()) -> Outcome:
    try:
        return read_caseload(path, EDITION, carry=carry, ignore_unknown_columns=True).rows
    except DataError as error:
        return alike(error.problems)


def in_batches(path: Path, carry: Sequence[str] = ()) -> Outcome:
    fault: DataError | None = None
    try:
        batches = Batches(path, EDITION, carry=carry, ignore_unknown_columns=True)
        return tuple(row for batch in list(batches) for row in batches.rows(batch))
    except DataError as error:
        fault = error
    assert fault.__cause__ is None
    assert SECRET not in f"{fault}{fault.__context__}"
    return alike(fault.problems)


def agree(path: Path, carry: Sequence[str] = ()) -> Outcome:
    expected = whole(path, carry)
    assert in_batches(path, carry) == expected
    return expected


@examples(300)
@given(seed=st.integers(0, 2**32))
def test_csv(tmp_path: Path, seed: int) -> None:
    path = written(tmp_path, "caseload.csv", random_csv(Random(seed), EDITION))
    agree(path, ["note"])


@examples(150)
@given(seed=st.integers(0, 2**32))
def test_parquet(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    mistakes = random.choice([0, 0, 0.05])
    columns: dict[str, pl.Series] = {}
    count = random.choice([0, 1, 5, 40])
    for name, fact in random.sample(list(EDITION.facts.items()), k=8):
        values: list[object]
        types: list[Any]
        match fact:
            case CountFact():
                values = [0, 3, None] if fact.within else [120, 10**9, None]
                values += [-1, 2**40] if mistakes else []
                types = [pl.Int64] if mistakes else [pl.UInt32, pl.Int64, pl.Int128]
            case WordFact():
                values = [*fact.words, None, " "]
                types = [pl.String, pl.Categorical, pl.Enum([*fact.words, " ", "other"])]
            case _ if mistakes:
                values, types = ["yes", "No ", SECRET, None], [pl.String]
            case _:
                values = random.choice([[True, False, None], [1, 0, None]])
                types = [pl.Boolean if values[0] is True else pl.Int8]
        some = random.choices(values, k=count)
        columns[name] = pl.Series(some, dtype=random.choice(types))
    ids: list[object] = [n if random.random() > mistakes else None for n in range(count)]
    columns["pupil_id"] = pl.Series(ids, dtype=random.choice([pl.Int32, pl.String]), strict=False)
    columns["note"] = pl.Series(random.choices([None, 1.5, 2.0], k=count), dtype=pl.Float64)
    columns["other"] = pl.Series([b"x"] * count)
    path = tmp_path / "case[load]*=1.parquet"
    pl.DataFrame(columns).write_parquet(path, row_group_size=7)
    agree(path, ["note", random.choice([*columns])] if random.random() < 0.5 else ["note"])


@pytest.mark.parametrize(
    "rows",
    [
        'P1,"yes"\nP2,no\n',
        'P1,yes\nP2,"a ""b"""\n',
        'P1,yes\nP2, "no"\n',
        'P1,yes\nP2,no"\n',
        'P1,yes\n"P\n2",no\n',
        "P1,yes\r\nP2,no\rP3,no\n",
        "P1,yes\nP2\n\nP3,no,\nP4",
        "P1,yes\nP2,no",
        "P1,yes\n" + "\n" * 600 + "P2,maybe\n",
        "P1,yes\n" + "P2," + "x" * 140_000 + "\n",
        "P1,yes\n" + "P2," + "x" * 1_100_000 + "\n",
        "P1,yes\n\ufeffP2,no\n",
        "P1,yes\nP2,\x1c\x1c,\n",
        ",,\n ,\u3000\n",
        "",
    ],
)
@pytest.mark.parametrize("header", ["pupil_id,disability\n", '\n"pupil_id",disability\n'])
def test_quirks(tmp_path: Path, header: str, rows: str) -> None:
    agree(written(tmp_path, "caseload.csv", header + rows))


def test_pupils_that_stand_twice_in_different_batches(tmp_path: Path) -> None:
    rows = "".join(f"A,P{number % 45}\n" for number in range(50))
    found = agree(written(tmp_path, "caseload.csv", f"school_id,pupil_id\n{rows}"))
    assert isinstance(found, list)
    assert len(found) == 5
    assert "rows 2 and 47 have the same `school_id` and `pupil_id`; keep one" in found[0]


def test_unknown_columns_and_no_columns(tmp_path: Path, edition: Edition) -> None:
    for text in ("pupil_id,engagment\nP1,x\n", "a,b\n1,2\n", "disability\nyes\n"):
        path = written(tmp_path, "caseload.csv", text)
        with pytest.raises(DataError) as expected:
            read_caseload(path, edition)
        with pytest.raises(DataError) as found:
            list(Batches(path, edition))
        assert found.value.problems == expected.value.problems


def test_how_much_was_read(tmp_path: Path) -> None:
    rows = "".join(f"P{number}\n" for number in range(500))
    batches = Batches(written(tmp_path, "caseload.csv", f"pupil_id\n{rows}"), EDITION)
    shares = [batches.share_read for _ in batches]
    assert shares == sorted(shares)
    assert batches.share_read == 1
