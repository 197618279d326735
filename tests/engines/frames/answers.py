"""What a table must say of each pupil: by generated Python, and by the oracle."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from attendance_rules import Status
from attendance_rules.engines.frames import FrameEngine
from attendance_rules.engines.python import PythonEngine
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import FALSE, STATUS, TRUE
from tests.engines.frames.tables import Make, Row, rows_of
from tests.support.oracle import Oracle
from tests.support.policies import random_facts

Expected = dict[str, tuple[str | None, dict[str, Status]]]


def pupils(policy: Policy, seed: int, count: int) -> list[Row]:
    """Random facts with gaps; some that no pupil of the table has, so that columns are missing."""
    random = Random(seed)
    missing = random.sample(list(policy.edition.facts), k=random.randrange(3))
    rows: list[Row] = []
    for number in range(count):
        facts = random_facts(policy.edition, random, random.choice((0.0, 0.2, 0.5, 0.9, 1.0)))
        kept = {name: value for name, value in facts.items() if name not in missing}
        rows.append({"pupil_id": f"P{number:04d}", **kept})
    return rows


def expected(policy: Policy, rows: Sequence[Row]) -> Expected:
    """The tier and the statuses of each pupil, by both, which agree."""
    python, oracle = PythonEngine(policy.program), Oracle(policy.edition)
    found: Expected = {}
    for row in rows:
        facts = policy.read({name: value for name, value in row.items() if name != "note"})
        answers = python.evaluate(facts.values)
        by_rule = dict(zip((rule.name for rule in policy.program.rules), answers, strict=True))
        statuses = {name: STATUS[by_rule[name]] for name in policy.edition.obligations}
        ladder = zip(policy.program.tiers, policy.edition.tier_ladder(), strict=True)
        tiers = [(by_rule[rule], tier) for rule, tier in ladder if by_rule[rule] != FALSE]
        tier = tiers[-1][1] if tiers and tiers[-1][0] == TRUE else None
        complete = dict(
            zip((fact.name for fact in policy.program.facts), facts.values, strict=True)
        )
        said = oracle.statuses(complete)
        assert {name: said[name] for name in statuses} == statuses
        assert oracle.tier(complete) == tier
        found[row["pupil_id"]] = (tier, statuses)
    return found


def compare(policy: Policy, make: Make, rows: Sequence[Row], **options: Any) -> None:
    """Assert that a kind of frame gives the expected answers in both forms."""
    engine = FrameEngine(policy.program, policy.edition)
    frame, wanted = make(rows, policy.program), expected(policy, rows)

    def decide(**more: Any) -> list[Row]:
        answer = engine.decide(frame, **options, **more)
        assert type(answer) is type(frame)
        return rows_of(answer)

    wide = {row.pop("pupil_id"): (row.pop("tier"), row) for row in decide()}
    assert wide == wanted
    for standing in (False, True):
        long = decide(form="long", standing=standing)
        assert sorted(tuple(row.values()) for row in long) == sorted(_due(policy, wanted, standing))


def _due(policy: Policy, wanted: Expected, standing: bool) -> list[tuple[str, str, str, str]]:
    return [
        (pupil, name, policy.edition.obligations[name].party, status)
        for pupil, (_, statuses) in wanted.items()
        for name, status in statuses.items()
        if status != "not_required"
        if standing or not policy.edition.obligations[name].standing
    ]
