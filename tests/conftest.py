"""Fixtures and settings for all tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from attendance_rules.checks.load import load_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.policy import Policy
from tests.support.effort import QUICK

settings.register_profile(
    "project",
    deadline=None,
    derandomize=True,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("project")


@pytest.fixture(scope="session")
def edition() -> Edition:
    return load_edition()


@pytest.fixture(scope="session")
def policy(edition: Edition) -> Policy:
    return Policy(edition)


@pytest.fixture(scope="session")
def spark_session() -> Iterator[Any]:
    """One local Spark for all tests of a run: to start it takes longer than they do."""
    if QUICK:
        pytest.skip("Spark is left to `make test`")
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark: pip install .[spark]")
    if shutil.which("java") is None:
        pytest.skip("needs Java 17 or later, which Spark runs on")
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.default.parallelism", "4")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.debug.maxToStringFields", "10000")
        .config("spark.sql.warehouse.dir", "build/spark-warehouse")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(autouse=True)
def _few_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """In `make quick`, a test that comes to start a process is left to `make test`."""
    if QUICK:
        monkeypatch.setattr(subprocess, "Popen", _left_to_make_test)


def _left_to_make_test(*_: object, **__: object) -> None:
    pytest.skip("to start a process is left to `make test`")
