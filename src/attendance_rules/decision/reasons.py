"""Why a step holds: the facts that decide it, each stated in the words of the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import RateDefinition
from attendance_rules.program.form import (
    All,
    Any,
    AtLeast,
    Atom,
    Condition,
    FactValue,
    FactValues,
    Holds,
    Not,
    OneOf,
    Program,
    Reaches,
    Ref,
)
from attendance_rules.program.kleene import FALSE, NOT, TRUE, UNKNOWN
from attendance_rules.wording.facts import stated
from attendance_rules.wording.rates import percent

SIDES = {
    (True, False): "at or above",
    (True, True): "above",
    (False, False): "below",
    (False, True): "at or below",
}
"""How a rate compares with a bound: whether it reaches it, and whether it must pass it for that."""


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """One fact that bears on an answer: its value, and the sentence that states it.

    `fact` is an input or a rate, and `given` names the inputs that it comes from. The value of a
    rate is a text like `16.66 %`, cut and not rounded, so that it never contradicts a threshold.
    """

    fact: str
    value: FactValue
    shown: str
    given: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Reason {self.fact}>"

    def to_dict(self) -> dict[str, object]:
        return {
            "fact": self.fact,
            "value": self.value,
            "shown": self.shown,
            "given": list(self.given),
        }


class Reasons:
    """Finds the facts that decide a step of one Program."""

    def __init__(self, edition: Edition, program: Program) -> None:
        self._edition = edition
        self._positions = {fact.name: position for position, fact in enumerate(program.facts)}
        self.conditions = tuple(step.condition for step in program.steps)
        self._order = {step.name: position for position, step in enumerate(program.steps)}
        self._rates = {rate.name: rate for rate in program.rates}

    def seen_with(self, values: FactValues, answers: tuple[int, ...]) -> Deciding:
        """The reasons for one pupil, from the checked facts and the value of every step."""
        return Deciding(self, values, answers)

    def position(self, step: str) -> int:
        """Where a step stands among the answers."""
        return self._order[step]

    def atom(self, atom: Atom, values: FactValues) -> int:
        """The Kleene value of a test."""
        if isinstance(atom, Reaches):
            part, whole = self.counts(atom.rate, values)
            if part is None or not whole:
                return UNKNOWN
            scaled, bound = part * 10_000, atom.bound * whole
            return TRUE if (scaled > bound if atom.strictly else scaled >= bound) else FALSE
        value = values[self._positions[atom.fact]]
        if value is None:
            return UNKNOWN
        match atom:
            case Holds():
                holds = value is True
            case OneOf():
                holds = value in atom.words
            case AtLeast():
                holds = isinstance(value, int) and value >= atom.bound
        return TRUE if holds else FALSE

    def reason(self, atom: Atom, values: FactValues) -> Reason:
        """The fact behind a test, stated."""
        if isinstance(atom, Reaches):
            return self._rate_reason(atom, values)
        value = values[self._positions[atom.fact]]
        shown = stated(self._edition.facts[atom.fact], value)
        return Reason(atom.fact, value, shown, (atom.fact,))

    def _rate_reason(self, atom: Reaches, values: FactValues) -> Reason:
        rate = self._rates[atom.rate]
        written = self._edition.definitions[atom.rate]
        part, whole = self.counts(atom.rate, values)
        assert isinstance(written, RateDefinition)
        assert part is not None
        assert whole is not None
        shown = written.known.format(part=part, whole=whole)
        share, bound = percent(part, whole), percent(atom.bound, 10_000)
        reached = self.atom(atom, values) == TRUE
        compared = f"{share}, {SIDES[reached, atom.strictly]} {bound}"
        if reached and atom.strictly and share == bound:
            # Above it by less than a hundredth of a per cent, which the shown rate cuts off.
            compared = f"just above {bound}"
        return Reason(atom.rate, share, f"{shown} ({compared})", (rate.part, rate.whole))

    def counts(self, name: str, values: FactValues) -> tuple[int | None, int | None]:
        """The part and the whole of a rate, as far as they are known."""
        rate = self._rates[name]
        part, whole = values[self._positions[rate.part]], values[self._positions[rate.whole]]
        return (
            part if isinstance(part, int) else None,
            whole if isinstance(whole, int) else None,
        )


class Deciding:
    """The reasons as seen with one pupil's facts. Lives as long as one decision is made."""

    def __init__(self, reasons: Reasons, values: FactValues, answers: tuple[int, ...]) -> None:
        self._reasons = reasons
        self._values = values
        self._answers = answers
        self._stated: dict[Atom, Reason] = {}

    def of(self, position: int) -> tuple[Reason, ...]:
        """Facts that alone make a step what it is, true or false, in the order of its condition.

        A step that is unknown has no reasons.
        """
        return self._collected(position, every_one=False)

    def failing(self, position: int) -> tuple[Reason, ...]:
        """Every fact that stands against a step that is false, not only one that is enough."""
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
                return self._answers[self._reasons.position(condition.step)]
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

        With `every_one`, all that do. A step is gone through once, however many rest on it.
        """
        if value == UNKNOWN:
            return
        match condition:
            case Ref():
                if condition not in found:
                    found[condition] = None
                    inner = self._reasons.conditions[self._reasons.position(condition.step)]
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
