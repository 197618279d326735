"""Frames of each kind, for tests that need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
def spark(spark_session: Any) -> Sparks:
    return Sparks(spark_session)
