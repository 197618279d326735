"""The facts behind tests, each stated in the words of the vocabulary."""

from __future__ import annotations

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import RateDefinition
from attendance_rules.plain import Plain, private
from attendance_rules.program.kleene import FALSE, TRUE, UNKNOWN
from attendance_rules.program.program import (
    AtLeast,
    Atom,
    FactValue,
    FactValues,
    Holds,
    OneOf,
    Program,
    Reaches,
)
from attendance_rules.wording.facts import stated
from attendance_rules.wording.rates import percent

SIDES = {
    (True, False): "at or above",
    (True, True): "above",
    (False, False): "below",
    (False, True): "at or below",
}
"""How a rate compares with a bound: whether it reaches it, and whether it must pass it for that."""


@private(about="fact")
class Reason(Plain):
    """One fact that bears on an answer: its value, and the sentence that states it.

    `fact` is an input or a rate, and `given` names the inputs that it comes from. The value of a
    rate is a text like `16.66%`, cut and not rounded, so that it never contradicts a threshold.
    """

    fact: str
    """The name of the fact or rate."""
    value: FactValue
    """Its value: a count, yes or no, a word, or a rate as text."""
    shown: str
    """The sentence that states it."""
    given: tuple[str, ...]
    """The input facts that it comes from."""


def rate_stated(edition: Edition, rate: RateDefinition, part: int, whole: int) -> str:
    """The two counts of a rate in its phrase."""
    template = rate_template(edition, rate, part_is_one=part == 1)
    return template.replace("{part}", str(part)).replace("{whole}", str(whole))


def rate_template(edition: Edition, rate: RateDefinition, *, part_is_one: bool) -> str:
    """The phrase of a rate with places for its counts. It is in the plural, so of 1 the title is
    used."""
    if part_is_one:
        return f"the number of {edition.facts[rate.part].title} is 1 of {{whole}}"
    return rate.known


def rate_compared(stated: str, share: str, test: Reaches, *, reached: bool) -> str:
    """The counts of a rate as they are stated, its share, and how that compares with a bound."""
    bound = percent(test.bound, 10_000)
    if reached and test.strictly and share == bound:
        # Above it by less than a hundredth of a per cent, which the shown rate cuts off.
        return f"{stated} (just above {bound})"
    return f"{stated} ({share}, {SIDES[reached, test.strictly]} {bound})"


class Reasons:
    """Judges and states the tests of one Program, for any pupil's facts."""

    def __init__(self, edition: Edition, program: Program) -> None:
        self._edition = edition
        self._positions = {fact.name: position for position, fact in enumerate(program.facts)}
        self.conditions = tuple(rule.condition for rule in program.rules)
        self._order = {rule.name: position for position, rule in enumerate(program.rules)}
        self._rates = {rate.name: rate for rate in program.rates}

    def position(self, rule: str) -> int:
        """Where a rule stands among the answers."""
        return self._order[rule]

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
        counts, share = rate_stated(self._edition, written, part, whole), percent(part, whole)
        shown = rate_compared(counts, share, atom, reached=self.atom(atom, values) == TRUE)
        return Reason(atom.rate, share, shown, (rate.part, rate.whole))

    def counts(self, name: str, values: FactValues) -> tuple[int | None, int | None]:
        """The part and the whole of a rate, as far as they are known."""
        rate = self._rates[name]
        part, whole = values[self._positions[rate.part]], values[self._positions[rate.whole]]
        return (
            part if isinstance(part, int) else None,
            whole if isinstance(whole, int) else None,
        )
