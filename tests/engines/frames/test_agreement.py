"""Every kind of frame against generated Python and the oracle, obligation for obligation."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.checks.load import load_edition
from attendance_rules.policy import Policy
from tests.engines.frames.answers import compare, pupils
from tests.engines.frames.tables import IN_PROCESS, Duck, Make, Row, Sparks
from tests.support.effort import examples
from tests.support.policies import Documents, policies, write

BIG = 10**9


def random_policy(documents: Documents) -> Policy:
    with tempfile.TemporaryDirectory() as folder:
        return Policy(load_edition(write(documents, Path(folder))))


def edges() -> list[Row]:
    """Thresholds met, just missed and just passed; no session; the largest counts."""
    pairs = [(0, 0), (0, None), (None, 0), (1, 20), (499, 10_000), (500, 10_000), (501, 10_000)]
    pairs += [(1, 10), (999_999, 10**7), (BIG // 10, BIG), (BIG // 10 - 1, BIG), (BIG // 2, BIG)]
    pairs += [(BIG // 2 - 1, BIG), (BIG, BIG), (1, 3), (None, None), (0, 1)]
    return [
        {"pupil_id": f"E{n}", "sessions_absent": part, "sessions_possible": whole}
        for n, (part, whole) in enumerate(pairs)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_real_policy(policy: Policy, make: Make, seed: int) -> None:
    compare(policy, make, pupils(policy, seed, 200))


def test_edges(policy: Policy, make: Make) -> None:
    compare(policy, make, edges())


def test_without_a_check_before(policy: Policy, make: Make) -> None:
    compare(policy, make, pupils(policy, 7, 100), check=False)


def test_nothing_known_and_nobody(policy: Policy, make: Make) -> None:
    compare(policy, make, [{"pupil_id": "P1"}, {"pupil_id": "P2"}])
    compare(policy, make, [])


@pytest.mark.parametrize("kind", IN_PROCESS)
def test_random_policies(kind: str) -> None:
    @examples(25)
    @given(documents=policies(), seed=st.integers(0, 2**32))
    def agree(documents: Documents, seed: int) -> None:
        made = random_policy(documents)
        compare(made, IN_PROCESS[kind], pupils(made, seed, 30))

    agree()


@examples(25)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_duckdb_on_random_policies(duck: Duck, documents: Documents, seed: int) -> None:
    made = random_policy(documents)
    compare(made, duck, pupils(made, seed, 30))


@pytest.mark.xdist_group("spark")
def test_spark_on_the_real_policy(policy: Policy, spark: Sparks) -> None:
    compare(policy, spark, [*edges(), *pupils(policy, 1, 500)])


@pytest.mark.xdist_group("spark")
@examples(3)
@given(documents=policies(), seed=st.integers(0, 2**32))
def test_spark_on_random_policies(spark: Sparks, documents: Documents, seed: int) -> None:
    made = random_policy(documents)
    compare(made, spark, pupils(made, seed, 40))
