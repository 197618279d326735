"""Runs the generated function."""

from __future__ import annotations

from collections.abc import Callable

from attendance_rules.engines.python.generate import generate
from attendance_rules.program.program import FactValues, Program


class PythonEngine:
    """Evaluates a Program as one generated Python function. Safe to share between threads."""

    name = "python"

    def __init__(self, program: Program) -> None:
        self.source = generate(program)
        space: dict[str, Callable[[FactValues], tuple[int, ...]]] = {}
        exec(compile(self.source, "<generated rules>", "exec"), space)  # noqa: S102
        self.evaluate = space["evaluate"]
