"""JSON and JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from tests.caseload.reading import SECRET, facts, problems, written

PUPILS = [
    {"pupil_id": 7, "sessions_possible": 120, "disability": True, "note": 93.5},
    {"pupil_id": "007", "sessions_possible": "120", "disability": "No", "engagement": None},
    {"pupil_id": " P3 ", "disability": 1, "engagement": "lacking", "sessions_possible": " "},
]


def lines(values: list[object]) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order mark"])
@pytest.mark.parametrize("suffix", ["json", "jsonl", "ndjson"])
def test_values(tmp_path: Path, edition: Edition, suffix: str, mark: str) -> None:
    text = json.dumps(PUPILS) if suffix == "json" else "\n" + lines([*PUPILS])
    path = written(tmp_path, f"caseload.{suffix}", mark + text)
    caseload = read_caseload(path, edition, carry=["note"])
    assert [row.pupil_id for row in caseload.rows] == ["7", "007", "P3"]
    assert [row.carried for row in caseload.rows] == [("93.5",), ("",), ("",)]
    assert facts(caseload, edition) == [
        {"sessions_possible": 120, "disability": True},
        {"sessions_possible": 120, "disability": False},
        {"engagement": "lacking", "disability": True},
    ]
    assert caseload.columns == (
        *("pupil_id", "sessions_possible", "disability", "note", "engagement"),
    )
    assert caseload.unit == ("object" if suffix == "json" else "line")
    assert [row.row for row in caseload.rows] == ([1, 2, 3] if suffix == "json" else [2, 3, 4])


@pytest.mark.parametrize(
    "value",
    ["120.0", "1e2", "-1", "true", '"120.0"', "1" * 5_000, "1000000001", '"' + "1" * 5_000 + '"'],
)
def test_what_is_no_count(tmp_path: Path, edition: Edition, value: str) -> None:
    path = written(tmp_path, "caseload.json", f'[{{"pupil_id": 1, "sessions_absent": {value}}}]')
    assert problems(path, edition) == [
        "object 1, column `sessions_absent`: must be a whole number, 0 or more and at most "
        "1,000,000,000, in digits only such as `120`, or null"
    ]


@pytest.mark.parametrize("value", ["2", "1.0", '"maybe"', '"1.0"'])
def test_what_is_not_yes_or_no(tmp_path: Path, edition: Edition, value: str) -> None:
    path = written(tmp_path, "caseload.jsonl", f'{{"pupil_id": 1, "disability": {value}}}')
    assert problems(path, edition) == ["line 1, column `disability`: must be yes or no, or null"]


@pytest.mark.parametrize("value", ["1.5", "true", '"\\u0000"', '"\\ud800"', "9" * 5_000])
def test_what_is_no_identifier(tmp_path: Path, edition: Edition, value: str) -> None:
    path = written(tmp_path, "caseload.json", f'[{{"pupil_id": {value}, "disability": true}}]')
    assert problems(path, edition) == [
        "object 1, column `pupil_id`: must be plain text or a whole number"
    ]


def test_a_pupil_without_an_identifier(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.json", '[{"pupil_id": "P1"}, {"disability": true}, {}]')
    assert problems(path, edition) == [
        "object 2, column `pupil_id`: must not be blank; give the id",
        "object 3, column `pupil_id`: must not be blank; give the id",
    ]


def test_objects_that_are_not_flat(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.json",
        f'[{{"pupil_id": "{SECRET}", "disability": ["{SECRET}"]}},\n'
        f' {{"pupil_id": "P2", "disability": {{"{SECRET}": 1}}, "engagement": NaN}},\n'
        f' {{"pupil_id": "P3", "disability": true, "disability ": "{SECRET}"}},\n'
        f' "{SECRET}", ["{SECRET}"], null]',
    )
    assert problems(path, edition) == [
        "object 4 is not an object; write {…} for each pupil",
        "object 5 is not an object; write {…} for each pupil",
        "object 6 is not an object; write {…} for each pupil",
        "object 1, column `disability`: holds a list or an object; write a single value",
        "object 2, column `disability`: holds a list or an object; write a single value",
        "object 2, column `engagement`: holds NaN or Infinity, which JSON does not have; write "
        "null",
        "object 3, column `disability`: stands there twice; keep one of them",
    ]


def test_pupils_that_are_named_by_their_identifiers(tmp_path: Path, edition: Edition) -> None:
    path = written(tmp_path, "caseload.json", f'[{{"{SECRET}": {{"disability": true}}}}]')
    assert problems(path, edition) == [
        "object 1: no column name is known; name one `pupil_id` and the others by facts"
    ]


def test_objects_without_anything_in_them(tmp_path: Path, edition: Edition) -> None:
    assert problems(written(tmp_path, "caseload.json", "[{}, {}]"), edition) == [
        "no column name is known; name one `pupil_id` and the others by facts"
    ]


def test_an_unknown_name_is_placed_where_it_first_stands(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path, "caseload.json", '[{"pupil_id": 1}, {"pupil_id": 2, "engagment": "lacking"}]'
    )
    assert problems(path, edition) == [
        "object 2, column `engagment`: there is no such fact; did you mean `engagement`?"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{}", "must be an array of objects, one for each pupil: [{…}, {…}]"),
        (f'"{SECRET}"', "must be an array of objects, one for each pupil: [{…}, {…}]"),
        ("NaN", "must be an array of objects, one for each pupil: [{…}, {…}]"),
        (
            f'[{{"pupil_id": "{SECRET}"}},\n {SECRET}]',
            "line 2, character 2: this is not JSON; check the commas, quotes and brackets before "
            "this place",
        ),
        (
            f'[{{"pupil_id": "{SECRET}"',
            "line 1, character 23: this is not JSON; check the commas, quotes and brackets before "
            "this place",
        ),
        ("[" * 10_000, "nested too deep; write one flat object for each pupil"),
        ('{"a":' * 10_000, "nested too deep; write one flat object for each pupil"),
        (f'["{SECRET}"]', "object 1 is not an object; write {…} for each pupil"),
    ],
    ids=["object", "text", "NaN", "broken", "cut off", "deep", "deep objects", "words"],
)
def test_what_is_not_an_array_of_objects(
    tmp_path: Path, edition: Edition, text: str, message: str
) -> None:
    assert problems(written(tmp_path, "caseload.json", text), edition) == [message]


def test_text_that_is_not_utf_8(tmp_path: Path, edition: Edition) -> None:
    text = f'[{{"pupil_id": "{SECRET}"}},\n{{"pupil_id": "é"}}]'.encode("cp1252")
    assert problems(written(tmp_path, "caseload.json", text), edition) == [
        "line 2 is not UTF-8; save the file as UTF-8"
    ]
    assert problems(written(tmp_path, "caseload.jsonl", text.splitlines()[1]), edition) == [
        "line 1 is not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
    ]


def test_every_wrong_line_is_named(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.jsonl",
        f'{{"pupil_id": "{SECRET}", "disability": "{SECRET}"}}\n{{"{SECRET}"\n\n{"[" * 10_000}\n'
        f'[1]\n{{"pupil_id": "{SECRET}"}}\n',
    )
    assert problems(path, edition) == [
        "line 2, character 10: this is not JSON; check the commas, quotes and brackets before "
        "this place",
        "line 4: nested too deep; write one flat object for each pupil",
        "line 5 is not an object; write {…} for each pupil",
        "line 1, column `disability`: must be yes or no, or null",
        "lines 1 and 6 have the same `pupil_id`; keep one of them",
    ]


def test_cells_that_are_no_text_where_text_is_asked_for(tmp_path: Path, edition: Edition) -> None:
    path = written(
        tmp_path,
        "caseload.json",
        '[{"pupil_id": "P1", "engagement": 1, "note": "\\u0000"},'
        ' {"pupil_id": null, "engagement": false, "note": null}]',
    )
    words = "must be one of `engaged`, `lacking`, or null"
    assert problems(path, edition, carry=["note"]) == [
        f"object 1, column `engagement`: {words}",
        "object 1, column `note`: holds a character that no text has; remove it",
        "object 2, column `pupil_id`: must not be blank; give the id",
        f"object 2, column `engagement`: {words}",
    ]
