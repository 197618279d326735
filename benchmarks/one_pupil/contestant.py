"""What takes part in the benchmark, and the comparison of answers that comes before any timing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.program.program import Program, Rule
from benchmarks.part import DifferenceError

Statuses = tuple[str, ...]
"""The status of every obligation, in the Program's order."""

STATUS = {True: REQUIRED, None: UNDETERMINED, False: NOT_REQUIRED}
"""What the peers answer, in words."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """One way of deciding: `run` is timed over `inputs`, one for each pupil.

    `statuses` reads the answer afterwards and is never timed.
    """

    key: str
    name: str
    run: Callable[[Any], Any]
    inputs: Sequence[Any] = field(repr=False)
    statuses: Callable[[Any], Statuses]


def obligations(program: Program) -> tuple[Rule, ...]:
    """The rules that are obligations, in the Program's order."""
    return tuple(rule for rule in program.rules if rule.role == "obligation")


def compare(
    contestants: Iterable[Contestant], expected: Sequence[Statuses], program: Program
) -> None:
    """Raises `DifferenceError` unless every contestant gives the expected answer for each pupil."""
    names = [rule.name for rule in obligations(program)]
    for contestant in contestants:
        for facts, right in zip(contestant.inputs, expected, strict=True):
            given = contestant.statuses(contestant.run(facts))
            if given != right:
                name = next(n for n, a, b in zip(names, given, right, strict=True) if a != b)
                raise DifferenceError(f"{contestant.name}: another answer for `{name}`")
