"""What changed between two decisions, and a pupil's timeline."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import FactsError, Policy
from tests.decision.trying import built, named, statuses
from tests.support.effort import examples
from tests.support.policies import Documents, policies, random_facts

KINDS = {
    ("not_required", "required"): "began",
    ("required", "not_required"): "ended",
    ("undetermined", "required"): "became_known",
    ("undetermined", "not_required"): "became_known",
    ("required", "undetermined"): "became_unknown",
    ("not_required", "undetermined"): "became_unknown",
}


def check_changes(policy: Policy, random: Random) -> None:
    one = random_facts(policy.edition, random, 0.4)
    other = one | random_facts(policy.edition, random, 0.8)
    try:
        later = policy.decide(other)
    except FactsError:  # the two together may contradict one another
        return
    earlier = policy.decide(one)
    before, after = statuses(earlier), statuses(later)
    found = later.changes_since(earlier)
    json.dumps(found.to_dict())
    assert (found.tier_before, found.tier_after) == (earlier.tier, later.tier)
    assert found.same_policy
    told = {(change.obligation, change.part): change for change in found.changes}
    assert len(told) == len(found.changes)
    for obligation, part, rule in named(policy):
        change = told.pop((obligation, part), None)
        if before[rule] == after[rule]:
            assert change is None
            continue
        assert change is not None
        assert (change.before, change.after) == (before[rule], after[rule])
        assert change.kind == KINDS[before[rule], after[rule]]
        assert change.reason == later.why(obligation, part).sentence
        assert change.title == later.why(obligation, part).title
        assert change in found.of(change.kind)
    assert not told
    assert earlier.changes_since(earlier).changes == ()


@examples(40)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_every_change_is_told_with_its_kind_and_reason(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_changes(policy, random)


@examples(30)
@given(seed=st.integers(0, 2**32))
def test_in_the_real_policy_too(policy: Policy, seed: int) -> None:
    check_changes(policy, Random(seed))


FEW: dict[str, Any] = {"sessions_possible": 60, "sessions_absent": 1}
MORE: dict[str, Any] = {"sessions_possible": 120, "sessions_absent": 31, "engagement": "lacking"}


def test_a_timeline_goes_by_date_however_the_dates_are_written(policy: Policy) -> None:
    moment = datetime(2022, 10, 1, 9, 30, tzinfo=UTC)
    history = policy.decide_history(
        {date(2022, 12, 1): MORE, moment: FEW, "2022-09-01": {}, "2022-11-01": FEW}
    )
    assert [one.on for one in history] == [date(2022, month, 1) for month in (9, 10, 11, 12)]
    assert [one.decision.tier for one in history] == [
        None,
        "all_pupils",
        "all_pupils",
        "persistent",
    ]
    assert history[0].changes is None
    assert history[1].changes == history[1].decision.changes_since(history[0].decision)
    assert history[2].changes is not None
    assert history[2].changes.changes == ()
    began = history[3].changes
    assert began is not None
    assert "at-risk/school-understand-reasons" in {one.obligation for one in began.of("began")}
    assert json.loads(json.dumps(history[3].to_dict()))["on"] == "2022-12-01"
    assert policy.decide_history({}) == ()


@pytest.mark.parametrize(
    "wrong", ["SECRET", "2022-02-30", "2022-09-01T10:00", "", 20220901, None, 1.5]
)
def test_a_date_that_cannot_be_read(policy: Policy, wrong: Any) -> None:
    with pytest.raises(FactsError, match="a date must be written like 2022-09-01") as caught:
        policy.decide_history({"2022-09-01": FEW, wrong: FEW})
    assert caught.value.__context__ is None
    assert "SECRET" not in str(caught.value)


def test_a_date_that_stands_twice(policy: Policy) -> None:
    for other in (date(2022, 9, 1), datetime(2022, 9, 1, 8, tzinfo=UTC)):
        with pytest.raises(FactsError, match="the date 2022-09-01 stands twice"):
            policy.decide_history({"2022-09-01": FEW, other: MORE})


def test_facts_that_cannot_be_used_are_told_with_their_date(policy: Policy) -> None:
    wrong = {"sessions_absent": "SECRET", "engagment": "lacking"}
    with pytest.raises(FactsError) as caught:
        policy.decide_history({"2022-09-01": FEW, "2022-10-01": wrong})
    assert caught.value.problems == (
        "2022-10-01: `sessions_absent` must be a whole number, 0 or more",
        "2022-10-01: there is no fact `engagment`, did you mean `engagement`?",
    )
