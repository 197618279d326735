"""Why a rule is what it is for one pupil: the facts that decide it."""

from __future__ import annotations

from attendance_rules.decision.reasons import Reason, Reasons
from attendance_rules.program.kleene import FALSE, NOT, TRUE, UNKNOWN
from attendance_rules.program.program import (
    All,
    Any,
    Atom,
    Condition,
    FactValues,
    Not,
    Reaches,
    Ref,
)


class Deciding:
    """The reasons as seen with one pupil's facts, from the value of every rule."""

    def __init__(self, reasons: Reasons, values: FactValues, answers: tuple[int, ...]) -> None:
        self._reasons = reasons
        self._values = values
        self._answers = answers
        self._stated: dict[Atom, Reason] = {}

    def of(self, position: int) -> tuple[Reason, ...]:
        """Facts that alone make a rule what it is, true or false, in the order of its condition.

        A rule that is unknown has no reasons.
        """
        return self._collected(position, every_one=False)

    def failing(self, position: int) -> tuple[Reason, ...]:
        """Every fact that stands against a rule that is false, not only one that is enough."""
        return self._collected(position, every_one=True)

    def _collected(self, position: int, every_one: bool) -> tuple[Reason, ...]:
        found: dict[Atom | Ref, None] = {}
        condition = self._reasons.conditions[position]
        self._collect(condition, self._answers[position], found, every_one)
        reasons = [self.state(one) for one in found if not isinstance(one, Ref)]
        # Several tests of one fact may be stated alike.
        return tuple(dict.fromkeys(reasons))

    def state(self, atom: Atom) -> Reason:
        """What is known behind a test, stated. The test must not be unknown."""
        stated = self._stated.get(atom)
        if stated is None:
            stated = self._stated[atom] = self._reasons.reason(atom, self._values)
        return stated

    def counts(self, atom: Reaches) -> tuple[int | None, int | None]:
        """The part and the whole of the rate that is tested, as far as they are known."""
        return self._reasons.counts(atom.rate, self._values)

    def is_undefined(self, atom: Reaches) -> bool:
        """Whether the rate has no value because its whole is 0."""
        return self.counts(atom)[1] == 0

    def value(self, condition: Condition) -> int:
        """The Kleene value of a condition."""
        match condition:
            case Ref():
                return self._answers[self._reasons.position(condition.rule)]
            case Not():
                return NOT[self.value(condition.of)]
            case All():
                value = TRUE
                for one in condition.of:
                    value &= self.value(one)
                return value
            case Any():
                value = FALSE
                for one in condition.of:
                    value |= self.value(one)
                return value
            case _:
                return self._reasons.atom(condition, self._values)

    def _collect(
        self, condition: Condition, value: int, found: dict[Atom | Ref, None], every_one: bool
    ) -> None:
        """Add the tests that make a condition true or false; of several enough, the first.

        With `every_one`, all that do. A rule is gone through once, however many rest on it.
        """
        if value == UNKNOWN:
            return
        match condition:
            case Ref():
                if condition not in found:
                    found[condition] = None
                    inner = self._reasons.conditions[self._reasons.position(condition.rule)]
                    self._collect(inner, value, found, every_one)
            case Not():
                self._collect(condition.of, NOT[value], found, every_one)
            case All() | Any():
                every = isinstance(condition, All) == (value == TRUE)
                for one in condition.of:
                    if every or self.value(one) == value:
                        self._collect(one, value, found, every_one)
                        if not every and not every_one:
                            return
            case _:
                found[condition] = None
