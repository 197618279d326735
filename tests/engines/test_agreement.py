"""Every engine against the oracle: on the real policy, and on random policies.

Together at least 20,000 pairs of policy and facts, each compared for every rule.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.policy import Policy
from tests.support.comparing import differences
from tests.support.effort import examples
from tests.support.policies import Documents, policies, write


@pytest.mark.parametrize("seed", range(8))
def test_engines_agree_with_the_oracle_on_the_real_policy(policy: Policy, seed: int) -> None:
    assert differences(policy, 1_000, seed) == []


@pytest.mark.parametrize("threshold", ["0%", "4.99%", "8.25%", "10%"])
def test_engines_agree_under_another_threshold(policy: Policy, threshold: str) -> None:
    other = Policy(policy.edition, {"at_risk_from": threshold})
    assert differences(other, 250, seed=1, parameters=other.parameters) == []


@examples(600)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_engines_agree_with_the_oracle_on_random_policies(documents: Documents, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        policy = Policy(load_edition(write(documents, Path(folder))))
    assert differences(policy, 20, seed) == []
