"""Spark, for tests that need it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import duckdb
import pytest

from tests.engines.frames.tables import IN_PROCESS, Duck, Make, Sparks


@pytest.fixture(scope="session")
def duck() -> Iterator[Duck]:
    connection = duckdb.connect()
    yield Duck(connection)
    connection.close()


@pytest.fixture(params=[*IN_PROCESS, "duckdb"])
def make(request: pytest.FixtureRequest) -> Make:
    """What makes a frame of each kind that needs no other program to run."""
    if request.param == "duckdb":
        found: Make = request.getfixturevalue("duck")
        return found
    return IN_PROCESS[request.param]


@pytest.fixture(scope="session")
def spark() -> Iterator[Sparks]:
    """One local Spark for all tests of a run: to start it takes longer than they do."""
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
    yield Sparks(session)
    session.stop()
