"""The typed facts model takes what `decide` takes, and tells no value of what it refuses."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from attendance_rules import FactsError, FactsModel, Policy
from tests.decision.trying import built
from tests.support.effort import examples
from tests.support.policies import Documents, policies, random_facts
from tests.support.schemas import facts_validator

MISTAKES: tuple[Callable[[Any], Any], ...] = (
    lambda value: value,
    lambda _: None,
    lambda _: "SECRET",
    lambda _: -7,
    lambda _: 2.5,
    lambda _: True,
    lambda _: 10**12,
    lambda _: ["SECRET"],
    lambda _: math.nan,
    lambda _: pd.NA,
    float,
)


def _mistaken(mistake: Callable[[Any], Any], value: Any) -> Any:
    return value if mistake is float and not isinstance(value, int) else mistake(value)


@examples(60)
@given(documents=policies(), seed=st.integers(0, 2**32), mistake=st.sampled_from(MISTAKES))
def test_it_takes_what_decide_takes(
    documents: Documents, seed: int, mistake: Callable[[Any], Any]
) -> None:
    policy, random = built(documents), Random(seed)
    facts = random_facts(policy.edition, random)
    if facts:
        name = random.choice(list(facts))
        facts[name] = _mistaken(mistake, facts[name])
    try:
        expected = policy.decide(facts)
    except FactsError:
        with pytest.raises(ValidationError) as raised:
            policy.facts_model(**facts)
        assert "SECRET" not in str(raised.value)
        return
    model = policy.facts_model(**facts)
    assert policy.decide(model.model_dump(exclude_none=True)) == expected
    assert facts_validator(policy).is_valid(model.model_dump(mode="json"))


def test_names_of_no_fact_and_counts_above_their_whole_are_refused(policy: Policy) -> None:
    with pytest.raises(ValidationError, match="sessions_mised"):
        policy.facts_model(sessions_mised=1)
    with pytest.raises(ValidationError, match="`sessions_absent` is more than"):
        policy.facts_model(sessions_possible=1, sessions_absent=2)
    with pytest.raises(ValidationError, match="valid boolean"):
        policy.facts_model(medical_condition="yes")


def test_identifiers_are_passed_on_and_nothing_shows(policy: Policy) -> None:
    model = policy.facts_model(pupil_id="SECRET", school_id=7, sessions_possible=1234)
    assert isinstance(model, FactsModel)
    decision = policy.decide(model.model_dump(exclude_none=True))
    assert (decision.pupil_id, decision.school_id) == ("SECRET", "7")
    assert str(model) == repr(model) == "<Facts>"
    for wrong in (["x"], 1.5, "x" * 1001):
        with pytest.raises(ValidationError, match="must be short text or a whole number"):
            policy.facts_model(pupil_id=wrong)


def test_questions_and_titles_of_the_vocabulary_stand_in_its_schema(policy: Policy) -> None:
    fields = policy.facts_model.model_json_schema()["properties"]
    assert list(fields) == ["school_id", "pupil_id", *policy.edition.facts]
    for name, fact in policy.edition.facts.items():
        assert fields[name]["description"] == fact.question
        assert fields[name]["title"] == fact.title
