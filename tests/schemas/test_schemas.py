"""The schemas are sound, and say what comes out."""

from __future__ import annotations

import json
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from pydantic import BaseModel

from attendance_rules import Decision, Policy, UnknownNameError
from attendance_rules.schemas import NAMES, Name, json_schema
from tests.decision.trying import built
from tests.support.effort import examples
from tests.support.policies import Documents, policies, random_facts
from tests.support.schemas import closed, facts_validator, validate

FACTS = {"pupil_id": "P0001", "sessions_possible": 120, "sessions_absent": 31}


def plain(value: Any) -> Any:
    """As it is read again by whoever gets the JSON."""
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema(name: Name, policy: Policy) -> None:
    Draft202012Validator.check_schema(json_schema(name, policy))


def test_an_unknown_name_is_an_error_of_the_library(policy: Policy) -> None:
    with pytest.raises(UnknownNameError, match="there is no schema `facst`"):
        json_schema(cast(Name, "facst"), policy)


@examples(40)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_every_decision_and_record_fits(documents: Documents, seed: int) -> None:
    policy = built(documents)
    decision = policy.decide(random_facts(policy.edition, Random(seed)))
    validate("decision", plain(decision.to_dict()))
    validate("record", plain(decision.record("a reference")))


@pytest.mark.parametrize(
    "broken",
    [{"status": "requird"}, {"strength": "should"}, {"item": 2}, {"missing": None}],
    ids=lambda broken: next(iter(broken)),
)
def test_what_does_not_fit_is_found(policy: Policy, broken: dict[str, Any]) -> None:
    document = plain(policy.decide(FACTS).to_dict())
    document["actions"][0] |= broken
    with pytest.raises(AssertionError, match=next(iter(broken))):
        validate("decision", document)


def test_a_decision_may_have_keys_that_a_later_version_adds(policy: Policy) -> None:
    document = plain(policy.decide(FACTS).to_dict()) | {"new": 1}
    Draft202012Validator(json_schema("decision", policy)).validate(document)
    with pytest.raises(ValidationError, match="new"):
        Draft202012Validator(closed(json_schema("decision", policy))).validate(document)


class Answer(BaseModel):
    """A response of somebody's service."""

    decision: Decision


@examples(20)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_a_decision_in_a_model_is_written_in_its_plain_form(
    documents: Documents, seed: int
) -> None:
    policy = built(documents)
    decision = policy.decide(random_facts(policy.edition, Random(seed)) | {"school_id": "S1"})
    answer = Answer(decision=decision)
    assert json.loads(answer.model_dump_json()) == {"decision": plain(decision.to_dict())}
    schema = Answer.model_json_schema(mode="serialization")
    Draft202012Validator(closed(schema)).validate(json.loads(answer.model_dump_json()))


def test_facts_that_fit_the_schema_are_decided(policy: Policy) -> None:
    validator = facts_validator(policy)
    assert validator.is_valid(FACTS)
    for wrong in ({"sessions_possible": -1}, {"engagement": "no"}, {"send": True}, {"x": 1}):
        assert not validator.is_valid(wrong)
