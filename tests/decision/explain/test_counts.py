"""What counts can be beside one another, by trying every number."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from attendance_rules import Policy
from attendance_rules.decision.explain.counts import limits, parts_of, whole_numbers, wholes_of
from attendance_rules.program.analysis.ways import Span
from tests.decision.explain.test_why import chain
from tests.decision.trying import built

_BOUNDS = [(points, strictly) for points in (0, 1, 500, 3333, 9999, 10_000) for strictly in (0, 1)]
SPANS = [
    Span(low and (low[0], bool(low[1])), high and (high[0], bool(high[1])))
    for low, high in product((None, *_BOUNDS), repeat=2)
    if low is None or high is None or low < high
]


def lies_in(part: int, whole: int, span: Span) -> bool:
    def reaches(bound: tuple[int, bool]) -> bool:
        share, least = part * 10_000, bound[0] * whole
        return share > least if bound[1] else share >= least

    above = span.lowest is None or reaches(span.lowest)
    return above and not (span.below is not None and reaches(span.below))


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_parts_and_wholes_whose_share_lies_in_a_span(span: Span) -> None:
    for number in (*range(8), 20, 33):
        if number:
            low, high = parts_of(number, span)
            found = [part for part in range(number + 1) if low <= part <= high]
            assert found == [part for part in range(number + 1) if lies_in(part, number, span)]
        low, high = wholes_of(number, span)
        tried = range(max(number, 1), 400)
        found = [whole for whole in tried if low <= whole <= high]
        assert found == [whole for whole in tried if lies_in(number, whole, span)]


def test_the_numbers_of_a_span() -> None:
    assert whole_numbers(Span(None, (3, False))) == (0, 2)
    assert whole_numbers(Span((3, False), None)) == (3, 10**9)


def test_a_count_lies_between_its_parts_and_its_wholes(policy: Policy) -> None:
    known = {"sessions_possible": 100, "sessions_unexplained": 4}
    edition = policy.edition
    assert limits(edition, known, "sessions_absent") == (4, 100)
    assert limits(edition, known, "sessions_unauthorised") == (4, 100)
    assert limits(edition, known, "sessions_possible") == (100, 100)
    assert limits(edition, known, "sessions_remaining") == (0, 10**9)


def nested() -> dict[str, Any]:
    """Three counts, each a part of the one before, and one obligation."""
    documents = chain(1)
    count = documents["vocabulary.yaml"]["number"]
    documents["vocabulary.yaml"] |= {
        "outer": dict(count),
        "middle": count | {"within": "outer"},
        "inner": count | {"within": "middle"},
    }
    return documents


@pytest.mark.parametrize(
    ("when", "facts", "change"),
    [
        # The middle is not known and must hold the inner one.
        ({"middle": {"at_least": 2}, "flag": "yes"}, {"inner": 4, "flag": False}, {"middle": 4}),
        # A part that grows takes its wholes with it, and a whole that shrinks its parts.
        (
            {"inner": {"at_least": 3}},
            {"inner": 1, "middle": 1, "outer": 2},
            {"middle": 3, "outer": 3, "inner": 3},
        ),
        (
            {"outer": {"at_most": 3}},
            {"inner": 4, "middle": 4, "outer": 9},
            {"outer": 3, "middle": 3, "inner": 3},
        ),
        (
            {"outer": {"at_most": 3}},
            {"inner": 1, "middle": 4, "outer": 9},
            {"outer": 3, "middle": 3},
        ),
    ],
)
def test_the_smallest_change_keeps_parts_within_their_wholes(
    when: dict[str, Any], facts: dict[str, Any], change: dict[str, Any]
) -> None:
    documents = nested()
    documents["one/obligation-0.yaml"]["when"] = when
    found = built(documents).decide(facts).why_not("one/obligation-0")
    assert found.change is not None
    counts = {one.fact: one.after for one in found.change if one.fact != "flag"}
    assert counts == change


def test_a_situation_that_no_number_can_bring_about_is_not_told(policy: Policy) -> None:
    facts = {"social_worker": True, "deletion_planned": False, "sessions_unauthorised": 0}
    found = policy.decide(facts).why_not("social-worker/school-inform")
    assert [one.situations for one in found.effects] == [
        (("no missed sessions are unexplained", "not_required"),)
    ]
    facts = {"sessions_possible": 100, "sessions_unauthorised": 60}
    found = policy.decide(facts).why_not("severe/school-joint-approach")
    assert [one.situations for one in found.effects] == [
        (("the absence rate is at or above 50%", "required"),)
    ]
    found = policy.decide({"sessions_absent": 0}).why_not("severe/school-joint-approach")
    assert [one.situations for one in found.effects] == [
        (("the absence rate is below 50%", "not_required"),)
    ]
