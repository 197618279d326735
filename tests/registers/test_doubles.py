"""Two marks for one session, and what the report says of this and other things."""

from __future__ import annotations

import itertools

import pytest

from attendance_rules.registers import duplicates as twice
from attendance_rules.registers import register_facts
from attendance_rules.registers.report import Double, OutOfDate
from tests.registers.frames import marks, plain

# The first of present, approved activity, authorised, unauthorised and uncounted, and what the
# session then counts as.
LADDER = [
    ("/", (1, 0, 0, 0)),
    ("V", (1, 0, 0, 0)),
    ("I", (1, 1, 0, 0)),
    ("O", (1, 1, 1, 0)),
    ("N", (1, 1, 1, 1)),
    ("#", (0, 0, 0, 0)),
    ("-", (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(LADDER, 2)))
@pytest.mark.parametrize("turned", [False, True])
def test_which_of_two_marks_counts(
    one: tuple[str, tuple[int, ...]], other: tuple[str, tuple[int, ...]], turned: bool
) -> None:
    (kept, expected), (passed_over, _) = one, other
    codes = [passed_over, kept] if turned else [kept, passed_over]
    facts, report = register_facts(marks(*(("P1", "2025-09-01", "AM", code) for code in codes)))
    assert plain(facts) == {"P1": expected}
    assert report.sessions_with_two_marks == 1
    assert report.doubles == (Double(kept, passed_over, 1),)


def test_the_same_mark_twice_and_three_marks() -> None:
    codes = ["I", "I", "/"]
    facts, report = register_facts(marks(*(("P1", "2025-09-01", "AM", code) for code in codes)))
    assert plain(facts) == {"P1": (1, 0, 0, 0)}
    assert report.sessions_with_two_marks == 1
    assert report.doubles == (Double("/", "I", 2),)


def test_pupils_in_doubt_are_settled_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twice, "AT_ONCE", 2)
    rows = [
        (f"P{n}", "2025-09-01", half, code)
        for n in range(9)
        for half in ("AM", "PM")
        for code in "/I"
    ]
    facts, report = register_facts(marks(*rows))
    assert plain(facts) == {f"P{n}": (2, 0, 0, 0) for n in range(9)}
    assert report.doubles == (Double("/", "I", 18),)


def test_white_space_around_an_identifier_hides_no_double() -> None:
    facts, report = register_facts(
        marks(("P1", "2025-09-01", "AM", "I"), ("P1 ", "2025-09-01", "AM", " / "))
    )
    assert plain(facts) == {"P1": (1, 0, 0, 0)}
    assert report.sessions_with_two_marks == 1


def test_codes_out_of_date_are_counted_by_their_category_and_reported() -> None:
    _, report = register_facts(
        marks(
            ("P1", "2024-08-18", "AM", "H"),
            ("P1", "2024-08-18", "PM", "K"),
            ("P1", "2024-08-19", "AM", "H"),
            ("P1", "2024-08-19", "PM", "J"),
            ("P1", "2024-08-20", "AM", "J1"),
            ("P2", "2024-08-20", "AM", "H"),
        )
    )
    assert set(report.out_of_date) == {
        OutOfDate("J", "approved_educational_activity", 1),
        OutOfDate("H", "authorised_absence", 2),
        OutOfDate("K", "approved_educational_activity", 1),
    }
    assert report.facts["sessions_absent"] == 4


def test_the_report_in_words_and_as_plain_values() -> None:
    frame = marks(
        ("P1", "2025-09-01", "AM", "/"),
        ("P1", "2025-09-01", "PM", ""),
        ("P1", "2025-09-02", "AM", "H"),
        ("P2", "2025-09-02", "AM", "/"),
        ("P2", "2025-09-02", "AM", "O"),
    )
    _, report = register_facts(frame)
    assert list(report.lines()) == [
        "5 marks of 2 pupils from 2025-09-01 to 2025-09-02",
        "sessions: 2 present, 0 approved educational activity, 1 authorised absence, "
        "0 unauthorised absence, 0 not possible, 1 missing",
        "warning: 1 missing mark, not counted as possible",
        "warning: `H` in 1 mark when it was not in force, counted as authorised absence",
        "warning: 1 session with several marks",
        "  `/` counted and `O` did not: 1",
    ]
    values = report.to_dict()
    assert values["marks_read"] == 5
    assert values["sessions_by_category"] == {
        "present": 2,
        "approved_educational_activity": 0,
        "authorised_absence": 1,
        "unauthorised_absence": 0,
        "not_possible": 0,
        "missing": 1,
    }
    assert values["two_marks"] == [{"kept": "/", "passed_over": "O", "marks": 1}]
    assert "P1" not in str(values)
