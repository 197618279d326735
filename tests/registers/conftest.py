"""Settings of Spark, for tests that change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.registers.on_spark import Spark


@pytest.fixture
def configure(spark_session: Spark) -> Iterator[Callable[[str, str], None]]:
    """Sets one of the settings of Spark's SQL, until the test is over."""
    before: dict[str, str] = {}

    def set_one(name: str, value: str) -> None:
        before.setdefault(name, spark_session.conf.get(name))
        spark_session.conf.set(name, value)

    yield set_one
    for name, value in before.items():
        spark_session.conf.set(name, value)
