"""Registers in tables of pandas, PyArrow and DuckDB: the answers are those of a Polars frame."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from attendance_rules.registers import RegisterReport, register_facts
from tests.registers.frames import SECRET, plain, problems
from tests.registers.oracle import CODES

Facts = dict[str, tuple[int | None, ...]]


def register(seed: int = 1) -> pl.DataFrame:
    """Marks with gaps and doubles around the change of codes, a part of them null."""
    chance = random.Random(seed)
    rows = [
        (
            chance.randrange(10),
            dt.date(2024, 8, 1) + dt.timedelta(chance.randrange(40)),
            chance.choice(["AM", "PM"]),
            None if chance.random() < 0.1 else chance.choice(CODES),
        )
        for _ in range(300)
    ]
    return pl.DataFrame(rows, schema=["pupil_id", "date", "session", "code"], orient="row")


def answers(registers: Any) -> tuple[Facts, RegisterReport]:
    facts, report = register_facts(registers, start=dt.date(2024, 8, 5))
    return plain(facts), report


EXPECTED = answers(register())


def in_pandas(**columns: Callable[[pd.Series], pd.Series]) -> pd.DataFrame:
    """The register as pandas makes it of lists, with some columns made otherwise."""
    frame = pd.DataFrame(register().to_dict(as_series=False))
    for name, change in columns.items():
        frame[name] = change(frame[name])
    return frame


def not_a_number(marks: pd.Series) -> pd.Series:
    """None or NaN in turns, among words."""
    gaps = [None if number % 2 else np.nan for number in range(len(marks))]
    cells = [gap if pd.isna(mark) else mark for mark, gap in zip(marks, gaps, strict=True)]
    return pd.Series(cells, dtype="object")


PANDAS: dict[str, dict[str, Callable[[pd.Series], pd.Series]]] = {
    "as it comes": {},
    "datetime64": {"date": pd.to_datetime},
    "datetime64 in nanoseconds": {"date": lambda dates: pd.to_datetime(dates).astype("M8[ns]")},
    "datetime64 with a time zone": {
        "date": lambda dates: pd.to_datetime(dates).dt.tz_localize("Europe/London")
    },
    "dates as objects": {"date": lambda dates: dates.astype("object")},
    "datetimes as objects": {
        "date": lambda dates: pd.Series(
            [dt.datetime.combine(one, dt.time(9)) for one in dates], dtype="object"
        )
    },
    "dates as text": {"date": lambda dates: dates.map(dt.date.isoformat)},
    "ids as text": {"pupil_id": lambda ids: ids.astype(str)},
    "ids as objects": {"pupil_id": lambda ids: ids.astype(str).astype("object")},
    "ids with an integer type that has gaps": {"pupil_id": lambda ids: ids.astype("Int64")},
    "marks with None and NaN": {"code": not_a_number},
    "marks as categories": {
        "code": lambda marks: marks.astype("category"),
        "session": lambda words: words.astype("category"),
    },
    "marks as text that has gaps": {"code": lambda marks: marks.astype("string")},
}


@pytest.mark.parametrize("kind", PANDAS)
def test_pandas(kind: str) -> None:
    assert answers(in_pandas(**PANDAS[kind])) == EXPECTED


def test_pandas_with_columns_of_arrow() -> None:
    frame = register().to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
    assert answers(frame) == EXPECTED


def test_an_index_of_pandas_is_passed_over() -> None:
    assert answers(in_pandas().set_index(pd.Index(["x"] * 300, name="date"))) == EXPECTED


def test_pyarrow() -> None:
    table = register().to_arrow()
    assert answers(table) == EXPECTED
    assert answers(pa.concat_tables([table[:100], table[100:]])) == EXPECTED
    for name in ("code", "session"):
        words = table[name].dictionary_encode()
        table = table.set_column(table.column_names.index(name), name, words)
    days = table["date"].cast(pa.timestamp("ms"))
    table = table.set_column(table.column_names.index("date"), "date", days)
    assert answers(table) == EXPECTED
    assert answers(pa.RecordBatchReader.from_batches(table.schema, table.to_batches())) == EXPECTED


def test_duckdb() -> None:
    connection = duckdb.connect()
    connection.register("marks", register().to_arrow())
    assert answers(connection.table("marks")) == EXPECTED
    timed = "select pupil_id::varchar pupil_id, date::timestamp date, session, code from marks"
    assert answers(connection.sql(timed)) == EXPECTED
    connection.execute(
        "create type word as enum (select distinct code from marks where code != '')"
    )
    words = "select * replace (nullif(code, '')::word as code) from marks"
    assert answers(connection.sql(words)) == EXPECTED
    sums = "count(*) sessions_possible, sum(1)::bigint sessions_absent"
    facts, _ = register_facts(connection.sql(f"select pupil_id, {sums} from marks group by all"))
    assert {row[1] - row[2] for row in facts.iter_rows()} == {0}
    connection.close()


def test_several_tables_of_different_kinds() -> None:
    frame = register()
    parts = [frame[:100].to_pandas(), frame[100:200].to_arrow(), frame[200:]]
    facts, report = answers(parts)
    assert facts == EXPECTED[0]
    assert report.registers == ("frame 1", "frame 2", "frame 3")
    assert report.doubles == EXPECTED[1].doubles


def test_the_day_of_a_time_is_that_of_its_own_zone() -> None:
    """Midnight in London in summer is the day before in UTC."""
    day = pl.Series("date", [dt.datetime(2025, 9, 1)]).dt.replace_time_zone("Europe/London")
    frame = pl.DataFrame([day]).with_columns(
        pupil_id=pl.lit("P1"), session=pl.lit("AM"), code=pl.lit("/")
    )
    _, report = register_facts(frame)
    assert report.first_day == dt.date(2025, 9, 1)


def test_cells_of_different_types_are_not_told() -> None:
    good = {"pupil_id": ["P1", "P2"], "/": [1, 2]}
    said = (
        "the frame: gives no Arrow data; compute it first, and let each column have a name of its "
        "own and cells of one type"
    )
    mixed = pd.DataFrame({**good, "pupil_id": pd.Series([7, SECRET], dtype="object")})
    assert problems(mixed) == [said]
    twice = pd.DataFrame(good)
    twice.insert(0, "/", [3, 4], allow_duplicates=True)
    assert problems(twice) == [said]
    connection = duckdb.connect()
    relation = connection.sql(f"select 1 pupil_id, x::int \"/\" from values ('{SECRET}') v(x)")
    assert problems(relation) == [said]
    connection.close()


def test_types_that_no_column_may_have() -> None:
    floats = in_pandas(pupil_id=lambda ids: ids.where(ids > 0).astype("float"))
    message = "the frame: column `{}`: must be of a text or whole-number type, or a date; cast it"
    assert problems(floats) == [message.format("pupil_id")]
    sums = duckdb.sql("select 1 pupil_id, sum(3) sessions_possible")  # of 128 bits
    assert problems(sums) == [message.format("sessions_possible")]


WITHOUT_PYARROW = """
import importlib.util, sys

find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "pyarrow" else find(name, *rest)

class Hidden:
    def find_spec(self, name, *rest):
        if name.partition(".")[0] == "pyarrow":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
import pandas
from attendance_rules.registers import register_facts
register_facts(pandas.DataFrame({"pupil_id": ["P1"], "/": [1]}))
"""


def test_pandas_without_pyarrow() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_PYARROW], capture_output=True, text=True)
    assert done.stderr.endswith("the frame: needs PyArrow: pip install pyarrow\n")
