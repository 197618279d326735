"""The exceptions of this package. None of them ever holds a fact about a pupil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attendance_rules.messages.diagnostics import Diagnostic
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean


class AttendanceRulesError(Exception):
    """Base of every error that this package raises on purpose."""


class PolicyError(AttendanceRulesError):
    """A policy folder that cannot be used. `diagnostics` holds every mistake with its place."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        """Every mistake with its place, in the order of files and lines."""
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type[PolicyError], tuple[Sequence[Diagnostic]]]:
        return type(self), (self.diagnostics,)


class ParameterError(AttendanceRulesError):
    """A threshold that was set to something it cannot be."""


class FactsError(AttendanceRulesError):
    """Facts that cannot be used. Names the facts and what is allowed, never a value."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        """Everything that is wrong, a sentence each."""
        super().__init__("; ".join(self.problems))

    def __reduce__(self) -> tuple[type[FactsError], tuple[Sequence[str]]]:
        return type(self), (self.problems,)


class DataError(AttendanceRulesError):
    """A data file that cannot be used. Names rows and columns, never a cell."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        """Everything that is wrong, a sentence each."""
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[DataError], tuple[Sequence[str]]]:
        return type(self), (self.problems,)


class UnknownNameError(AttendanceRulesError):
    """An obligation, a part or a tier that the edition does not have."""


class RecordError(AttendanceRulesError):
    """A record of a decision that cannot be read."""


class EngineError(AttendanceRulesError):
    """An engine failed, so there is no answer. Holds no fact."""


class EnginesDisagreeError(EngineError):
    """Two engines gave different answers, so there is no answer. Names the obligation."""


def expect(what: str, name: object, known: Iterable[str]) -> None:
    """Raises `UnknownNameError`, with the nearest name, for a name that is not known."""
    known = list(known)
    if not isinstance(name, str):
        raise UnknownNameError(f"the name of a {what} must be text")
    if name not in known:
        near = did_you_mean(name, known)
        raise UnknownNameError(f"there is no {what} {shown(name)}" + (f"; {near}" if near else ""))
