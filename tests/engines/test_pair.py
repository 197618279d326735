"""Two engines for a decision: when they differ, when one fails, and when there is only one."""

from __future__ import annotations

import pytest

from attendance_rules import EngineError, EnginesDisagreeError, Policy
from attendance_rules.engines import durable
from attendance_rules.engines.protocol import Engine
from attendance_rules.program.program import FactValues

FACTS = {"sessions_possible": 120, "sessions_absent": 31, "engagement": "lacking"}
needs_durable_rules = pytest.mark.skipif(
    not durable.available(), reason="durable-rules cannot be imported by this Python"
)


class Twisted:
    """An engine that gives another answer for one rule."""

    name = "twisted"

    def __init__(self, inner: Engine, position: int) -> None:
        self._inner = inner
        self._position = position

    def evaluate(self, facts: FactValues) -> tuple[int, ...]:
        answers = list(self._inner.evaluate(facts))
        answers[self._position] = 0 if answers[self._position] else 3
        return tuple(answers)


class Failing:
    name = "failing"

    def evaluate(self, facts: FactValues) -> tuple[int, ...]:
        raise EngineError("durable-rules failed, so there is no answer")


@needs_durable_rules
def test_both_engines_decide_and_the_answer_says_so(policy: Policy) -> None:
    decision = Policy(policy.edition).decide(FACTS)
    assert decision.policy.engines == ("durable-rules", "python")


@needs_durable_rules
def test_a_difference_is_an_error_that_names_the_obligation_and_no_fact(policy: Policy) -> None:
    other = Policy(policy.edition)
    name = "persistent/school-formal-conversations"
    position = [rule.name for rule in other.program.rules].index(name)
    assert other.engines._first is not None
    other.engines._first = Twisted(other.engines._first, position)
    with pytest.raises(EnginesDisagreeError) as caught:
        other.decide(FACTS)
    assert f"`{name}`" in str(caught.value)
    for secret in ("120", "31", "lacking"):
        assert secret not in str(caught.value)


@needs_durable_rules
def test_a_failure_of_the_first_is_not_hidden_by_the_second(policy: Policy) -> None:
    other = Policy(policy.edition)
    assert other.decide(FACTS).tier == "persistent"
    other.engines._first = Failing()
    with pytest.raises(EngineError):
        other.decide(FACTS)


def test_where_durable_rules_is_missing_generated_python_decides_alone(
    policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "available", lambda: False)
    alone = Policy(policy.edition).decide(FACTS)
    assert alone.policy.engines == ("python",)
    assert alone.statuses == policy.decide(FACTS).statuses
