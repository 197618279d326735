"""What the module is: one file that needs nothing, its types, and its errors in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from attendance_rules.engines.javascript.tables import Tables
from attendance_rules.errors import EngineError, FactsError
from attendance_rules.export import javascript_module, javascript_types
from attendance_rules.policy import Policy
from attendance_rules.program.program import AtLeast, Fact, Program, Rate, Reaches, Rule
from attendance_rules.wording.clauses import sentence
from attendance_rules.wording.obligations import when_owed
from tests.engines.javascript.node import Node

NOT_COUNTS = [-1, 1.5, 10**9 + 1, 2**53, 1e300, "12", "", True, [], {}]
NOT_YES_OR_NO = ["Yes", 0, 1, "true", "", [], {"yes": 1}]
NOT_WORDS = ["Lacking", "constructor", "__proto__", "toString", 3, True, ["lacking"]]


@pytest.fixture(scope="module")
def text(policy: Policy) -> str:
    return javascript_module(policy)


def test_it_needs_nothing_else_and_makes_no_code(text: str) -> None:
    loading = r"^import\b|\b(?:import|require|eval|Function|fetch)\s*\("
    assert not re.search(loading, text, re.MULTILINE)
    assert not re.search(r"\b(?:window|document|globalThis|process|localStorage)\.", text)


def test_it_is_the_same_every_time_and_says_what_it_was_made_from(
    policy: Policy, text: str
) -> None:
    assert javascript_module(Policy(policy.edition)) == text
    assert policy.edition.digest in text[:400]
    assert "do not edit" in text[:400]
    assert text.isascii()


def test_the_types_declare_what_the_module_exports(policy: Policy, node: Node, text: str) -> None:
    types = javascript_types(policy)
    declared = re.findall(r"^export (?:function|const|class) (\w+)", types, re.MULTILINE)
    assert sorted(declared) == sorted(node.call(text, [["exports"]])[0])
    for name in [*policy.edition.facts, *policy.edition.obligations, *policy.edition.tiers]:
        assert f'"{name}"' in types
    assert '  engagement?: "engaged" | "lacking" | null;' in types
    assert "  sessions_absent?: number | null;" in types
    assert '  social_worker?: boolean | "yes" | "no" | null;' in types


def test_its_words_are_those_of_the_edition(policy: Policy, node: Node, text: str) -> None:
    asked = ("facts", "tiers", "parties", "obligations", "edition")
    facts, tiers, parties, obligations, about = node.call(text, [["told", name] for name in asked])
    edition = policy.edition
    assert list(facts) == list(edition.facts)
    assert [one["question"] for one in facts.values()] == [
        fact.question for fact in edition.facts.values()
    ]
    assert list(tiers) == list(edition.tier_ladder())
    assert parties == edition.about.parties
    assert about["digest"] == edition.digest
    assert about["parameters"]["persistent_from"]["value"] == 1_000
    for name, obligation in edition.obligations.items():
        assert obligations[name]["title"] == obligation.title
        assert obligations[name]["when"] == sentence(when_owed(edition, obligation))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("sessions_absent", NOT_COUNTS),
        ("social_worker", NOT_YES_OR_NO),
        ("engagement", NOT_WORDS),
    ],
)
def test_what_a_fact_cannot_be_is_refused_in_the_words_of_python(
    policy: Policy, node: Node, text: str, name: str, values: list[Any]
) -> None:
    for value, found in zip(
        values, node.call(text, [["decide", {name: value}] for value in values]), strict=True
    ):
        with pytest.raises(FactsError) as caught:
            policy.read({name: value})
        assert found == {"problems": list(caught.value.problems)}


def test_all_that_is_wrong_is_said_at_once_and_no_value_is_shown(
    policy: Policy, node: Node, text: str
) -> None:
    wrong = {"sessions_absent": "987654", "engagement": "secret word", "in_turn": 987654}
    also = {"sessions_possible": 10, "sessions_absent": 12, "sessions_unexplained": 15}
    given = node.call(text, [["decide", wrong], ["questions", also], ["changes", {}, also]])
    assert given[0]["problems"] == [
        "`sessions_absent` must be a whole number, 0 or more",
        "`engagement` must be one of `engaged`, `lacking`",
        "there is no fact `in_turn`",
    ]
    with pytest.raises(FactsError) as caught:
        policy.read(also)
    assert given[1]["problems"] == given[2]["problems"] == list(caught.value.problems)


@pytest.mark.parametrize("name", ["constructor", "toString", "hasOwnProperty", "<b>x</b>"])
def test_what_every_object_has_is_no_fact(node: Node, text: str, name: str) -> None:
    (found,) = node.call(text, [["decide", {name: "yes"}]])
    assert len(found["problems"]) == 1
    assert found["problems"][0].startswith("there is no fact")
    assert "<" not in found["problems"][0]


def test_what_is_left_out_null_or_an_identifier_is_passed_over(node: Node, text: str) -> None:
    given = {"pupil_id": "P1", "school_id": 3, "engagement": None}
    nothing, same = node.call(text, [["decide", {}], ["decide", given]])
    assert nothing == same


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1_999, 20_000, "9.99"), (10**9, 10**9, "100"), (1, 3, "33.33"), (5, 100, "5"), (0, 7, "0")],
)
def test_a_share_is_cut_and_never_rounded(
    node: Node, text: str, part: int, whole: int, shown: str
) -> None:
    ((found),) = node.call(text, [["percent", part, whole]])
    assert found["gave"].removesuffix("%").strip() == shown


def test_a_number_that_javascript_does_not_hold_exactly_is_refused() -> None:
    counts = (Fact("part", "count"), Fact("whole", "count"))

    def program(test: AtLeast | Reaches) -> Program:
        step = Rule("step", "obligation", test, 0)
        return Program(counts, (Rate("rate", "part", "whole"),), (step,), ())

    for test in (AtLeast("part", 2**53), Reaches("rate", 10**7)):
        with pytest.raises(EngineError, match="too big for JavaScript"):
            Tables(program(test), ["step"], lambda *_: "")
    for test in (AtLeast("part", 2**53 - 1), Reaches("rate", 9_007_199)):
        assert Tables(program(test), ["step"], lambda *_: "").plain()["tests"]
