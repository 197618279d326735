"""`explain`: which sentences it shows for whom, in text and as JSON, and the record it writes."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from attendance_rules import Policy
from attendance_rules.decision.decision import Decision
from tests.cli.running import Runner

CONVERSATIONS = "persistent/school-formal-conversations"
JOINT = "severe/school-joint-approach"
SUPPORT = "medical-send/school-support-and-adjustments"


@pytest.fixture
def decision(policy: Policy) -> Decision:
    """Of P0001, as the file has it."""
    return policy.decide(
        {
            "pupil_id": "P0001",
            "sessions_possible": 120,
            "sessions_absent": 31,
            "engagement": "lacking",
            "common_barriers": True,
        }
    )


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_what_is_expected_or_open_is_explained_and_the_rest_is_counted(
    run: Runner, pupils: Path, policy: Policy, decision: Decision
) -> None:
    result = run("explain", pupils, "--pupil", "P0001")
    assert (result.code, result.err) == (0, "")
    text = unwrapped(result.out)
    folded = 0
    for name, obligation in policy.edition.obligations.items():
        status = decision.statuses[name]
        shown = status != "not_required" and not obligation.standing
        assert (name in text) is shown
        folded += status == "not_required" and not obligation.standing
        if shown:
            required = status == "required"
            why_not = decision.why_not(name)
            assert (decision.why(name).sentence if required else why_not.sentence) in text
    assert folded == 3
    assert f"Not expected for this pupil: {folded} actions." in text
    assert "At all times, whichever pupil it is: 17 expected, 1 to find out." in text


def test_the_edition_and_the_one_in_force_stand_on_top(run: Runner, pupils: Path) -> None:
    text = unwrapped(run("explain", pupils, "--pupil", "P0001").out)
    assert text.startswith("Based on the May 2022 non-statutory edition")
    assert text.index("superseded on 19 August 2024") < text.index("P0001")


def test_obligations_stand_under_their_status_and_party(run: Runner, pupils: Path) -> None:
    report = run("explain", pupils, "--pupil", "P0001", "--all").out
    required, rest = report.split("\nTo find out\n")
    undetermined, rest = rest.split("\nNot expected\n")
    not_required = rest.split("\nHow far\n")[0]
    assert CONVERSATIONS in required
    assert "persistent/school-legal-intervention" in undetermined
    assert JOINT in not_required
    assert required.index("\nSchool\n") < required.index(CONVERSATIONS)
    assert required.index(CONVERSATIONS) < required.index("\nLocal authority\n")


def test_how_far_and_what_to_ask_first_come_last(
    run: Runner, pupils: Path, decision: Decision
) -> None:
    report = run("explain", pupils, "--pupil", "P0001").out
    far, ask = unwrapped(report.split("\nHow far\n")[1]).split(" Ask first ")
    severe = (
        "Severely absent (from 50%): 29 more sessions missed so far would have reached it; "
        "from now on, 58 more missed in a row will."
    )
    persistent = (
        "(from 10%): reached; with 20 fewer missed it would not have been; below it again after "
        "191 more attended in a row."
    )
    assert severe in far
    assert persistent in far
    questions = [question.question for question in decision.questions()]
    places = [ask.index(question) for question in questions[:5]]
    assert places == sorted(places)
    assert questions[5] not in ask
    assert f"{len(questions) - 5} more questions" in ask


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("", "How far it is to each tier is not known, because the sessions are not known."),
        ("300,10,60", "at most 25 of the sessions left (60) can be missed."),
        (
            "300,10,60",
            "Severely absent (from 50%): 140 more sessions missed so far would have reached it; "
            "from now on it is out of reach this school year.",
        ),
        (
            "300,30,1",
            "(from 10%): reached; with 1 fewer missed it would not have been; below it again "
            "after 1 more attended in a row.",
        ),
        ("300,30,1", "For the year to end below it, none of the sessions left (1) can be missed."),
        (
            "300,60,1",
            "with 31 fewer missed it would not have been; there is no way back below it this "
            "school year.",
        ),
        ("0,0,", "reached after 1 more missed in a row."),
        ("0,0,", "no session was possible, so there is no absence rate"),
    ],
)
def test_how_far_is_said_in_plain_sentences(
    run: Runner, tmp_path: Path, cells: str, sentence: str
) -> None:
    path = tmp_path / "pupils.csv"
    head = "pupil_id,sessions_possible,sessions_absent,sessions_remaining"
    path.write_text(f"{head}\nP1,{cells or ',,'}\n", encoding="utf-8")
    report = unwrapped(run("explain", path, "--pupil", "P1").out)
    assert sentence in report


def test_all_explains_standing_obligations_too(run: Runner, pupils: Path, policy: Policy) -> None:
    report = run("explain", pupils, "--pupil", "P0001", "--all").out
    assert all(name in report for name in policy.edition.obligations)
    assert "At all times" not in report
    assert "more questions" not in report


def test_one_obligation_is_explained_as_a_tree(run: Runner, pupils: Path) -> None:
    report = run("explain", pupils, "--pupil", "P0001", "--obligation", CONVERSATIONS).out
    tree = [line for line in report.splitlines() if "✓" in line]
    assert tree == [
        "  ✓ met       all of these:",
        "    ✓ met       the pupil is persistently absent",
        "      ✓ met       31 of 120 sessions were missed (25.83%, at or above 10%)",
        "    ✓ met       parents are not engaging",
    ]
    assert "\nExpected\n" in report
    assert JOINT not in report


def test_what_is_not_met_and_not_known_is_marked_so(
    run: Runner, pupils: Path, policy: Policy, decision: Decision
) -> None:
    report = run("explain", pupils, "--pupil", "P0001", "--obligation", JOINT).out
    assert "✗ not met" in report
    assert "\nNot expected\n" in report
    assert decision.why_not(JOINT).sentence in unwrapped(report)
    shown = "✗ not met the absence rate is at or above 50%: 31 of 120 sessions were missed"
    assert shown in unwrapped(report)
    report = run("explain", pupils, "--pupil", "P0003", "--obligation", CONVERSATIONS).out
    assert "? not known the absence rate is at or above 10% ? not known" in unwrapped(report)
    assert policy.decide({}).why_not(CONVERSATIONS).sentence in unwrapped(report)


def test_a_rate_of_no_session_is_said_to_be_none(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text("pupil_id,sessions_possible,sessions_absent\nP1,0,0\n", encoding="utf-8")
    report = run("explain", path, "--pupil", "P1", "--obligation", JOINT).out
    assert "at or above 50%: no session was possible, so there is no absence rate" in unwrapped(
        report
    )


def test_an_obligation_is_explained_with_its_parts_or_one_of_them(
    run: Runner, pupils: Path, policy: Policy, decision: Decision
) -> None:
    arguments = ("explain", pupils, "--pupil", "P0001", "--obligation", SUPPORT)
    text = unwrapped(run(*arguments).out)
    parts = policy.edition.obligations[SUPPORT].parts
    assert all(part.title in text for part in parts.values())
    text = unwrapped(run(*arguments, "--part", "plan-provision").out)
    assert decision.why_not(SUPPORT, "plan-provision").sentence in text
    assert parts["adjustments"].title not in text


@pytest.mark.parametrize("all", [False, True])
def test_json_is_what_python_gives(
    run: Runner, pupils: Path, policy: Policy, decision: Decision, all: bool
) -> None:
    more = ("--all",) if all else ()
    result = run("explain", pupils, "--pupil", "P0001", "--format", "json", *more)
    document = json.loads(result.out)
    assert document["schema_version"] == 1
    assert document["policy"] == policy.identity.to_dict()
    (found,) = document["decisions"]
    names = {
        (name, part): name if part is None else f"{name}#{part}"
        for name, part in decision.all_statuses()
        if all or not policy.edition.obligations[name].standing
    }
    statuses = decision.all_statuses()
    headroom = decision.headroom()
    assert headroom is not None
    assert found == json.loads(
        json.dumps(
            {
                **decision.to_dict(),
                "why": {name: decision.why(*key).to_dict() for key, name in names.items()},
                "why_not": {
                    name: decision.why_not(*key).to_dict()
                    for key, name in names.items()
                    if statuses[key] != "required"
                },
                "questions": [question.to_dict() for question in decision.questions()],
                "headroom": [one.to_dict() for one in headroom],
            }
        )
    )


def test_json_of_one_part(run: Runner, pupils: Path, decision: Decision) -> None:
    part = ("--obligation", SUPPORT, "--part", "plan-provision")
    result = run("explain", pupils, "--pupil", "P0001", "--format", "json", *part)
    (found,) = json.loads(result.out)["decisions"]
    why = decision.why(SUPPORT, "plan-provision").to_dict()
    assert found["why"] == json.loads(json.dumps({f"{SUPPORT}#plan-provision": why}))
    assert list(found["why_not"]) == [f"{SUPPORT}#plan-provision"]


def test_a_pupil_of_several_schools_is_explained_for_each(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "trust.csv"
    path.write_text(
        "school_id,pupil_id,sessions_possible,sessions_absent\nA,1,100,20\nB,1,100,0\n",
        encoding="utf-8",
    )
    report = run("explain", path, "--pupil", "1").out
    first, second = report.split("\nB/1  All pupils")
    assert "\nA/1  Persistently absent\n" in first
    assert "5 more sessions missed so far would have reached it" in second
    only = run("explain", path, "--pupil", "1", "--school", "B", "--format", "json").out
    assert [one["school_id"] for one in json.loads(only)["decisions"]] == ["B"]
    record = tmp_path / "record.json"
    result = run("explain", path, "--pupil", "1", "--record", record)
    assert (result.code, result.out) == (2, "")
    assert "add --school" in result.err
    assert not record.exists()


def test_a_record_is_written(run: Runner, pupils: Path, tmp_path: Path, decision: Decision) -> None:
    path = tmp_path / "record.json"
    arguments = ("explain", pupils, "--pupil", "P0001", "--record", path)
    assert run(*arguments).code == 0
    text = path.read_text("utf-8")
    assert json.loads(text) == decision.record()
    assert "P0001" not in text
    assert run(*arguments, "--reference", "case 7").code == 0
    assert json.loads(path.read_text("utf-8"))["reference"] == "case 7"


@pytest.mark.parametrize("format", ["text", "json"])
def test_it_goes_to_a_file(run: Runner, pupils: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "explained"
    arguments = ("explain", pupils, "--pupil", "P0001", "--format", format)
    assert run(*arguments, "--out", out).out == ""
    assert out.read_text("utf-8") == run(*arguments).out


def test_a_threshold_is_set(run: Runner, pupils: Path) -> None:
    report = run("explain", pupils, "--pupil", "P0001", "--set", "persistent_from=30%").out
    assert "\nP0001  At risk of persistent absence\n" in report


@pytest.mark.parametrize("width", ["40", "80", "300"])
def test_no_line_is_too_long_or_ends_in_spaces(
    run: Runner, pupils: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for more in ((), ("--obligation", SUPPORT)):
        lines = run("explain", pupils, "--pupil", "P0001", *more).out.splitlines()
        assert max(map(len, lines)) <= min(int(width), 100)
        assert not any(line.endswith(" ") for line in lines)


def test_hostile_identifiers_are_shown_harmlessly(run: Runner, tmp_path: Path) -> None:
    path, hostile = tmp_path / "pupils.csv", "\x1b[31m[bold red]evil[/]"
    path.write_text(f'pupil_id,sessions_possible\n"{hostile}",100\n', encoding="utf-8")
    report = run("explain", path, "--pupil", hostile).out
    assert "\x1b" not in report
    assert "[bold red]evil[/]" in report


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pupil", "SECRET"], "no pupil has this `pupil_id`"),
        (["--pupil", "P0001", "--school", "SECRET"], "no pupil has this `school_id`"),
        (
            ["--pupil", "P0001", "--obligation", "persistent/school-formal-conversation"],
            f"did you mean `{CONVERSATIONS}`?",
        ),
        (
            ["--pupil", "P0001", "--obligation", SUPPORT, "--part", "plan"],
            "there is no part `plan`",
        ),
        (["--pupil", "P0001", "--part", "plan"], "--part needs --obligation"),
        (["--pupil", "P0001", "--all", "--obligation", SUPPORT], "leave out one"),
        (["--pupil", "P0001", "--reference", "x"], "--reference needs --record"),
        (["--pupil", "P0001", "--record", "nowhere/record.json"], "there is no such folder"),
        (["--pupil", "P0001", "--policy", "nowhere"], "there is no such folder"),
        ([], "--pupil"),
    ],
)
def test_usage_that_does_not_fit_ends_with_2(
    run: Runner, pupils: Path, arguments: list[str], message: str
) -> None:
    result = run("explain", pupils, *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "SECRET" not in result.err


def test_bad_data_is_named_by_its_place(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text("pupil_id,form,engagement\nP1,7B,SECRET\n", encoding="utf-8")
    result = run("explain", path, "--pupil", "P1", "--carry", "form")
    assert result.code == 2
    assert "row 2, column `engagement`" in result.err
    assert "SECRET" not in result.err
    path.write_text("pupil_id,form\nP1,7B\n", encoding="utf-8")
    assert run("explain", path, "--pupil", "P1").code == 2
    assert run("explain", path, "--pupil", "P1", "--ignore-unknown-columns").code == 0


def test_where_the_encoding_has_few_signs_the_marks_are_plain(
    run: Runner, pupils: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rich.console.Console.encoding", "cp1252")
    report = run("explain", pupils, "--pupil", "P0001", "--obligation", JOINT).out
    assert "x not met" in report
    assert "✗" not in report


def test_a_sign_that_the_encoding_lacks_is_no_traceback(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text("pupil_id\nŁucja\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    result = run("explain", path, "--pupil", "Łucja")
    assert result.code == 2
    assert "set PYTHONIOENCODING=utf-8" in result.err
    assert "ucja" not in result.err
