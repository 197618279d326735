"""Engines beside the oracle, on one policy and many random facts."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attendance_rules.engines.durable import DurableEngine
from attendance_rules.engines.durable import available as durable_available
from attendance_rules.engines.protocol import Engine
from attendance_rules.engines.python import PythonEngine
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import STATUS
from attendance_rules.program.lower import tier_rule
from tests.support.oracle import STATUS as ORACLE_STATUS
from tests.support.oracle import Facts, Oracle
from tests.support.policies import random_facts


def engines(policy: Policy) -> list[Engine]:
    """Every engine that can run here, made afresh."""
    found: list[Engine] = [PythonEngine(policy.program)]
    if durable_available():
        found.append(DurableEngine(policy.program))
    return found


def expected(policy: Policy, oracle: Oracle, facts: Facts) -> dict[str, str]:
    """What the oracle says of every rule of the program: definitions and tiers as well."""
    answers = oracle.statuses(facts)
    for rule in policy.program.rules:
        if rule.role == "definition":
            definition = policy.edition.definitions[rule.name]
            answers[rule.name] = ORACLE_STATUS[oracle.value(definition.when, facts)]  # type: ignore[union-attr]
    for tier in policy.edition.tiers:
        answers[tier_rule(tier)] = ORACLE_STATUS[oracle.has_support_of(tier, facts)]
    return answers


def differences(
    policy: Policy, pairs: int, seed: int, parameters: Mapping[str, int] | None = None
) -> list[str]:
    """Try `pairs` random sets of facts on every engine; each difference in one line."""
    oracle, random = Oracle(policy.edition, parameters), Random(seed)
    found: list[str] = []
    running = engines(policy)
    for _ in range(pairs):
        facts = random_facts(policy.edition, random, random.choice((0.0, 0.2, 0.5, 0.9)))
        checked = policy.read(facts)
        complete = {
            fact.name: value
            for fact, value in zip(policy.program.facts, checked.values, strict=True)
        }
        wanted = expected(policy, oracle, complete)
        for engine in running:
            answers = engine.evaluate(checked.values)
            for rule, answer in zip(policy.program.rules, answers, strict=True):
                if STATUS[answer] != wanted[rule.name]:
                    found.append(
                        f"{engine.name}: `{rule.name}` is {STATUS[answer]}, "
                        f"expected {wanted[rule.name]}, with {facts}"
                    )
    return found
