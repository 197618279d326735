"""The tables of codes: what they hold, how they are dated, and what is said of mistakes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from attendance_rules.errors import PolicyError
from attendance_rules.registers import RegisterCodes, check_codes, load_codes
from tests.registers import oracle
from tests.registers.frames import written

CODES = load_codes()
LAST_DAY, FIRST_DAY = dt.date(2024, 8, 18), dt.date(2024, 8, 19)


def in_force(codes: RegisterCodes, day: dt.date) -> dict[str, str]:
    rows = [row for row in codes.rows if row.in_force(day)]
    found = {row.code: row.category for row in rows}
    assert len(found) == len(rows)
    return {code: category for code, category in found.items() if category != "missing"}


def test_the_codes_from_19_august_2024() -> None:
    assert in_force(CODES, FIRST_DAY) == oracle.categories(oracle.NEW)


def test_the_codes_until_18_august_2024() -> None:
    assert in_force(CODES, LAST_DAY) == oracle.categories(oracle.OLD)


def test_a_dash_and_a_blank_are_missing_at_any_time() -> None:
    missing = {row.code: row for row in CODES.rows if row.category == "missing"}
    assert set(missing) == {"-", ""}
    assert all(row.valid_from is row.valid_until is None for row in missing.values())


def test_only_n_is_unexplained() -> None:
    assert {row.code for row in CODES.rows if row.unexplained} == {"N"}


def test_codes_removed_in_2024_are_read_by_their_old_category() -> None:
    now = CODES.period()
    assert CODES.period(FIRST_DAY) == now
    for code, category in {
        "H": "authorised_absence",
        "F": "authorised_absence",
        "J": "approved_educational_activity",
        "Y": "not_possible",
    }.items():
        reading = CODES.read(code, now)
        assert reading is not None
        assert (reading.row.category, reading.in_force) == (category, False)
    interview = CODES.read("J1", now)
    assert interview is not None
    assert (interview.row.category, interview.in_force) == ("authorised_absence", True)


def test_a_code_that_there_never_was() -> None:
    assert CODES.read("A", CODES.period()) is None


def test_every_code_says_what_it_means_and_how_sure_that_is() -> None:
    for row in CODES.rows:
        assert row.meaning
        assert row.source
        assert row.confidence


HEAD = 'title: a\nsource: b\nconfidence: c\nvalid_from: "2024-08-19"\ncodes:\n'


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            ['{code: "/", category: presnt, meaning: m}'],
            ["a.yaml:6:27: wrong-value: `category` must be one of `present`"],
        ),
        (
            ['{code: "/", category: present}'],
            ["a.yaml:6:5: missing-key: `meaning` is missing"],
        ),
        (
            ['{code: N, category: present, meaning: m, valid_until: "2020-01-01"}'],
            ["a.yaml:6:59: wrong-days: the last day is before the first"],
        ),
        (
            [
                "{code: I, category: authorised_absence, meaning: m}",
                '{code: I, category: present, meaning: m, valid_from: "2025-01-01"}',
            ],
            [
                "a.yaml:7:12: overlapping-codes: `I` has two meanings on the same days "
                "(the other is at a.yaml:6:12; end one before the other begins)"
            ],
        ),
        (
            ["{code: I, category: authorised_absence, meaning: m, unexplained: yes}"],
            ["a.yaml:6:57: wrong-value: only an unauthorised absence can be unexplained"],
        ),
        (
            ['{code: I, category: present, meaning: m, valid_from: "2024-02-30"}'],
            ["a.yaml:6:58: wrong-value: `valid_from` must be a day of the calendar"],
        ),
        (
            ["{code: 1, category: present, meaning: m}"],
            ["a.yaml:6:12: wrong-value: `code` must be text, and this is a number"],
        ),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, rows: list[str], expected: list[str]) -> None:
    written(tmp_path, "a.yaml", HEAD + "".join(f"  - {row}\n" for row in rows))
    codes, mistakes = check_codes(tmp_path)
    assert codes is None
    assert len(mistakes) == len(expected)
    for mistake, start in zip(mistakes, expected, strict=True):
        assert str(mistake).startswith(start)


def test_an_unquoted_hash_is_a_mistake(tmp_path: Path) -> None:
    written(tmp_path, "a.yaml", HEAD + "  - code: #\n    category: present\n    meaning: m\n")
    (mistake,) = check_codes(tmp_path)[1]
    assert (mistake.place.line, mistake.code) == (6, "wrong-value")
    assert "quotes" in mistake.help


def test_codes_may_follow_one_another(tmp_path: Path) -> None:
    rows = (
        '  - {code: I, category: present, meaning: m, valid_until: "2024-12-31"}\n'
        '  - {code: I, category: missing, meaning: m, valid_from: "2025-01-01"}\n'
    )
    written(tmp_path, "a.yaml", HEAD + rows)
    codes = load_codes(tmp_path)
    assert codes.changes == (dt.date(2024, 8, 19), dt.date(2025, 1, 1))
    readings = [codes.read("I", period) for period in range(3)]
    assert [(one.row.category, one.in_force) for one in readings if one] == [
        ("present", False),
        ("present", True),
        ("missing", True),
    ]


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_folder_without_codes(tmp_path: Path, name: str) -> None:
    with pytest.raises(PolicyError, match="no-codes"):
        load_codes(tmp_path / name)
