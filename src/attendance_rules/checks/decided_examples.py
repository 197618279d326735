"""Examples in rule files as tests: every example is decided, and what differs is reported."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.decision.facts import FactReader
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Example, Obligation
from attendance_rules.engines.python import PythonEngine
from attendance_rules.messages.diagnostics import Diagnostic, Place
from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.kleene import STATUS, UNKNOWN
from attendance_rules.program.lower import lower, part_rule
from attendance_rules.program.program import Program


def differing(edition: Edition) -> tuple[Diagnostic, ...]:
    """A finding for each answer of an example that comes out otherwise than it says.

    Decided by the generated Python alone: it is an author's check, and quick.
    """
    check = _Check(edition)
    return tuple(
        finding
        for name, obligation in edition.obligations.items()
        for position, example in enumerate(obligation.examples)
        for finding in check.findings(name, obligation, position, example)
    )


class _Check:
    """Decides examples. Each set of thresholds is compiled once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._read = FactReader(edition).read
        self._compiled: dict[tuple[tuple[str, int], ...], tuple[Program, PythonEngine]] = {}

    def _engine(self, thresholds: dict[str, int]) -> tuple[Program, PythonEngine]:
        key = tuple(sorted(thresholds.items()))
        if key not in self._compiled:
            own = {name: parameter.value for name, parameter in self._edition.parameters.items()}
            program = lower(self._edition, own | thresholds)
            self._compiled[key] = program, PythonEngine(program)
        return self._compiled[key]

    def findings(
        self, name: str, obligation: Obligation, position: int, example: Example
    ) -> Iterator[Diagnostic]:
        """What comes out otherwise in one example."""
        program, engine = self._engine(example.set)
        values = self._read(example.given).values
        names = [rule.name for rule in program.rules]
        answers = dict(zip(names, engine.evaluate(values), strict=True))
        at, base = obligation.origin.at, ("examples", position)
        if STATUS[answers[name]] != example.expect:
            yield _differs(at(*base, "expect"), f"this comes out as `{STATUS[answers[name]]}`")
        elif example.missing is not None:
            missing = Ways(program, name).missing(values) if answers[name] == UNKNOWN else ()
            if missing != example.missing:
                found = ", ".join(f"`{fact}`" for fact in missing) or "nothing"
                yield _differs(at(*base, "missing"), f"what is missing is {found}")
        for part, expected in example.parts.items():
            found = STATUS[answers[part_rule(name, part)]]
            if found != expected:
                yield _differs(at(*base, "parts", part), f"this comes out as `{found}`")


def _differs(place: Place, message: str) -> Diagnostic:
    return Diagnostic(place, "example-differs", message, "correct the example, or the rule")
