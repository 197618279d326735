"""Every example in the rule files, on every engine and through the public interface."""

from __future__ import annotations

import pytest

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import STATUS
from attendance_rules.program.lower import part_rule
from attendance_rules.wording.rates import percent
from tests.support.comparing import engines
from tests.support.editions import SHIPPED

EXAMPLES = [
    pytest.param(edition, name, example, id=f"{edition.id}: {name}: {example.name}")
    for edition in map(load_edition, SHIPPED)
    for name, obligation in edition.obligations.items()
    for example in obligation.examples
]


@pytest.mark.parametrize(("edition", "name", "example"), EXAMPLES)
def test_example(edition: Edition, name: str, example: Example) -> None:
    thresholds = {name: percent(value, 10_000) for name, value in example.set.items()}
    policy = Policy(edition, thresholds)
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
        (action,) = [open_ for open_ in decision.undetermined() if open_.obligation == name]
        assert action.missing == example.missing
