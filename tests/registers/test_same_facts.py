"""Random marks: every form, kind of table and order gives the facts that the oracle gives."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from pathlib import Path
from unittest import mock

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.registers import Layout, counting, register_facts
from attendance_rules.registers.sources import sources
from tests.registers import oracle
from tests.registers.frames import long, plain
from tests.registers.oracle import CODES, Mark
from tests.support.effort import examples

pytestmark = pytest.mark.slow

DAYS = [dt.date(2024, 8, 15) + dt.timedelta(n) for n in range(10)]  # around the change of codes

any_mark = st.builds(
    Mark,
    st.sampled_from(["P1", "P2", "007"]),
    st.sampled_from(DAYS),
    st.sampled_from(["AM", "PM"]),
    st.sampled_from(CODES),
)


@given(st.lists(any_mark, min_size=1, max_size=40))
def test_long(marks: list[Mark]) -> None:
    facts, report = register_facts(long(marks))
    assert plain(facts) == oracle.facts(marks)
    assert report.read == len(marks)
    sessions = Counter((one.pupil, one.day, one.half) for one in marks)
    assert report.sessions_with_two_marks == sum(number > 1 for number in sessions.values())
    assert report.counted is not None
    assert sum(report.counted.values()) == len(sessions)
    assert report.missing == sum(one.code in ("", "-") for one in marks)


@given(st.lists(any_mark, min_size=2, max_size=40), st.integers(1, 39))
def test_several_registers_are_added_up(marks: list[Mark], cut: int) -> None:
    parts = [part for part in (marks[:cut], marks[cut:]) if part]
    facts, _ = register_facts([long(part) for part in parts])
    assert plain(facts) == oracle.facts(marks)


@given(st.lists(any_mark, min_size=1, max_size=40), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_window(marks: list[Mark], one: dt.date, other: dt.date) -> None:
    start, end = min(one, other), max(one, other)
    inside = [mark for mark in marks if start <= mark.day <= end]
    if inside:
        facts, report = register_facts(long(marks), start=start, end=end)
        assert plain(facts) == oracle.facts(inside)
        assert report.outside_window == len(marks) - len(inside)


@given(
    st.dictionaries(
        st.sampled_from(["P1", "P2", "007"]),
        st.tuples(st.integers(0, 4), st.lists(st.sampled_from(CODES), min_size=1, max_size=30)),
        min_size=1,
    ),
    st.sampled_from(["weekdays", "all"]),
)
def test_strings_of_marks_totals_and_columns(
    pupils: dict[str, tuple[int, list[str]]], days: str
) -> None:
    """A term of newer days, since columns of codes have no dates."""
    start = dt.date(2025, 9, 1)
    marks = []
    for pupil, (offset, codes) in pupils.items():
        day = start + dt.timedelta(offset)
        for position, code in enumerate(codes):
            marks.append(Mark(pupil, day, "AM" if position % 2 == 0 else "PM", code))
            if position % 2:
                day += dt.timedelta(1)
                while days == "weekdays" and day.weekday() > 4:
                    day += dt.timedelta(1)
    expected = oracle.facts(marks)
    assert plain(register_facts(long(marks))[0]) == expected

    strings = pl.DataFrame(
        [(pupil, start + dt.timedelta(n), ",".join(codes)) for pupil, (n, codes) in pupils.items()],
        schema=["pupil_id", "start_date", "marks"],
        orient="row",
    )
    layout = Layout.model_validate({"days": days, "separator": ","})
    assert plain(register_facts(strings, layout=layout)[0]) == expected

    counts = {pupil: Counter(codes) for pupil, (_, codes) in pupils.items()}
    columns = pl.DataFrame(
        {
            "pupil_id": list(pupils),
            "none": [counts[pupil][""] for pupil in pupils],
            **{code: [counts[pupil][code] for pupil in pupils] for code in CODES if code},
        }
    )
    named = Layout(codes={"none": ""})
    assert plain(register_facts(columns, layout=named)[0]) == expected

    totals = pl.DataFrame(
        [
            (pupil, possible, absent - unauthorised, unauthorised, unexplained)
            for pupil, (possible, absent, unauthorised, unexplained) in expected.items()
        ],
        schema=[
            "pupil_id",
            "sessions_possible",
            "sessions_authorised",
            "sessions_unauthorised",
            "sessions_unexplained",
        ],
        orient="row",
    )
    assert plain(register_facts(totals)[0]) == expected


def school(seed: int = 1) -> list[Mark]:
    """Twenty pupils over three weeks, each session once, sorted by pupil and session."""
    chance = random.Random(seed)
    return [
        Mark(f"P{pupil:03}", dt.date(2025, 9, 1) + dt.timedelta(day), half, chance.choice(CODES))
        for pupil in range(20)
        for day in range(21)
        for half in ("AM", "PM")
    ]


@pytest.mark.parametrize("kind", ["parquet", "csv", "frame", "lazy frame"])
@pytest.mark.parametrize("size", [7, 100, 2_000_000])
@pytest.mark.parametrize("sample", [2, 50_000])
@pytest.mark.parametrize("order", ["by pupil", "by day", "backwards", "mixed", "twice"])
def test_the_order_and_the_size_of_parts_do_not_matter(
    monkeypatch: pytest.MonkeyPatch, kind: str, size: int, sample: int, order: str, tmp_path: Path
) -> None:
    """By a sample of two, marks of several pupils are mostly taken for those of one."""
    monkeypatch.setattr(sources, "BATCH", size)
    monkeypatch.setattr(sources, "PART", size)
    monkeypatch.setattr(counting, "SAMPLE", sample)
    marks = school()
    expected = oracle.facts(marks)
    match order:
        case "by day":
            marks.sort(key=lambda one: (one.day, one.half, one.pupil))
        case "backwards":
            marks.reverse()
        case "mixed":
            random.Random(2).shuffle(marks)
        case "twice":
            marks = marks + marks
    frame, path = long(marks), tmp_path / f"marks.{kind}"
    match kind:
        case "parquet":
            frame.write_parquet(path, row_group_size=50)
        case "csv":
            frame.write_csv(path)
    given = {"frame": frame, "lazy frame": frame.lazy()}.get(kind, path)
    facts, report = register_facts(given)
    assert plain(facts) == expected
    assert report.sessions_with_two_marks == (20 * 42 if order == "twice" else 0)


@given(st.lists(any_mark, min_size=1, max_size=40), st.integers(1, 10), st.integers(1, 10))
def test_a_part_and_its_sample_of_any_size(marks: list[Mark], size: int, sample: int) -> None:
    with (
        mock.patch.object(sources, "PART", size),
        mock.patch.object(counting, "SAMPLE", sample),
    ):
        facts, report = register_facts(long(marks))
    assert plain(facts) == oracle.facts(marks)
    sessions = Counter((one.pupil, one.day, one.half) for one in marks)
    assert report.sessions_with_two_marks == sum(number > 1 for number in sessions.values())


@pytest.mark.parametrize("types", ["text", "numbers", "enum", "categorical", "times"])
def test_columns_of_other_types(types: str) -> None:
    marks = [Mark(one.pupil[1:], one.day, one.half, one.code) for one in school()]
    expected = oracle.facts(marks)
    frame = long(marks)
    match types:
        case "text":
            frame = frame.with_columns(pl.col("date").cast(pl.String))
        case "numbers":
            frame = frame.with_columns(pl.col("pupil_id").cast(pl.UInt16))
            expected = {str(int(pupil)): facts for pupil, facts in expected.items()}
        case "enum":
            frame = frame.with_columns(
                pl.col("code").cast(pl.Enum(CODES)), pl.col("session").cast(pl.Enum(["PM", "AM"]))
            )
        case "categorical":
            frame = frame.with_columns(pl.col("pupil_id", "code", "session").cast(pl.Categorical))
        case "times":
            frame = frame.with_columns(pl.col("date").cast(pl.Datetime("us", "Europe/London")))
    assert plain(register_facts(frame)[0]) == expected
    assert plain(register_facts(frame.lazy())[0]) == expected


def test_schools_have_pupils_of_their_own() -> None:
    marks = school()
    frame = long(marks)
    both = pl.concat([frame.with_columns(school_id=pl.lit(one)) for one in ("A", "B")])
    facts, report = register_facts(both)
    assert facts.columns[:2] == ["school_id", "pupil_id"]
    assert report.pupils == 40
    for _, part in facts.group_by("school_id"):
        assert plain(part.drop("school_id")) == oracle.facts(marks)


@examples(20)
@given(st.lists(any_mark, min_size=1, max_size=40))
def test_a_school_writes_marks_of_its_own(marks: list[Mark]) -> None:
    own = {"A": "/", "ill": "I", "/": "N", "": "L", "late": "L"}
    renamed = [
        Mark(one.pupil, one.day, one.half, {"I": "ill", "L": "late"}.get(one.code, one.code))
        for one in marks
    ]
    facts, _ = register_facts(long(renamed), aliases=own)
    meant = [Mark(one.pupil, one.day, one.half, own.get(one.code, one.code)) for one in renamed]
    assert plain(facts) == oracle.facts(meant)
