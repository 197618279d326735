"""Which columns a file may have, and identifiers."""

from __future__ import annotations

from pathlib import Path

import pytest

from attendance_rules.caseload import read_caseload
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import DataError
from tests.caseload.reading import SECRET, problems, written


def csv(folder: Path, text: str) -> Path:
    return written(folder, "caseload.csv", text)


def test_an_unknown_column(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f"pupil_id,engagment,Sessions Absent,reg\n{SECRET},{SECRET},1,7R\n")
    assert problems(path, edition) == [
        "row 1, column `engagment`: there is no such fact; did you mean `engagement`?",
        "row 1, column `Sessions Absent`: there is no such fact; did you mean `sessions_absent`?",
        "row 1, column `reg`: there is no such fact; correct its name, carry it, or ignore "
        "unknown columns",
    ]
    assert problems(path, edition, carry=["reg", "engagment"])[0].startswith(
        "row 1, column `Sessions Absent`"
    )
    caseload = read_caseload(path, edition, ignore_unknown_columns=True, carry=["reg"])
    assert caseload.ignored == ("engagment", "Sessions Absent")
    assert caseload.rows[0].carried == ("7R",)


def test_very_many_unknown_columns(tmp_path: Path, edition: Edition) -> None:
    names = ",".join(f"c{number}" for number in range(50_000))
    path = csv(tmp_path, f"pupil_id,{names}\nP1\n")
    assert problems(path, edition)[20:] == ["and 49,980 more problems"]


@pytest.mark.parametrize(
    ("header", "remedy"),
    [
        ("Pupil ID,disability", "rename `Pupil ID` to it"),
        ("pupilid,disability", "rename `pupilid` to it"),
        ("disability,engagement", "add it, with an id for each pupil"),
    ],
)
@pytest.mark.parametrize("ignore", [False, True])
def test_no_pupil_id(
    tmp_path: Path, edition: Edition, header: str, remedy: str, ignore: bool
) -> None:
    path = csv(tmp_path, f"{header}\n{SECRET},{SECRET}\n")
    assert problems(path, edition, ignore_unknown_columns=ignore) == [
        f"there is no column `pupil_id`; {remedy}"
    ]


def test_a_file_without_a_header_is_not_quoted(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f"{SECRET}1,120,{SECRET},school\n{SECRET}2,120,12,\n")
    assert problems(path, edition) == [
        "row 1: no column name is known; name one `pupil_id` and the others by facts"
    ]


def test_names_that_are_missing_or_stand_twice(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, "pupil_id,,disability, disability ,\nP1,,,,\n")
    assert problems(path, edition) == [
        "row 1: column 2 has no name; name it or delete the column",
        "row 1: columns 3 and 4 are both called `disability`; rename or delete one of them",
        "row 1: column 5 has no name; name it or delete the column",
    ]


def test_a_hostile_column_name_is_shown_harmlessly(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f'pupil_id,"\x1b[31m\u202e\n{"x" * 500}"\nP1,\n')
    (problem,) = problems(path, edition)
    assert problem.isprintable()
    assert len(problem) < 200


def test_carrying(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, "pupil_id,disability,form,status,tier\nP1, Yes , 7R ,x,y\n")
    assert problems(path, edition, carry=["from", "form", "form", "pupil_id", "status"]) == [
        "cannot carry `from`: there is no such column; did you mean `form`?",
        "cannot carry `form` twice; name it once",
        "cannot carry `pupil_id`: the output has a column of that name; rename it or leave it out",
        "cannot carry `status`: the output has a column of that name; rename it or leave it out",
        "row 1, column `tier`: there is no such fact; correct its name, carry it, or ignore "
        "unknown columns",
    ]
    caseload = read_caseload(
        path, edition, carry=["form", "disability"], ignore_unknown_columns=True
    )
    assert caseload.carried == ("form", "disability")
    assert caseload.rows[0].carried == ("7R", "Yes")
    assert caseload.rows[0].facts.values[list(edition.facts).index("disability")] is True


def test_blank_identifiers(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f"school_id,pupil_id\n{SECRET},\n ,{SECRET}\n")
    assert problems(path, edition) == [
        "row 2, column `pupil_id`: must not be blank; give the id",
        "row 3, column `school_id`: must not be blank; give the id",
    ]


def test_duplicates(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f"pupil_id\n{SECRET}\nP2\n\n {SECRET} \n{SECRET}\n")
    assert problems(path, edition) == [
        "rows 2 and 5 have the same `pupil_id`; keep one of them",
        "rows 2 and 6 have the same `pupil_id`; keep one of them",
    ]
    path = csv(tmp_path, f"pupil_id,school_id\n{SECRET},A\n{SECRET},B\n{SECRET},A\n")
    assert problems(path, edition) == [
        "rows 2 and 4 have the same `school_id` and `pupil_id`; keep one of them"
    ]


def test_the_same_pupil_at_two_schools(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, "school_id,pupil_id\n01,0001\n02,0001\n02,0002\n")
    caseload = read_caseload(path, edition)
    assert caseload.has_schools
    one = caseload.only("0001")
    assert [(row.school_id, row.row) for row in one.rows] == [("01", 2), ("02", 3)]
    with pytest.raises(DataError, match="no pupil has this `pupil_id`; write it as in the file"):
        caseload.only("1")


def test_defaults_and_what_is_left_out(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, "pupil_id,identified_at_risk\nP1,\nP2,no\n")
    one, two = read_caseload(path, edition).rows
    assert one.facts.values == two.facts.values
    assert (one.facts.assumed, two.facts.assumed) == (("identified_at_risk",), ())


def test_no_repr_shows_a_pupil(tmp_path: Path, edition: Edition) -> None:
    path = csv(tmp_path, f"pupil_id,note,engagement\n{SECRET},{SECRET},lacking\n")
    caseload = read_caseload(path, edition, carry=["note"])
    assert repr(caseload.rows) == "(CaseRow(row=2),)"
    assert SECRET not in repr(caseload)
    assert "lacking" not in repr(caseload)
