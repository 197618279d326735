"""Engines against the oracle: pairs of a random policy and random facts."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.policy import Policy, load_policy
from tests.support.comparing import differences
from tests.support.policies import Documents, policies, write

FACTS_A_POLICY = 50
POLICIES_A_ROUND = 50


class Differential:
    """Counts what was tried, and keeps what differed."""

    def __init__(self, until: float) -> None:
        self._until = until
        self.policies = 0
        self.pairs = 0
        self.found: list[str] = []

    def run(self) -> None:
        real = load_policy()
        random = Random()
        while time.monotonic() < self._until:
            self._compare(real, random.randrange(2**32))
            self._round()
            self._say("\r")
        self._say("\n")

    def _round(self) -> None:
        @settings(
            max_examples=POLICIES_A_ROUND,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(documents=policies(), seed=st.integers(0, 2**32))
        def compare(documents: Documents, seed: int) -> None:
            if time.monotonic() < self._until:
                with tempfile.TemporaryDirectory() as folder:
                    policy = Policy(load_edition(write(documents, Path(folder))))
                self._compare(policy, seed)

        compare()

    def _compare(self, policy: Policy, seed: int) -> None:
        self.policies += 1
        self.pairs += FACTS_A_POLICY
        self.found += differences(policy, FACTS_A_POLICY, seed)

    def _say(self, end: str) -> None:
        text = f"{self.pairs:,} pairs on {self.policies:,} policies, {len(self.found)} differences"
        sys.stdout.write(text + end)
        sys.stdout.flush()
