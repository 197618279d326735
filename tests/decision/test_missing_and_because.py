"""`missing` and `because` against their definitions, by trial on random policies."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.models import CountFact
from attendance_rules.policy import Policy
from tests.support.effort import examples
from tests.support.oracle import Oracle, facts_that_matter
from tests.support.policies import Documents, domains, policies, random_facts, write


def built(documents: Documents) -> Policy:
    with tempfile.TemporaryDirectory() as folder:
        return Policy(load_edition(write(documents, Path(folder))))


@examples(150)
@given(documents=policies(share_counts=False, most=3), seed=st.integers(0, 2**32))
def test_missing_names_exactly_the_facts_that_could_settle_it(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    oracle = Oracle(policy.edition)
    facts = random_facts(policy.edition, random, 0.5)
    if "part" not in facts or "whole" not in facts:  # a rate whose reach is not bounded by one
        facts = {name: one for name, one in facts.items() if name not in ("part", "whole")}
    unknown = [name for name in policy.edition.facts if name not in facts]
    unknown.sort(key=("whole", "part").count)
    for name in unknown[:-4]:  # trying every combination of more would take too long
        facts |= random_facts_of(policy, name, random)
    decision = policy.decide(facts)
    complete = with_defaults(policy, facts)
    for action in decision.undetermined():
        rule = action.obligation
        wanted = facts_that_matter(oracle, rule, complete, domains(policy.edition, complete))
        assert set(action.missing) == wanted
        for part in action.parts:
            if part.status == "undetermined":
                rule = f"{action.obligation}#{part.part}"
                wanted = facts_that_matter(
                    oracle, rule, complete, domains(policy.edition, complete)
                )
                assert set(part.missing) == wanted


@examples(200)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_the_facts_named_by_because_alone_give_the_same_answer(
    documents: Documents, seed: int
) -> None:
    policy, random = built(documents), Random(seed)
    for _ in range(5):
        facts = random_facts(policy.edition, random, 0.3)
        complete = with_defaults(policy, facts)
        decision = policy.decide(facts)
        for action in decision.required():
            given_by = {name for reason in action.because for name in reason.given}
            alone = {name: value for name, value in complete.items() if name in given_by}
            assert policy.decide(alone).statuses[action.obligation] == "required"


@examples(100)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_learning_more_never_changes_what_is_settled(documents: Documents, seed: int) -> None:
    policy, random = built(documents), Random(seed)
    # What is assumed is not known, and may change: so every default is in place from the start.
    more = with_defaults(policy, random_facts(policy.edition, random, 0.1))
    assumable = policy.read({}).assumed
    some = {name: one for name, one in more.items() if name in assumable or random.random() < 0.5}
    before, after = policy.decide(some), policy.decide(more)
    for name, status in before.statuses.items():
        if status != "undetermined":
            assert after.statuses[name] == status


def with_defaults(policy: Policy, facts: dict[str, Any]) -> dict[str, Any]:
    values = zip(policy.program.facts, policy.read(facts).values, strict=True)
    return {fact.name: value for fact, value in values if value is not None}


def random_facts_of(policy: Policy, name: str, random: Random) -> dict[str, Any]:
    fact = policy.edition.facts[name]
    if isinstance(fact, CountFact):
        return {name: 5}
    facts = random_facts(policy.edition, random, 0.0)
    return {name: facts[name]}
