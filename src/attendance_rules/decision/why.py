"""Why an obligation is required, not required or undetermined: a tree, and one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any as Anything
from typing import Literal

from attendance_rules.decision.decide import Case
from attendance_rules.decision.reasons import Reason
from attendance_rules.edition.models import ConditionDefinition, RateDefinition
from attendance_rules.program.form import (
    All,
    Any,
    Atom,
    Condition,
    FactValue,
    Not,
    Reaches,
    Ref,
)
from attendance_rules.program.kleene import FALSE, NOT, STATUS, TRUE, UNKNOWN

Answer = Literal["yes", "no", "unknown"]
ANSWERS: dict[int, Answer] = {FALSE: "no", UNKNOWN: "unknown", TRUE: "yes"}


@dataclass(frozen=True, slots=True, repr=False)
class Ground:
    """A condition, whether it holds, and what that rests on.

    A leaf is a test of one `fact` (an input or a rate). Others rest on `grounds`: on `all` of them
    or on `any`, or on what a definition or tier stands for. Only what decides is in the tree: of an
    "and" that fails, the first condition that fails; of what is unknown, all that is open.
    """

    text: str
    answer: Answer
    fact: str | None = None
    value: FactValue = None
    joiner: Literal["all", "any", ""] = ""
    grounds: tuple[Ground, ...] = ()

    def __repr__(self) -> str:
        return f"<Ground of {len(self.grounds)}>"

    def to_dict(self) -> dict[str, Anything]:
        found: dict[str, Anything] = {"text": self.text, "answer": self.answer}
        if self.fact is not None:
            found |= {"fact": self.fact, "value": self.value}
        if self.grounds:
            found |= {"joiner": self.joiner, "grounds": [one.to_dict() for one in self.grounds]}
        return found


@dataclass(frozen=True, slots=True, repr=False)
class Why:
    """Why an obligation, or a part of one, has its status.

    `sentence` says it in one; `ground` is the tree behind it, down to the input; `because` are the
    facts that alone give this answer, and `missing` those that could settle an open one.
    """

    obligation: str
    part: str | None
    title: str
    status: str
    sentence: str
    ground: Ground
    because: tuple[Reason, ...]
    missing: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Why {self.obligation}>"

    def to_dict(self) -> dict[str, Anything]:
        return {
            "obligation": self.obligation,
            "part": self.part,
            "title": self.title,
            "status": self.status,
            "sentence": self.sentence,
            "ground": self.ground.to_dict(),
            "because": [reason.to_dict() for reason in self.because],
            "missing": list(self.missing),
        }


def why(case: Case, obligation: str, part: str | None = None) -> Why:
    """Why the obligation, or its part, is what it is. Raises `UnknownNameError`."""
    decider = case.decider
    step = decider.step_of(obligation, part)
    position = decider.position(step)
    answer = case.answers[position]
    written = decider.edition.obligations[obligation]
    title = written.title if part is None else written.parts[part].title
    because = case.why(position, step)
    missing = case.open(position)[0] if answer == UNKNOWN else ()
    ground = _Grounds(case).of(decider.program.steps[position].condition)
    return Why(
        obligation,
        part,
        title,
        STATUS[answer],
        _sentence(case, position, answer, because, missing),
        ground,
        because,
        missing,
    )


def _sentence(
    case: Case, position: int, answer: int, because: tuple[Reason, ...], missing: tuple[str, ...]
) -> str:
    if answer == UNKNOWN:
        return f"Undetermined: {'; '.join(open_phrases(case, position, missing))}."
    word = "Required" if answer == TRUE else "Not required"
    if not because:
        return f"{word} whatever is known of a pupil."
    return f"{word} because {joined([reason.shown for reason in because], 'and')}."


def open_phrases(case: Case, position: int, missing: tuple[str, ...]) -> list[str]:
    """What is not known, in the words of the vocabulary; of a rate, the rate and not its counts."""
    edition = case.decider.edition
    unclassifiable = case.open(position)[1]
    phrases = [unclassifiable] if unclassifiable else []
    left = list(missing)
    for rate in edition.definitions.values():
        if isinstance(rate, RateDefinition) and {rate.part, rate.whole} <= set(left):
            phrases.append(rate.unknown)
            left = [name for name in left if name not in (rate.part, rate.whole)]
    return phrases + [edition.facts[name].unknown for name in left]


def joined(phrases: list[str], word: str) -> str:
    """The phrases as one list: "a, b and c". Commas part what holds an "and" of its own."""
    if len(phrases) == 1:
        return phrases[0]
    comma = "," if any(" and " in phrase for phrase in phrases) else ""
    return f"{', '.join(phrases[:-1])}{comma} {word} {phrases[-1]}"


class _Grounds:
    """Builds the tree of one explanation."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._edition = case.decider.edition
        self._deciding = case.deciding()

    def of(self, condition: Condition) -> Ground:
        value = self._deciding.value(condition)
        match condition:
            case Ref():
                return self._step(condition.step, value)
            case Not(of=inner):
                return self._opposite(self.of(inner), inner)
            case All() | Any():
                return self._joined(condition, value)
            case _:
                return self._test(condition, value)

    def _joined(self, condition: All | Any, value: int) -> Ground:
        every = isinstance(condition, All)
        chosen = [one for one in condition.of if self._deciding.value(one) == value]
        if value != UNKNOWN and every != (value == TRUE):
            chosen = chosen[:1]
        grounds = tuple(self.of(one) for one in chosen)
        if len(grounds) == 1:
            return grounds[0]
        joiner: Literal["all", "any"] = "all" if every else "any"
        text = joined([ground.text for ground in grounds], "and") if grounds else "always"
        return Ground(text, ANSWERS[value], joiner=joiner, grounds=grounds)

    def _step(self, name: str, value: int) -> Ground:
        """A definition or tier: its own phrase, resting on what it stands for."""
        inner = self.of(self._case.decider.condition(name))
        text = self._phrase(name, value) or inner.text
        if text == inner.text:
            return inner
        return Ground(text, ANSWERS[value], joiner="all", grounds=(inner,))

    def _phrase(self, name: str, value: int) -> str | None:
        definition = self._edition.definitions.get(name)
        if isinstance(definition, ConditionDefinition):
            said = {TRUE: definition.yes, FALSE: definition.no, UNKNOWN: definition.unknown}
            return said[value]
        tier = self._edition.tiers.get(name.partition(":")[2])
        if tier is None:
            return None
        return {TRUE: tier.yes, FALSE: tier.no, UNKNOWN: tier.unknown}[value]

    def _opposite(self, ground: Ground, inner: Condition) -> Ground:
        """`not` turns the answer; the phrase already says what is the case."""
        answer = ANSWERS[NOT[self._deciding.value(inner)]]
        return Ground(ground.text, answer, ground.fact, ground.value, ground.joiner, ground.grounds)

    def _test(self, atom: Atom, value: int) -> Ground:
        name = atom.rate if isinstance(atom, Reaches) else atom.fact
        if value != UNKNOWN:
            reason = self._deciding.state(atom)
            return Ground(reason.shown, ANSWERS[value], name, reason.value)
        if not isinstance(atom, Reaches):
            return Ground(self._edition.facts[name].unknown, "unknown", name)
        rate = self._edition.definitions[name]
        assert isinstance(rate, RateDefinition)
        undefined = self._deciding.is_undefined(atom)
        return Ground(rate.undefined if undefined else rate.unknown, "unknown", name)
