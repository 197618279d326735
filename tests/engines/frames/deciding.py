"""A few pupils through the real policy, for tests of what stands around the answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from attendance_rules.engines.frames import FrameEngine
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy
from tests.engines.frames.tables import Make, Row


def decide(policy: Policy, frame: Any, **options: Any) -> Any:
    return FrameEngine(policy.program, policy.edition).decide(frame, **options)


def problems(policy: Policy, frame: Any, **options: Any) -> tuple[str, ...]:
    """What the error says. It must not hold the cells that these tests plant."""
    with pytest.raises(DataError) as caught:
        decide(policy, frame, **options)
    error: BaseException | None = caught.value
    while error is not None:
        assert "SECRET" not in str(error)
        assert "987654321" not in str(error)
        error = None if error.__suppress_context__ else error.__cause__ or error.__context__
    return caught.value.problems


def problems_of_rows(policy: Policy, make: Make, rows: Sequence[Row]) -> tuple[str, ...]:
    return problems(policy, make(rows, policy.program))
