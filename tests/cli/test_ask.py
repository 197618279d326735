"""`ask` with its answers piped in: what it asks, what it ends with, and what it refuses."""

from __future__ import annotations

import io
import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attendance_rules import Policy
from attendance_rules.decision.interview import Interview
from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.program.program import FactValue
from tests.cli.running import Result, Runner

Ask = Callable[..., Result]


@pytest.fixture
def ask(run: Runner, monkeypatch: pytest.MonkeyPatch) -> Ask:
    def piped(answers: str | bytes, *arguments: str | Path) -> Result:
        data = answers.encode() if isinstance(answers, str) else answers
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        return run("ask", *arguments)

    return piped


def test_the_decision_is_that_of_the_answers(ask: Ask, policy: Policy) -> None:
    result = ask("120\n31\n", "--format", "json")
    assert result.code == 0
    document = json.loads(result.out)
    expected = policy.decide({"sessions_possible": 120, "sessions_absent": 31})
    assert document["schema_version"] == 1
    assert document["policy"] == policy.identity.to_dict()
    assert document["decisions"] == [expected.to_dict()]


def test_it_asks_in_the_order_of_the_questions_and_says_what_hangs_on_them(
    ask: Ask, policy: Policy
) -> None:
    result = ask("\n")
    first = policy.decide({}).questions()[0]
    assert first.question in result.err
    assert f"{len(first.bears_on)} obligations depend on it" in result.err
    assert first.question not in result.out.split("Ask first")[0]


def test_a_question_is_asked_again_after_an_empty_line(ask: Ask) -> None:
    result = ask("\n120\n", "--format", "json")
    assert "or `?` if it is not known" in result.err
    assert (
        json.loads(result.out)["decisions"]
        == json.loads(ask("120", "--format", "json").out)["decisions"]
    )


@pytest.mark.parametrize(
    ("word", "value"),
    [("2", "current"), ("Current", "current"), ("current ", "current"), ("no", "no")],
)
def test_a_word_may_be_typed_or_numbered(
    ask: Ask, tmp_path: Path, policy: Policy, word: str, value: str
) -> None:
    start, saved = tmp_path / "start.json", tmp_path / "saved.json"
    start.write_text(json.dumps(everything_but(policy, "looked_after")), encoding="utf-8")
    assert ask(f"{word}\n", "--from", start, "--save", saved).code == 0
    assert json.loads(saved.read_text("utf-8"))["looked_after"] == value


@pytest.mark.parametrize(("typed", "value"), [("y", True), ("YES", True), ("n", False)])
def test_yes_and_no_may_be_letters(
    ask: Ask, tmp_path: Path, policy: Policy, typed: str, value: bool
) -> None:
    start, saved = tmp_path / "start.json", tmp_path / "saved.json"
    start.write_text(json.dumps(everything_but(policy, "social_worker")), encoding="utf-8")
    assert ask(f"{typed}\n", "--from", start, "--save", saved).code == 0
    assert json.loads(saved.read_text("utf-8"))["social_worker"] is value


@pytest.mark.parametrize("typed", ["?", "dk", "don't know", "DON’T KNOW"])
def test_what_is_not_known_is_not_asked_again_and_not_saved(
    ask: Ask, tmp_path: Path, policy: Policy, typed: str
) -> None:
    start, saved = tmp_path / "start.json", tmp_path / "saved.json"
    known = everything_but(policy, "social_worker")
    start.write_text(json.dumps(known), encoding="utf-8")
    result = ask(f"{typed}\n", "--from", start, "--save", saved)
    assert result.err.count("Does the pupil have a social worker?") == 1
    assert "That was the last question" in result.err
    assert json.loads(saved.read_text("utf-8")) == known


def test_what_is_taken_for_granted_is_said_and_may_be_put_right(
    ask: Ask, tmp_path: Path, policy: Policy
) -> None:
    start = tmp_path / "start.json"
    facts = {**everything_but(policy, "identified_at_risk"), "sessions_absent": 0}
    start.write_text(json.dumps(facts), encoding="utf-8")
    result = ask("y\n", "--from", start, "--format", "json")
    assert "Has the school itself identified the pupil" in result.err
    assert "taken as no so far" in result.err
    assert json.loads(result.out)["decisions"][0]["tier"] == "at_risk"


def test_the_last_answer_can_be_undone(ask: Ask, tmp_path: Path, policy: Policy) -> None:
    start, saved = tmp_path / "start.json", tmp_path / "saved.json"
    start.write_text(json.dumps(everything_but(policy, "social_worker")), encoding="utf-8")
    result = ask("back\ny\nback\nn\n\n", "--from", start, "--save", saved)
    assert "there is no answer to go back to" in result.err
    assert json.loads(saved.read_text("utf-8"))["social_worker"] is False


def test_saved_answers_are_a_beginning(ask: Ask, tmp_path: Path, policy: Policy) -> None:
    saved = tmp_path / "answers.json"
    assert ask("120\n31\n", "--save", saved).code == 0
    result = ask("", "--from", saved, "--format", "json")
    assert "How many sessions could" not in result.err
    facts = json.loads(saved.read_text("utf-8"))
    assert json.loads(result.out)["decisions"] == [policy.decide(facts).to_dict()]


def test_it_starts_from_what_a_file_knows_of_a_pupil(
    ask: Ask, pupils: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "answers.json"
    result = ask("done\n", "--caseload", pupils, "--pupil", "P0001", "--save", saved)
    assert result.code == 0
    assert "P0001  Persistently absent" in result.out
    assert "Hold more formal conversations with parents" in result.out
    assert json.loads(saved.read_text("utf-8")) == {
        "sessions_possible": 120,
        "sessions_absent": 31,
        "engagement": "lacking",
        "common_barriers": True,
    }


def test_a_pupil_of_several_schools_needs_a_school(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "trust.csv"
    path.write_text("school_id,pupil_id\nA,1\nB,1\n", encoding="utf-8")
    result = ask("", "--caseload", path, "--pupil", "1")
    assert result.code == 2
    assert "--school" in result.err
    assert ask("", "--caseload", path, "--pupil", "1", "--school", "B").code == 0
    assert ask("", "--caseload", path, "--pupil", "1", "--school", "C").code == 2


def test_nothing_to_ask_ends_at_once(ask: Ask, tmp_path: Path, policy: Policy) -> None:
    start = tmp_path / "start.json"
    start.write_text(json.dumps(everything_but(policy, "sessions_remaining")), encoding="utf-8")
    result = ask("", "--from", start)
    assert result.code == 0
    assert "no answer could change anything" in result.err


def test_a_threshold_is_set(ask: Ask) -> None:
    result = ask("120\n31\n", "--set", "persistent_from=30%", "--format", "json")
    assert json.loads(result.out)["decisions"][0]["tier"] == "at_risk"


def test_input_that_is_no_text_is_no_answer(ask: Ask) -> None:
    result = ask(b"\xff\xfe\x00\n120\n", "--format", "json")
    assert result.code == 0
    assert "must be a whole number" in result.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"SECRET", "line 1, character 1: this is not JSON"),
        (b'["SECRET"]', "holds no JSON object"),
        (b'"SECRET"', "holds no JSON object"),
        (b"", "is empty"),
        (b'{"engagement": "SECRET"}', "`engagement` must be one of `engaged`, `lacking`"),
        (b'{"sessions_absent": -1}', "`sessions_absent` must be a whole number"),
        (b'{"sessions_absent": 1e999}', "`sessions_absent` must be a whole number"),
        (b'{"sessions_absent": NaN}', "NaN, Infinity or a number that is too long"),
        (b'{"sessions_absent": ' + b"1" * 5000 + b"}", "number that is too long"),
        (b'{"engagment": "SECRET"}', "there is no fact `engagment`, did you mean `engagement`?"),
        (b'{"engagement": "lacking", "engagement": "SECRET"}', "says something twice"),
        (b'{"engagement": ["SECRET"]}', "`engagement` must be one of"),
        (b'{"engagement": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", "nested too deep"),
        (b'{"engagement": "' + b"SECRET" * 100_000 + b'"}', "is larger than 200,000 bytes"),
        (b'{\n"engagement": "SECRET\xff"}', "line 2 is not UTF-8"),
        (b'{"sessions_possible": 1, "sessions_absent": 2}', "is more than `sessions_possible`"),
    ],
)
def test_answers_that_cannot_be_read_end_with_2(
    ask: Ask, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    result = ask("", "--from", path)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"attendance-rules: {path}: ")
    assert message in result.err
    assert "SECRET" not in result.err


def test_of_many_mistakes_the_first_are_told(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps({f"fact{n}": n for n in range(100)}), encoding="utf-8")
    result = ask("", "--from", path)
    assert result.code == 2
    assert len(result.err.splitlines()) == 21
    assert "and 80 more problems" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "."], "is a folder; name a file in it"),
        (["--from", "nowhere.json"], "there is no such file"),
        (["--from", "a.json", "--caseload", "b.csv", "--pupil", "1"], "leave out one"),
        (["--caseload", "b.csv"], "--caseload and --pupil go together"),
        (["--pupil", "1"], "--caseload and --pupil go together"),
        (["--school", "1"], "--school needs --caseload"),
        (["--save", "nowhere/answers.json"], "there is no such folder"),
        (["--save", "."], "is a folder"),
    ],
)
def test_usage_that_does_not_fit_ends_with_2_before_anything_is_asked(
    ask: Ask, arguments: list[str], message: str
) -> None:
    result = ask("120\n", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "How many" not in result.err


def test_no_answer_is_repeated_on_standard_error(ask: Ask) -> None:
    result = ask("SECRET\n98761\n98762\n4321\nSECRET\n?\n", "--format", "json")
    assert result.code == 0
    for planted in ("SECRET", "98761", "98762", "4321"):
        assert planted not in result.err


@pytest.mark.parametrize("seed", range(5))
def test_an_interview_with_detours_ends_as_its_answers_do(policy: Policy, seed: int) -> None:
    """Whatever is answered, left unknown or undone on the way."""
    chance = random.Random(seed)
    interview = Interview(policy.decide, {})
    for _ in range(60):
        question = interview.question
        if question is None:
            break
        if chance.random() < 0.3:
            before = interview.facts
            undone = interview.number > 1
            assert interview.back() is undone
            assert undone or interview.facts == before
        else:
            interview.answer(chosen(policy, question.fact, chance))
    assert interview.decision == policy.decide(interview.facts)


def chosen(policy: Policy, name: str, chance: random.Random) -> FactValue:
    """An answer that contradicts no other, or None for "don't know"."""
    if chance.random() < 0.2:
        return None
    fact = policy.edition.facts[name]
    if isinstance(fact, CountFact):
        return 200 if name == "sessions_possible" else 1
    return chance.choice(list(fact.words)) if isinstance(fact, WordFact) else chance.random() < 0.5


def everything_but(policy: Policy, left_out: str) -> dict[str, object]:
    """A pupil of whom all but one fact is known, so that the one is all that may be asked."""
    facts: dict[str, object] = {}
    for name, fact in policy.edition.facts.items():
        if isinstance(fact, CountFact):
            facts[name] = 100 if name == "sessions_possible" else 0
        else:
            facts[name] = next(iter(fact.words)) if isinstance(fact, WordFact) else False
    facts["deletion_planned"] = True
    facts["social_worker"] = True
    return {name: value for name, value in facts.items() if name != left_out}
