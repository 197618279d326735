"""What stands against an obligation, and what would make it required."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Final, get_args

from pydantic import WithJsonSchema

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.phrases import because_of, undetermined
from attendance_rules.decision.explain.situations import situations, unknown_facts
from attendance_rules.decision.explain.smallest import FactChange, smallest_change
from attendance_rules.decision.reasons import Reason
from attendance_rules.edition.models import RateDefinition, Status
from attendance_rules.messages.english import listed
from attendance_rules.plain import Plain, private
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN
from attendance_rules.wording.statuses import STATUSES

_SITUATION: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {"if": {"type": "string"}, "status": {"enum": list(get_args(Status))}},
    "required": ["if", "status"],
}


@private
class Effect(Plain):
    """What learning one unknown fact, or the two counts of a rate, would do.

    `situations` are the classes of its values that make a difference, each with the status that it
    would bring by itself.
    """

    facts: tuple[str, ...]
    """The unknown fact, or the two counts of a rate."""
    situations: tuple[Annotated[tuple[str, Status], WithJsonSchema(_SITUATION)], ...]
    """What it may turn out to be, in words, each with the status that this would bring."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "facts": list(self.facts),
            "situations": [{"if": text, "status": status} for text, status in self.situations],
        }


@private(about="obligation")
class WhyNot(Plain):
    """Why an obligation is not required.

    `failing` are the facts that stand against it. `change` is the smallest change of facts, or
    the fewest facts to learn, that would make it required: fewest facts, then fewest sessions, the
    possible sessions held as they are; None where there is none, as `sentence` says. `effects`
    tell, for an undetermined obligation, what each missing fact would do.
    """

    obligation: str
    """The id of the obligation."""
    part: str | None
    """The part that is explained; None for the obligation itself."""
    title: str
    """What the party has to do."""
    status: Status
    """The answer."""
    sentence: str
    """The answer and what would change it, in words."""
    failing: tuple[Reason, ...]
    """The facts that stand against it."""
    change: tuple[FactChange, ...] | None
    """The smallest change that would make it required; None if there is none to name."""
    effects: tuple[Effect, ...]
    """What each missing fact would do, when it is undetermined."""


def why_not(case: Case, obligation: str, part: str | None = None) -> WhyNot:
    """Why the obligation, or its part, is not required. Raises `UnknownNameError`."""
    decider = case.decider
    position = decider.position(decider.rule_of(obligation, part))
    answer = case.answers[position]
    failing = case.deciding().failing(position) if answer == FALSE else ()
    change = smallest_change(case, position) if answer != TRUE else None
    effects = _effects(case, position) if answer == UNKNOWN else ()
    if answer == TRUE:
        sentence = f"{STATUSES[STATUS[TRUE]]}."
    elif answer == UNKNOWN:
        sentence = " ".join([undetermined(case, position), *_told(effects, change)])
    else:
        sentence = f"{STATUSES[STATUS[FALSE]]} because {because_of(case, failing)}. "
        sentence += _change_told(case, position, change)
    return WhyNot(
        obligation,
        part,
        decider.title(obligation, part),
        STATUS[answer],
        sentence,
        failing,
        change,
        effects,
    )


def _effects(case: Case, position: int) -> tuple[Effect, ...]:
    """What each missing fact would do; the two counts of a rate are learned together."""
    missing = case.open(position)[0]
    found = []
    for subject, unknown in unknown_facts(case, position):
        if set(missing).issuperset(unknown):
            seen = situations(case, position, subject)
            found.append(Effect(unknown, tuple([(one.text, STATUS[one.answer]) for one in seen])))
    return tuple(sorted(found, key=lambda effect: missing.index(effect.facts[0])))


def _told(effects: tuple[Effect, ...], change: tuple[FactChange, ...] | None) -> Iterator[str]:
    """A sentence for each fact that settles the matter by itself in some situation.

    If none by itself would make it required, a last one says which together would.
    """
    for effect in effects:
        settled = [
            f"{words} if {listed(texts, 'or')}"
            for status, words in _SETTLED.items()
            if (texts := [text for text, brought in effect.situations if brought == status])
        ]
        if settled:
            text = "; ".join(settled)
            yield f"{text[0].upper()}{text[1:]}."
    alone = any(brought == STATUS[TRUE] for one in effects for _, brought in one.situations)
    if change and not alone:
        changes = listed(changed.text for changed in change)
        yield f"{STATUSES[STATUS[TRUE]]}, for example, if {changes}."


_SETTLED = {STATUS[answer]: STATUSES[STATUS[answer]].lower() for answer in (TRUE, FALSE)}


def _change_told(case: Case, position: int, change: tuple[FactChange, ...] | None) -> str:
    if change is not None:
        changes = listed(changed.text for changed in change)
        return f"It would be expected if {changes}."
    edition, values = case.decider.edition, case.values
    ways = case.decider.ways(case.decider.alike[position])
    if ways.to(True) is None:
        return "It would be expected in so many cases that the nearest cannot be named."
    held = ""
    for name in ways.variables:
        rate = edition.definitions.get(name)
        if isinstance(rate, RateDefinition):
            if not values[rate.whole]:
                reason = rate.unknown if values[rate.whole] is None else rate.undefined
                return f"When it would be expected is not clear: {reason}."
            held = f" that leaves the number of {edition.facts[rate.whole].title} as it is"
    return f"No change{held} would alter that."
