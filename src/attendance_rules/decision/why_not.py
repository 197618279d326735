"""What stands against an obligation, and what would make it required."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attendance_rules.decision.decide import Case
from attendance_rules.decision.reasons import Reason
from attendance_rules.decision.situations import situations
from attendance_rules.decision.smallest import Step, smallest_change
from attendance_rules.decision.why import joined, open_phrases
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN


@dataclass(frozen=True, slots=True, repr=False)
class Effect:
    """What learning one unknown fact, or the two counts of a rate, would do.

    `situations` are the classes of its values that make a difference, each with the status that it
    would bring by itself.
    """

    facts: tuple[str, ...]
    situations: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"<Effect of {', '.join(self.facts)}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            "facts": list(self.facts),
            "situations": [{"if": text, "status": status} for text, status in self.situations],
        }


@dataclass(frozen=True, slots=True, repr=False)
class WhyNot:
    """Why an obligation is not required.

    `failing` are the facts that stand against it. `change` is the smallest change of facts that
    would make it required: fewest facts, then fewest sessions, the possible sessions held as they
    are; None where there is none, as `sentence` says. `effects` tell, for an undetermined
    obligation, what each missing fact would do.
    """

    obligation: str
    part: str | None
    title: str
    status: str
    sentence: str
    failing: tuple[Reason, ...]
    change: tuple[Step, ...] | None
    effects: tuple[Effect, ...]

    def __repr__(self) -> str:
        return f"<WhyNot {self.obligation}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            "obligation": self.obligation,
            "part": self.part,
            "title": self.title,
            "status": self.status,
            "sentence": self.sentence,
            "failing": [reason.to_dict() for reason in self.failing],
            "change": None if self.change is None else [one.to_dict() for one in self.change],
            "effects": [one.to_dict() for one in self.effects],
        }


def why_not(case: Case, obligation: str, part: str | None = None) -> WhyNot:
    """Why the obligation, or its part, is not required. Raises `UnknownNameError`."""
    decider = case.decider
    step = decider.step_of(obligation, part)
    position = decider.position(step)
    answer = case.answers[position]
    written = decider.edition.obligations[obligation]
    failing = case.deciding().failing(step) if answer == FALSE else ()
    change = smallest_change(case, position) if answer == FALSE else None
    effects = _effects(case, position) if answer == UNKNOWN else ()
    return WhyNot(
        obligation,
        part,
        written.title if part is None else written.parts[part].title,
        STATUS[answer],
        _sentence(case, position, answer, failing, change, effects),
        failing,
        change,
        effects,
    )


def _effects(case: Case, position: int) -> tuple[Effect, ...]:
    """What each missing fact would do; the two counts of a rate are learned together."""
    ways = case.decider.ways(case.decider.alike[position])
    missing = case.open(position)[0]
    found = []
    for subject, variable in ways.variables.items():
        facts = [case.decider.program.facts[at].name for at in variable.facts]
        asked = tuple(name for name in facts if name in missing)
        if asked and variable.cell(case.facts.values) is None:
            seen = situations(case, position, subject)
            found.append(Effect(asked, tuple((one.text, STATUS[one.answer]) for one in seen)))
    return tuple(found)


def _sentence(
    case: Case,
    position: int,
    answer: int,
    failing: tuple[Reason, ...],
    change: tuple[Step, ...] | None,
    effects: tuple[Effect, ...],
) -> str:
    if answer == TRUE:
        return "It is required."
    if answer == UNKNOWN:
        missing = case.open(position)[0]
        return " ".join(
            [f"Undetermined: {'; '.join(open_phrases(case, position, missing))}.", *_told(effects)]
        )
    because = joined([reason.shown for reason in failing], "and")
    if change is None:
        return f"Not required because {because}."
    steps = joined([one.text for one in change], "and")
    return f"Not required because {because}. It would be required in this case: {steps}."


def _told(effects: tuple[Effect, ...]) -> list[str]:
    """A sentence for each fact that settles the matter by itself in some situation."""
    said = []
    for effect in effects:
        by_status: dict[str, list[str]] = {}
        for text, status in effect.situations:
            by_status.setdefault(status, []).append(text)
        parts = [
            f"{words} if {' or '.join(by_status[status])}"
            for status, words in _STATUS_WORDS.items()
            if status in by_status
        ]
        if parts:
            text = "; ".join(parts)
            said.append(f"{text[0].upper()}{text[1:]}.")
    return said


_STATUS_WORDS = {STATUS[TRUE]: "required", STATUS[FALSE]: "not required"}
