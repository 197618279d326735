"""What an engine is."""

from __future__ import annotations

from typing import Protocol

from attendance_rules.program.program import FactValues


class Engine(Protocol):
    """Computes the Kleene value of each rule of one Program."""

    @property
    def name(self) -> str:
        """How answers call this engine."""

    def evaluate(self, facts: FactValues) -> tuple[int, ...]:
        """The value of each rule, in the Program's order, from the facts, in theirs.

        The facts must have been checked. Raises `EngineError` when there is no answer.
        """
