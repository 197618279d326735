"""Headroom against adding sessions one at a time, with `decide` as the judge."""

from __future__ import annotations

from typing import Any

import pytest

from attendance_rules import Policy, load_policy
from attendance_rules.checks.load import load_edition
from attendance_rules.decision.explain.headroom import Headroom
from attendance_rules.program.kleene import TRUE
from attendance_rules.program.lower import tier_rule
from tests.decision.explain.test_why import chain
from tests.decision.trying import built

FAR = 150
"""So many sessions are tried when nothing bounds them."""


class Judge:
    """Says by `decide` whether a pupil with so many sessions has the support of a tier."""

    def __init__(
        self,
        policy: Policy,
        tier: str,
        counts: tuple[str, str] = ("sessions_absent", "sessions_possible"),
    ) -> None:
        self._policy = policy
        self._counts = counts
        names = [rule.name for rule in policy.program.rules]
        self._position = names.index(tier_rule(tier))
        self._known: dict[tuple[int, int], bool] = {}

    def reached(self, absent: int, possible: int) -> bool:
        if (absent, possible) not in self._known:
            facts = dict(zip(self._counts, (absent, possible), strict=True))
            answers = self._policy.decide(facts)._case.answers
            self._known[absent, possible] = answers[self._position] == TRUE
        return self._known[absent, possible]

    def headroom(self, absent: int, possible: int, left: int | None) -> dict[str, Any]:
        """What `Headroom` should say, found by trying."""
        reached = self.reached(absent, possible)
        tried = range(1, (FAR if left is None else left) + 1)
        missed = (k for k in tried if self.reached(absent + k, possible + k))
        attended = (k for k in tried if not self.reached(absent, possible + k))
        more = (k for k in range(1, possible - absent + 1) if self.reached(absent + k, possible))
        fewer = (k for k in range(1, absent + 1) if not self.reached(absent - k, possible))
        can_miss = None
        if left is not None:
            below = [m for m in range(left + 1) if not self.reached(absent + m, possible + left)]
            can_miss = max(below, default=None)
        return {
            "reached": reached,
            "more_missed": None if reached else next(more, None),
            "fewer_missed": next(fewer, None) if reached else None,
            "missed_in_a_row": None if reached else next(missed, None),
            "attended_in_a_row": next(attended, None) if reached else None,
            "can_miss": can_miss,
            "sessions_remaining": left,
        }


THRESHOLDS: list[dict[str, str]] = [
    {},
    {"at_risk_from": "8.25%", "persistent_from": "33.33%", "severe_from": "100%"},
    {"at_risk_from": "0%", "persistent_from": "0.01%", "severe_from": "99.99%"},
]
# Absent and possible: none, all, at each threshold and on both sides of it, and in between.
SESSIONS = [
    *((0, 0), (0, 1), (1, 1), (0, 12), (1, 12), (7, 12), (12, 12), (1, 3), (2, 3)),
    *((5, 100), (4, 100), (6, 100), (9, 100), (10, 100), (11, 100)),
    *((49, 100), (50, 100), (51, 100), (99, 100), (100, 100), (8, 97), (9, 97), (11, 120)),
    *((33, 99), (34, 102), (33, 400), (132, 396)),
]


@pytest.mark.slow
@pytest.mark.parametrize("thresholds", THRESHOLDS, ids=["own", "odd", "extreme"])
def test_headroom_is_what_adding_sessions_shows(thresholds: dict[str, str]) -> None:
    policy = load_policy(parameters=thresholds)
    judges = {tier: Judge(policy, tier) for tier in ("at_risk", "persistent", "severe")}
    for absent, possible in SESSIONS:
        for left in (None, 0, 1, 40):
            facts = {"sessions_absent": absent, "sessions_possible": possible}
            found = policy.decide(facts | {"sessions_remaining": left}).headroom()
            assert found is not None
            assert [one.tier for one in found] == list(judges)
            for one in found:
                wanted = judges[one.tier].headroom(absent, possible, left)
                shown = one.to_dict()
                assert shown.pop("tier") == one.tier
                assert shown.pop("threshold") == one.threshold
                for name in ("missed_in_a_row", "attended_in_a_row"):
                    if left is None and shown[name] is not None and shown[name] > FAR:
                        assert wanted[name] is None
                        shown[name] = None
                assert shown == wanted, (absent, possible, left, one.tier)


def test_far_away_is_exact_too(policy: Policy) -> None:
    found = policy.decide({"sessions_absent": 10**8, "sessions_possible": 4 * 10**8}).headroom()
    assert found is not None
    (at_risk, persistent, severe) = found
    assert at_risk.attended_in_a_row == 16 * 10**8 + 1
    assert persistent.attended_in_a_row == 6 * 10**8 + 1
    assert severe.missed_in_a_row == 2 * 10**8


@pytest.mark.slow
def test_a_threshold_that_must_be_passed() -> None:
    """A tier for a rate above 50%, reached by way of a definition, and one for a low rate."""
    count = {"type": "count", "title": "t", "question": "q", "known": "", "unknown": ""}
    documents = chain(1)
    documents["vocabulary.yaml"] |= {"whole": count, "part": count | {"within": "whole"}}
    documents["vocabulary.yaml"]["sessions_remaining"] = dict(count)
    rate = {"type": "rate", "title": "t", "part": "part", "whole": "whole", "unknown": ""}
    documents["definitions.yaml"] |= {
        "rate": rate | {"known": "{part} of {whole}", "undefined": ""},
        "much": {"type": "condition", "title": "t", "when": {"rate": {"more_than": "50%"}}},
    }
    documents["tiers.yaml"]["some"] = {
        "title": "t",
        "section": "one",
        "continues": "everyone",
        "when": {"all": [{"much": "yes"}, {"not": {"rate": {"less_than": "20%"}}}]},
    }
    policy = built(documents)

    def one(part: int, whole: int, left: int | None = None) -> Headroom:
        found = policy.decide({"part": part, "whole": whole, "sessions_remaining": left}).headroom()
        assert found is not None
        return found[0]

    # Both rates must be reached, 20% ("not below") and 50%, so the higher one counts.
    assert one(5, 10).threshold == "50%"
    documents["tiers.yaml"]["some"]["when"] = {
        "any": [{"much": "yes"}, {"rate": {"at_least": "20%"}}]
    }
    policy = built(documents)
    assert one(5, 10).threshold == "20%"
    documents["tiers.yaml"]["some"]["when"] = {"much": "yes"}
    policy = built(documents)
    assert (one(5, 10).reached, one(5, 10).missed_in_a_row) == (False, 1)
    assert (one(6, 10).reached, one(6, 10).attended_in_a_row) == (True, 2)
    assert one(5, 10, 3).can_miss == 1
    assert one(5, 10, 2).can_miss == 1
    assert one(5, 6, 2).can_miss is None
    assert one(5, 6, 4).can_miss == 0
    for absent, possible in SESSIONS:
        judge = Judge(policy, "some", ("part", "whole"))
        for left in (0, 5, 400):
            found = one(absent, possible, left).to_dict()
            wanted = judge.headroom(absent, possible, left)
            assert {name: found[name] for name in wanted} == wanted
    documents["tiers.yaml"]["some"]["when"] = {"rate": {"more_than": "0%"}}
    policy = built(documents)
    assert (one(0, 9, 4).missed_in_a_row, one(0, 9, 4).can_miss) == (1, 0)
    assert (one(1, 9).reached, one(1, 9).attended_in_a_row) == (True, None)
    documents["tiers.yaml"]["some"]["when"] = {"rate": {"more_than": "100%"}}
    policy = built(documents)
    assert (one(9, 9, 4).missed_in_a_row, one(9, 9, 4).can_miss) == (None, 4)
    documents["tiers.yaml"]["some"]["when"] = {"rate": {"less_than": "20%"}}
    assert built(documents).decide({"part": 1, "whole": 2}).headroom() == ()


@pytest.mark.parametrize(
    "facts",
    [{}, {"sessions_possible": 100}, {"sessions_absent": 4}, {"sessions_remaining": 50}],
)
def test_headroom_is_unknown_when_the_sessions_are(policy: Policy, facts: dict[str, int]) -> None:
    assert policy.decide(facts).headroom() is None


def test_a_year_that_will_end_above_is_not_one_of_which_nothing_is_known(policy: Policy) -> None:
    facts = {"sessions_possible": 100, "sessions_absent": 30}
    for left, can_miss in ((None, None), (50, None), (250, 4)):
        found = policy.decide(facts | {"sessions_remaining": left}).headroom()
        assert found is not None
        persistent = found[1]
        assert persistent.reached
        assert (persistent.can_miss, persistent.sessions_remaining) == (can_miss, left)


def test_an_edition_without_the_fact_has_headroom_too() -> None:
    assert "sessions_remaining" in load_edition().facts
    assert built(chain(1)).decide({}).headroom() == ()
