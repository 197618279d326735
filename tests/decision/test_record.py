"""Records: what they hold, and that deciding them again shows every change."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules import FactsError, ParameterError, Policy, load_policy
from attendance_rules.decision.record import read_record
from attendance_rules.errors import AttendanceRulesError, RecordError
from tests.decision.trying import built, statuses
from tests.support.effort import examples
from tests.support.policies import Documents, policies, random_facts

FACTS: dict[str, Any] = {
    "sessions_possible": 120,
    "sessions_absent": 31,
    "engagement": "lacking",
    "medical_condition": True,
    "sessions_remaining": 77,
}
RULES = Path(__file__).parents[2] / "rules" / "working-together-2022"
CONVERSATIONS = "persistent/school-formal-conversations"


def check_record(policy: Policy, facts: dict[str, Any]) -> None:
    decision = policy.decide(facts)
    record = json.loads(json.dumps(decision.record(), allow_nan=False))
    assert record["facts"].items() <= facts.items()
    again = policy.decide(record["facts"])
    assert (again.tier, statuses(again)) == (decision.tier, statuses(decision))
    replay = policy.replay(record)
    assert replay.same
    assert replay.same_policy
    assert replay.intact
    assert replay.differences == ()
    reasons = {
        name
        for obligation, part in decision.all_statuses()
        for reason in decision.why(obligation, part).because
        for name in reason.given
    }
    assert reasons & facts.keys() <= record["facts"].keys()


@examples(40)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_the_facts_of_a_record_alone_give_its_outcome(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(3):
        check_record(policy, random_facts(policy.edition, random, 0.4))


@examples(30)
@given(seed=st.integers(0, 2**32))
def test_so_they_do_in_the_real_policy(policy: Policy, seed: int) -> None:
    check_record(policy, random_facts(policy.edition, Random(seed), 0.3))


def test_a_record_holds_what_bore_on_the_outcome_and_no_more(policy: Policy) -> None:
    record = policy.decide(FACTS).record()
    assert set(record["facts"]) == set(FACTS) - {"sessions_remaining"}
    # A medical condition bears on nothing while attendance is good.
    well = {"sessions_possible": 120, "sessions_absent": 0, "medical_condition": True}
    assert set(policy.decide(well).record()["facts"]) == {"sessions_possible", "sessions_absent"}
    assert policy.decide({}).record()["facts"] == {}
    for name in record["facts"]:
        less = {one: value for one, value in record["facts"].items() if one != name}
        assert statuses(policy.decide(less)) != record["outcome"]["statuses"]


def test_a_record_holds_no_identity_unless_a_reference_is_given(policy: Policy) -> None:
    decision = policy.decide(FACTS | {"pupil_id": "PUPIL", "school_id": "SCHOOL"})
    assert decision.record()["reference"] is None
    assert "PUPIL" not in json.dumps(decision.record())
    assert "SCHOOL" not in json.dumps(decision.record())
    assert decision.record("case 7")["reference"] == "case 7"


def test_a_changed_outcome_is_found(policy: Policy) -> None:
    record = policy.decide(FACTS).record()
    record["outcome"]["statuses"][CONVERSATIONS] = "not_required"
    replay = policy.replay(record)
    assert not replay.intact
    assert not replay.same
    assert [one.to_dict() for one in replay.differences] == [
        {"what": CONVERSATIONS, "before": "not_required", "after": "required"}
    ]
    record = policy.decide(FACTS).record()
    record["outcome"]["tier"] = "severe"
    assert not policy.replay(record).intact
    record = policy.decide(FACTS).record()
    del record["outcome"]["statuses"][CONVERSATIONS]
    assert not policy.replay(record).intact


def test_a_changed_fact_shows(policy: Policy) -> None:
    record = policy.decide(FACTS).record()
    record["facts"]["engagement"] = "engaged"
    replay = policy.replay(record)
    assert not replay.intact
    assert not replay.same
    assert [(one.what, one.after) for one in replay.differences] == [
        (CONVERSATIONS, "not_required")
    ]


@pytest.mark.parametrize(
    ("place", "value"), [("reference", "case 8"), ("version", "9"), ("assumed", [])]
)
def test_a_slip_anywhere_in_a_record_shows(policy: Policy, place: str, value: object) -> None:
    record = policy.decide(FACTS).record("case 7")
    assert policy.replay(record).same
    assert not policy.replay(record | {place: value}).intact
    record["facts"]["sessions_absent"] = 0
    assert policy.replay(record).differences[0].to_dict() == {
        "what": "tier",
        "before": "persistent",
        "after": "all_pupils",
    }


def test_the_recorded_thresholds_are_used() -> None:
    eight = load_policy(parameters={"at_risk_from": "8%"})
    record = eight.decide({"sessions_possible": 100, "sessions_absent": 7}).record()
    assert record["policy"]["parameters"] == {"at_risk_from": "8%"}
    for policy in (eight, load_policy(), load_policy(parameters={"at_risk_from": "6%"})):
        replay = policy.replay(record)
        assert replay.same
        assert replay.same_policy


def edited(folder: Path, file: str, old: str, new: str) -> Policy:
    """A copy of the edition with one file changed."""
    shutil.copytree(RULES, folder / RULES.name)
    path = folder / RULES.name / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_policy(folder / RULES.name)


def test_under_another_edition_exactly_what_differs_is_told(policy: Policy, tmp_path: Path) -> None:
    other = edited(
        tmp_path, f"{CONVERSATIONS}.yaml", "engagement: lacking}", "engagement: engaged}"
    )
    replay = other.replay(policy.decide(FACTS).record())
    assert not replay.same_policy
    assert replay.intact
    assert [one.to_dict() for one in replay.differences] == [
        {"what": CONVERSATIONS, "before": "required", "after": "not_required"}
    ]


def test_a_part_that_only_one_edition_has_is_a_difference(policy: Policy, tmp_path: Path) -> None:
    file = "persistent/school-targeted-support.yaml"
    other = edited(tmp_path, file, " partners:", " partner-services:")
    name = file.removesuffix(".yaml")
    differences = other.replay(policy.decide(FACTS).record()).differences
    assert [(one.what, one.before, one.after) for one in differences] == [
        (f"{name}#partners", "undetermined", None),
        (f"{name}#partner-services", None, "undetermined"),
    ]


def test_what_another_edition_does_not_know_is_named_and_nothing_else(policy: Policy) -> None:
    record = policy.decide(FACTS).record()
    record["facts"]["left_handed"] = "SECRET"
    with pytest.raises(FactsError) as caught:
        policy.replay(record)
    assert caught.value.problems == ("there is no fact `left_handed`",)
    record = policy.decide(FACTS).record()
    record["policy"]["parameters"]["late_from"] = "8%"
    with pytest.raises(ParameterError, match="there is no parameter `late_from`"):
        policy.replay(record)
    record = policy.decide(FACTS).record()
    record["facts"]["engagement"] = "SECRET"
    with pytest.raises(FactsError) as caught:
        policy.replay(record)
    assert "SECRET" not in str(caught.value)


def deep(levels: int) -> Any:
    value: Any = "SECRET"
    for _ in range(levels):
        value = {"other": [value]}
    return value


HOSTILE = [
    *(None, "SECRET", b"SECRET", 987654, -987654, 10**400, 1.5, float("nan"), True),
    *([], ["SECRET"], {}, {"other": "SECRET"}, {1: 2}, {None: None}, object(), deep(5_000)),
]


def places(record: dict[str, Any]) -> list[tuple[str, ...]]:
    """Every place in a record that holds a value."""
    found: list[tuple[str, ...]] = []
    for name, value in record.items():
        found.append((name,))
        if isinstance(value, dict):
            found += [(name, *rest) for rest in places(value)][:8]
    return found


def refusal(policy: Policy, record: dict[str, Any]) -> str:
    """What a replay is refused with; nothing where it is not."""
    try:
        policy.replay(record)
    except AttendanceRulesError as error:
        return f"{error} {error.__context__ or ''}"
    return ""


def test_a_record_that_is_none_is_an_error_that_repeats_no_value(policy: Policy) -> None:
    record = json.loads(json.dumps(policy.decide(FACTS).record("case 7")))
    for place in places(record):
        for value in HOSTILE:
            spoilt = copy.deepcopy(record)
            target = spoilt
            for name in place[:-1]:
                target = target[name]
            target[place[-1]] = value
            error = refusal(policy, spoilt)
            assert "SECRET" not in error
            assert "987654" not in error
            if len(place) > 1:
                del target[place[-1]]
            else:
                del spoilt[place[0]]
                if place != ("reference",):
                    with pytest.raises(RecordError, match=f"`{place[0]}` cannot be read"):
                        policy.replay(spoilt)


@pytest.mark.parametrize("data", HOSTILE)
def test_what_is_no_record_at_all(policy: Policy, data: Any) -> None:
    with pytest.raises(RecordError, match="this is not a record of a decision") as caught:
        policy.replay(data)
    assert "SECRET" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("schema_version", 2),
        ("schema_version", "1"),
        ("schema_version", True),
        ("schema_version", 1.0),
        ("version", 1),
        ("reference", 7),
        ("facts", {"sessions_absent": -1}),
        ("facts", {"sessions_absent": 1.0}),
        ("facts", {"sessions_absent": None}),
        ("facts", {"sessions_absent": [1]}),
        ("assumed", "identified_at_risk"),
        ("outcome", {"tier": None, "statuses": {"SECRET": "maybe"}}),
        ("outcome", {"statuses": {}}),
        ("policy", {"id": "x"}),
        ("digest", None),
        ("SECRET", 1),
    ],
)
def test_a_field_that_cannot_be_read_is_named(policy: Policy, place: str, value: Any) -> None:
    record = policy.decide(FACTS).record() | {place: value}
    with pytest.raises(RecordError) as caught:
        policy.replay(record)
    assert "SECRET" not in str(caught.value)
    if place != "SECRET":
        assert str(caught.value) == f"this is not a record of a decision: `{place}` cannot be read"


def test_a_record_shows_nothing_in_its_repr(policy: Policy) -> None:
    record = read_record(policy.decide(FACTS).record("SECRET"))
    for one in (record, record.outcome, record.policy):
        for shown in (repr(one), str(one), f"{one}"):
            assert shown in (f"{type(one).__name__}()", "")
