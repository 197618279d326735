"""Node, from the wheel that the extra `dev` brings: never the machine's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.engines.javascript.node import Node, running


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    with running() as process:
        yield process
