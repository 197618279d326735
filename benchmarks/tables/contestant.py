"""What takes part: one way of deciding for a whole table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

OWN = "own"
"""The key of what the others are put beside: `decide_frame` as it is called by default."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """`run` is timed. `read` makes its answer a Polars frame afterwards and is never timed."""

    key: str
    name: str
    run: Callable[[], Any]
    read: Callable[[Any], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Setting:
    """Contestants that decide for the same pupils, and the answer that is expected of them all."""

    key: str
    title: str
    contestants: Sequence[Contestant]
    expected: pl.DataFrame


def as_it_is(answer: pl.DataFrame) -> pl.DataFrame:
    """The answer of a contestant that gives a Polars frame."""
    return answer
