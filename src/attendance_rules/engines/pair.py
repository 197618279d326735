"""Two engines for every decision: durable-rules decides, and generated Python confirms."""

from __future__ import annotations

from attendance_rules.engines.protocol import Engine
from attendance_rules.engines.python import PythonEngine
from attendance_rules.errors import EnginesDisagreeError
from attendance_rules.program.program import FactValues, Program


class EnginePair:
    """Evaluates a Program by durable-rules and by generated Python, and compares.

    Where durable-rules cannot be imported (Python 3.13 and later), generated Python decides
    alone; `names` says so. A failure of durable-rules is an error and never hidden.
    """

    def __init__(self, program: Program) -> None:
        from attendance_rules.engines import durable

        self._program = program
        self._second = PythonEngine(program)
        self._first: Engine | None = None
        if durable.available():
            self._first = durable.DurableEngine(program)
        both = (self._first, self._second)
        self.names = tuple(engine.name for engine in both if engine is not None)

    def evaluate(self, facts: FactValues) -> tuple[int, ...]:
        """The value of each rule, when both engines agree on it.

        Raises `EngineError` if an engine fails, `EnginesDisagreeError` if the two differ.
        """
        second = self._second.evaluate(facts)
        if self._first is not None:
            first = self._first.evaluate(facts)
            if first != second:
                raise EnginesDisagreeError(self._difference(first, second))
        return second

    def _difference(self, first: tuple[int, ...], second: tuple[int, ...]) -> str:
        differing = [
            rule.name
            for rule, one, other in zip(self._program.rules, first, second, strict=True)
            if one != other
        ]
        return f"the engines disagree on `{differing[0]}`, so there is no answer; report this"
