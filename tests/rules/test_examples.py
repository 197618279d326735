"""Every example in the rule files, on every engine and through the public interface."""

from __future__ import annotations

import pytest

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.models import Example
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import STATUS
from attendance_rules.program.lower import part_rule
from attendance_rules.wording.rates import percent
from tests.support.comparing import engines

EDITION = load_edition()
EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example.name}")
    for name, obligation in EDITION.obligations.items()
    for example in obligation.examples
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: Example) -> None:
    policy = Policy(EDITION, {one: percent(value, 10_000) for one, value in example.set.items()})
    checked = policy.read(example.given)
    positions = {rule.name: n for n, rule in enumerate(policy.program.rules)}
    for engine in engines(policy):
        answers = engine.evaluate(checked.values)
        assert STATUS[answers[positions[name]]] == example.expect, engine.name
        for part, status in example.parts.items():
            assert STATUS[answers[positions[part_rule(name, part)]]] == status, engine.name
    decision = policy.decide(example.given)
    assert decision.statuses[name] == example.expect
    if example.missing is not None:
        (action,) = [one for one in decision.undetermined() if one.obligation == name]
        assert action.missing == example.missing
