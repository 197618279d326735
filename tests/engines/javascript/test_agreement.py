"""The module in Node gives what Python gives: every status, what is missing, every question."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.situations import answer_with, cell_said
from attendance_rules.errors import FactsError
from attendance_rules.export import javascript_module
from attendance_rules.policy import Policy
from attendance_rules.program.kleene import TRUE
from attendance_rules.program.lower import tier_rule
from tests.engines.javascript.node import Node
from tests.support.effort import examples
from tests.support.oracle import Oracle
from tests.support.policies import Documents, policies, random_facts, write

Facts = dict[str, Any]


def decision_told(decision: Decision) -> Facts:
    """What the module's `decide` should give, but for what only it tells."""
    case = decision._case
    positions = {step.name: at for at, step in enumerate(case.decider.program.rules)}

    def answer(step: str, status: str) -> Facts:
        position = positions[step]
        missing, unclassifiable = case.open(position) if status == "undetermined" else ((), None)
        return {
            "status": status,
            "because": [reason.to_dict() for reason in case.why(position)],
            "missing": list(missing),
            "unclassifiable": unclassifiable,
        }

    statuses = decision.all_statuses()
    tier, still_open = case.decider.tier(case.answers)
    entered = None if tier is None else positions[tier_rule(tier)]
    return {
        "tier": decision.tier,
        "tier_because": []
        if entered is None
        else [reason.to_dict() for reason in case.why(entered)],
        "tier_missing": [] if still_open is None else list(case.open(still_open)[0]),
        "unclassifiable": decision.unclassifiable,
        "assumed": list(decision.assumed),
        "answers": [
            {
                "obligation": name,
                **answer(name, statuses[name, None]),
                "parts": [
                    {"part": slug, **answer(f"{name}#{slug}", statuses[name, slug])}
                    for slug in obligation.parts
                ],
            }
            for name, obligation in case.decider.edition.obligations.items()
        ],
    }


def same_in_both(told: Facts) -> Facts:
    """What the module gave, without what Python tells otherwise."""
    told = json.loads(json.dumps(told))
    answers = [*told["answers"], *(part for one in told["answers"] for part in one["parts"])]
    for answer in answers:
        del answer["would_apply_if"]
    for because in (told["tier_because"], *(answer["because"] for answer in answers)):
        for reason in because:
            assert reason.pop("assumed") == (reason["fact"] in told["assumed"])
            reason.pop("compared", None)
    return told


def questions_told(decision: Decision) -> list[Facts]:
    return [
        {
            **question.to_dict(),
            "answers": [{"value": word, "label": said} for word, said in question.answers],
            "settles": question.settles,
        }
        for question in decision.questions()
    ]


def changes_told(earlier: Decision, later: Decision) -> Facts:
    found = later.changes_since(earlier).to_dict()
    kept = ("kind", "obligation", "part", "before", "after")
    return {
        "tier_before": found["tier_before"],
        "tier_after": found["tier_after"],
        "changes": [{name: change[name] for name in kept} for change in found["changes"]],
    }


def one_fact_otherwise(policy: Policy, facts: Facts, random: Random) -> Facts:
    """The same with one fact as it could be too: known, unknown, or something else."""
    name = random.choice(list(policy.edition.facts))
    other = facts | {name: random_facts(policy.edition, random, 0.2).get(name)}
    try:
        policy.read(other)
    except FactsError:
        return facts
    return other


def check(node: Node, policy: Policy, pairs: int, seed: int, oracle: Oracle | None = None) -> None:
    random, text = Random(seed), javascript_module(policy)
    tried = [
        random_facts(policy.edition, random, random.choice((0.0, 0.2, 0.5, 0.9)))
        for _ in range(pairs)
    ]
    others = [one_fact_otherwise(policy, facts, random) for facts in tried]
    calls: list[list[Any]] = []
    for facts, other in zip(tried, others, strict=True):
        calls += [["statuses", facts], ["decide", facts], ["questions", facts]]
        calls.append(["changes", facts, other])
    given = iter(node.call(text, calls))
    for facts, other in zip(tried, others, strict=True):
        statuses, decided, asked, changed = (next(given)["gave"] for _ in range(4))
        decision = policy.decide(facts)
        if oracle is not None:
            by_step = oracle.statuses(decision._case.values)
            assert statuses == {name: by_step[name] for name in policy.edition.obligations}
        assert statuses == decision.statuses
        assert same_in_both(decided) == decision_told(decision)
        assert asked == questions_told(decision)
        for change in changed["changes"]:
            del change["because"], change["missing"]
        assert changed == changes_told(decision, policy.decide(other))
        check_would_apply_if(policy, decision, decided)


def check_would_apply_if(policy: Policy, decision: Decision, decided: Facts) -> None:
    """What would have to be otherwise would do, and nothing less would."""
    case = decision._case
    positions = {step.name: at for at, step in enumerate(policy.program.rules)}
    for answer in decided["answers"]:
        ways = case.decider.ways(case.decider.alike[positions[answer["obligation"]]])
        to_yes = ways.to(True)
        if answer["status"] != "not_required" or not to_yes:
            assert answer["would_apply_if"] is None
            continue
        cells = ways.cells(case.facts.values)
        others = [{n: cell for n, cell in way.items() if cells[n] != cell} for way in to_yes]
        assert len(answer["would_apply_if"]) == min(map(len, others))
        (other, *_) = [
            other
            for other in others
            if [cell_said(policy.edition, ways, n, cell) for n, cell in other.items()]
            == answer["would_apply_if"]
        ]
        assert answer_with(case, ways, other) == TRUE


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_on_the_real_policy(node: Node, policy: Policy, seed: int) -> None:
    check(node, policy, 75, seed, Oracle(policy.edition))


@pytest.mark.parametrize("threshold", ["0%", "4.99%", "8.25%", "10%"])
def test_it_agrees_under_another_threshold(node: Node, policy: Policy, threshold: str) -> None:
    other = Policy(policy.edition, {"at_risk_from": threshold})
    check(node, other, 30, seed=1, oracle=Oracle(other.edition, other.parameters))


@examples(250)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_it_agrees_on_random_policies(node: Node, documents: Documents, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        policy = Policy(load_edition(write(documents, Path(folder))))
    check(node, policy, 12, seed, Oracle(policy.edition))
