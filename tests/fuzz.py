"""Engines against the oracle for as long as one likes: `make fuzz MINUTES=30`.

Prints how many pairs of policy and facts were tried, and every difference. Before that, some
thousand workbooks that were changed at random are read.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.policy import Policy, load_policy
from tests.files.workbook.fuzzing import fuzz_workbooks
from tests.support.comparing import differences
from tests.support.policies import Documents, policies, write

FACTS_A_POLICY = 50
POLICIES_A_ROUND = 50
LONGEST = 2.0  # seconds that a changed file may take


class Fuzz:
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
        def one(documents: Documents, seed: int) -> None:
            if time.monotonic() < self._until:
                with tempfile.TemporaryDirectory() as folder:
                    policy = Policy(load_edition(write(documents, Path(folder))))
                self._compare(policy, seed)

        one()

    def _compare(self, policy: Policy, seed: int) -> None:
        self.policies += 1
        self.pairs += FACTS_A_POLICY
        self.found += differences(policy, FACTS_A_POLICY, seed)

    def _say(self, end: str) -> None:
        text = f"{self.pairs:,} pairs on {self.policies:,} policies, {len(self.found)} differences"
        sys.stdout.write(text + end)
        sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compare every engine with the oracle; read broken files."
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--workbooks", type=int, default=2_000)
    told = parser.parse_args()
    in_workbooks = fuzz_workbooks(told.workbooks, Random().randrange(2**32), LONGEST)
    sys.stdout.write(f"{told.workbooks:,} workbooks, {len(in_workbooks)} findings\n")
    fuzz = Fuzz(time.monotonic() + 60 * told.minutes)
    fuzz.run()
    found = in_workbooks + fuzz.found
    sys.stdout.write("".join(f"{line}\n" for line in found[:20]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
