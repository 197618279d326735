"""The conditions that an answer rests on, as a tree from the obligation down to the input."""

from __future__ import annotations

from typing import Any as Anything
from typing import Literal

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.phrases import fact_said, rate_is
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    RateDefinition,
    Tier,
    WordFact,
    YesNoFact,
)
from attendance_rules.messages.english import listed
from attendance_rules.plain import Plain, plain_fields, private
from attendance_rules.program.kleene import FALSE, NOT, TRUE, UNKNOWN
from attendance_rules.program.lower import tier_rule
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Atom,
    Condition,
    FactValue,
    Not,
    OneOf,
    Reaches,
    Ref,
)
from attendance_rules.wording.facts import counted

Answer = Literal["yes", "no", "unknown"]
_ANSWERS: dict[int, Answer] = {FALSE: "no", UNKNOWN: "unknown", TRUE: "yes"}


@private
class Ground(Plain):
    """A `condition`, the `answer` whether it holds, and the `text` that says what is the case.

    A leaf is a test of one `fact`, an input or a rate, and of its `value`. The others rest on
    `grounds`: on `all` of them or on `any`; a definition or tier on what it stands for, which is
    given where it first stands in the tree. Only what decides is in the tree: of an "and" that
    fails, the first condition that fails; of what is unknown, all that is open. So every answer in
    a tree is the same.
    """

    condition: str
    """The name of the definition, tier or obligation, or the test."""
    answer: Answer
    """Whether it holds."""
    text: str
    """What is the case, in words."""
    fact: str | None = None
    """The fact that a leaf tests; None for the others."""
    value: FactValue = None
    """The value of that fact; None if it is unknown."""
    joiner: Literal["all", "any", ""] = ""
    """Whether `all` or `any` of `grounds` are asked for."""
    grounds: tuple[Ground, ...] = ()
    """What it rests on."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: Anything, handler: Anything
    ) -> dict[str, Anything]:
        """A leaf has no `joiner` and `grounds`, the others no `fact` and `value`."""
        found: dict[str, Anything] = handler(schema)
        handler.resolve_ref_schema(found)["required"] = ["condition", "answer", "text"]
        return found

    def to_dict(self) -> dict[str, Anything]:
        found = plain_fields(self)
        if self.fact is None:
            del found["fact"], found["value"]
        if not self.grounds:
            del found["joiner"], found["grounds"]
        return found


def ground_of(case: Case, position: int) -> Ground:
    """The tree behind the answer of a rule."""
    return _Grounds(case).of(case.decider.program.rules[position].condition, False)


class _Grounds:
    """Builds one tree. `not` is carried inwards, so that each condition has a phrase of its own."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._edition = case.decider.edition
        self._deciding = case.deciding()
        self._tiers = {tier_rule(name): tier for name, tier in self._edition.tiers.items()}
        self._given: set[tuple[str, bool]] = set()

    def of(self, condition: Condition, negated: bool) -> Ground:
        match condition:
            case Not():
                return self.of(condition.of, not negated)
            case All() | Any():
                return self._joined(condition, negated)
            case Ref():
                return self._rule(condition, negated)
            case _:
                return self._test(condition, negated)

    def _answer(self, condition: Condition, negated: bool) -> int:
        value = self._deciding.value(condition)
        return NOT[value] if negated else value

    def _joined(self, condition: All | Any, negated: bool) -> Ground:
        answer = self._answer(condition, negated)
        every = isinstance(condition, All) != negated
        chosen = [one for one in condition.of if self._answer(one, negated) == answer]
        if answer != UNKNOWN and every != (answer == TRUE):
            chosen = chosen[:1]
        grounds = tuple([self.of(one, negated) for one in chosen])
        if len(grounds) == 1:
            return grounds[0]
        if not grounds:
            return Ground("always", _ANSWERS[answer], "always")
        return Ground(
            listed([one.condition for one in grounds], "and" if every else "or"),
            _ANSWERS[answer],
            listed(one.text for one in grounds),
            joiner="all" if every else "any",
            grounds=grounds,
        )

    def _rule(self, ref: Ref, negated: bool) -> Ground:
        """A definition or tier in its own phrases, resting on what it stands for."""
        phrased = self._phrased(ref.rule)
        value = self._deciding.value(ref)
        said = {TRUE: phrased.yes, FALSE: phrased.no, UNKNOWN: phrased.unknown}[value]
        condition = phrased.no if negated else phrased.yes
        answer = _ANSWERS[self._answer(ref, negated)]
        if (ref.rule, negated) in self._given:
            return Ground(condition, answer, said)
        self._given.add((ref.rule, negated))
        inner = self.of(self._case.decider.condition(ref.rule), negated)
        return Ground(condition, answer, said, joiner="all", grounds=(inner,))

    def _phrased(self, rule: str) -> ConditionDefinition | Tier:
        definition = self._edition.definitions.get(rule)
        return definition if isinstance(definition, ConditionDefinition) else self._tiers[rule]

    def _test(self, atom: Atom, negated: bool) -> Ground:
        name = atom.rate if isinstance(atom, Reaches) else atom.fact
        condition = self._asked(atom, negated)
        answer = self._answer(atom, negated)
        if answer != UNKNOWN:
            reason = self._deciding.state(atom)
            said = fact_said(self._case, reason)
            return Ground(condition, _ANSWERS[answer], said, name, reason.value)
        if isinstance(atom, Reaches) and self._deciding.is_undefined(atom):
            return Ground(condition, "unknown", self._case.decider.undefined(name), name)
        subject = self._edition.facts.get(name) or self._edition.definitions[name]
        return Ground(condition, "unknown", subject.unknown, name)

    def _asked(self, atom: Atom, negated: bool) -> str:
        """What a test asks, in words."""
        if isinstance(atom, Reaches):
            rate = self._edition.definitions[atom.rate]
            assert isinstance(rate, RateDefinition)
            return rate_is(rate, atom.bound, atom.strictly, not negated)
        match atom, self._edition.facts[atom.fact]:
            case AtLeast(), CountFact() as fact:
                return counted(fact, "less_than" if negated else "at_least", atom.bound)
            case OneOf(), WordFact() as fact:
                words = [
                    text for word, text in fact.words.items() if (word in atom.words) != negated
                ]
                return listed(words, "or")
            case _, YesNoFact() as fact:
                return fact.no if negated else fact.yes
        raise AssertionError(atom.fact)
