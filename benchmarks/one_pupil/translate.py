"""Program → expressions of the languages that the peers run, from the same conditions.

Where facts may be unknown, they are null, and a condition has two readings: certain, that it holds
whatever is unknown, and possible, that it may hold. Together they make true, null or false.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from attendance_rules.program import program as form
from attendance_rules.program.program import (
    All,
    AtLeast,
    Condition,
    Holds,
    OneOf,
    Program,
    Ref,
    Rule,
)
from benchmarks.one_pupil.contestant import STATUS, Statuses, obligations

Values = Literal[2, 3]
Reading = Literal["known", "certain", "possible"]
_OPPOSITE: dict[Reading, Reading] = {
    "known": "known",
    "certain": "possible",
    "possible": "certain",
}
ALWAYS = All(())


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a language writes what differs; `names` says whether it can name a value to reuse it."""

    conjunction: str
    disjunction: str
    negation: str
    names: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Obligations that follow one another and begin with the same tier or definition, or none."""

    gate: str | None
    conditions: tuple[Condition, ...]


def groups(program: Program) -> tuple[Group, ...]:
    """All obligations, in order, with what each asks for beyond the gate of its group."""
    gated = [_gated(rule) for rule in obligations(program)]
    return tuple(
        Group(gate, tuple(rest for _, rest in members))
        for gate, members in groupby(gated, lambda one: one[0])
    )


def _gated(rule: Rule) -> tuple[str | None, Condition]:
    match rule.condition:
        case Ref(rule=gate):
            return gate, ALWAYS
        case All(of=(Ref(rule=gate), *rest)):
            return gate, rest[0] if len(rest) == 1 else All(tuple(rest))
    return None, rule.condition


class Translator:
    """Writes the conditions of one Program in one language, for two values or three."""

    def __init__(self, program: Program, dialect: Dialect, values: Values) -> None:
        self._program = program
        self._dialect = dialect
        self._three = values == 3
        self._rates = {rate.name: rate for rate in program.rates}

    def list(self) -> str:
        """A list of all answers, each written out in full."""
        answers = [self.answer(rule.condition) for rule in obligations(self._program)]
        return self._preamble() + _list(answers)

    def branching(self) -> str:
        """A list for each group: empty if nobody in it can be concerned. The fastest found."""
        return self._preamble() + _list([self._group(group) for group in groups(self._program)])

    def answer(self, condition: Condition) -> str:
        """True or false; of three values, null where it is unknown."""
        if not self._three:
            return self.reading(condition, "known")
        match condition:
            case All(of=()):
                return "true"
            case Holds():
                return condition.fact
            case OneOf() | AtLeast():
                return f"({condition.fact} == null ? null : {self.reading(condition, 'known')})"
        certain = self.reading(condition, "certain")
        return f"({self.reading(condition, 'possible')} ? ({certain} ? true : null) : false)"

    def reading(self, condition: Condition, reading: Reading) -> str:
        """True or false, whatever is unknown."""
        match condition:
            case All(of=()):
                return "true"
            case form.Any(of=()):
                return "false"
            case All():
                return self._joined(self._dialect.conjunction, condition.of, reading)
            case form.Any():
                return self._joined(self._dialect.disjunction, condition.of, reading)
            case form.Not():
                return f"{self._dialect.negation}({self.reading(condition.of, _OPPOSITE[reading])})"
            case Ref():
                return self.reading(self._program.rule(condition.rule).condition, reading)
            case Holds():
                tests = {"known": "", "certain": " == true", "possible": " != false"}
                return condition.fact + tests[reading]
            case OneOf():
                words = _list([json.dumps(word) for word in condition.words])
                test = f"{condition.fact} in {words}"
                if len(condition.words) == 1:
                    test = f"{condition.fact} == {words[1:-1]}"
                # A word that is null is none of them, so the certain reading needs no more.
                return self._or_null(condition.fact, test) if reading == "possible" else test
            case AtLeast():
                return self._at_least(condition, reading)
            case form.Reaches():
                return self._reaches(condition, reading)

    def _joined(self, word: str, conditions: Sequence[Condition], reading: Reading) -> str:
        return f"({word.join(self.reading(one, reading) for one in conditions)})"

    def _or_null(self, fact: str, test: str) -> str:
        return f"({fact} == null{self._dialect.disjunction}{test})"

    def _at_least(self, atom: AtLeast, reading: Reading) -> str:
        test = f"{atom.fact} >= {atom.bound}"
        if reading == "certain":
            return f"({atom.fact} != null{self._dialect.conjunction}{test})"
        return self._or_null(atom.fact, test) if reading == "possible" else test

    def _reaches(self, atom: form.Reaches, reading: Reading) -> str:
        rate = self._rates[atom.rate]
        sign = ">" if atom.strictly else ">="
        test = f"{rate.part} * 10000 {sign} {rate.whole} * {atom.bound}"
        if reading == "known":
            return test
        either, both = self._dialect.disjunction, self._dialect.conjunction
        unknown = f"{rate.name}_unknown" if self._dialect.names else _unknown(rate, either)
        if reading == "possible":
            return f"({unknown}{either}{test})"
        return f"({self._dialect.negation}({unknown}){both}{test})"

    def _preamble(self) -> str:
        if not (self._three and self._dialect.names):
            return ""
        either = self._dialect.disjunction
        rates = self._program.rates
        return "".join(f"{rate.name}_unknown = {_unknown(rate, either)}; " for rate in rates)

    def _group(self, group: Group) -> str:
        answers = _list([self.answer(condition) for condition in group.conditions])
        if group.gate is None:
            return answers
        gate = Ref(group.gate)
        if not self._three:
            return f"({self.reading(gate, 'known')} ? {answers} : [])"
        at_most = _list(
            [f"({self.reading(one, 'possible')} ? null : false)" for one in group.conditions]
        )
        within = f"({self.reading(gate, 'certain')} ? {answers} : {at_most})"
        return f"({self.reading(gate, 'possible')} ? {within} : [])"


def statuses(answers: Sequence[bool | None]) -> Statuses:
    """What a list of all answers says."""
    return tuple(STATUS[answer] for answer in answers)


def spread(answers: Sequence[Any], shape: Sequence[Group]) -> Statuses:
    """What a list for each group says."""
    return statuses(tuple(_spread(answers, shape)))


def _spread(answers: Sequence[Any], shape: Sequence[Group]) -> Iterator[bool | None]:
    for part, group in zip(answers, shape, strict=True):
        yield from part or [False] * len(group.conditions)


def _unknown(rate: form.Rate, either: str) -> str:
    tests = (f"{rate.part} == null", f"{rate.whole} == null", f"{rate.whole} == 0")
    return either.join(tests)


def _list(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"
