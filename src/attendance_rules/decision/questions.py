"""What to ask next: the unknown facts that can still change something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attendance_rules.decision.decide import Case
from attendance_rules.decision.facts import allowed
from attendance_rules.decision.situations import situations
from attendance_rules.edition.models import WordFact, YesNoFact
from attendance_rules.program.kleene import UNKNOWN


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """A fact to find out, the question that asks for it, and the obligations that it bears on.

    `answers` are the words that may be given, with what each says; empty for a number. `settles` is
    how many open answers it would settle by itself, on average over what it may turn out to be.
    """

    fact: str
    question: str
    allowed: str
    answers: tuple[tuple[str, str], ...]
    bears_on: tuple[str, ...]
    settles: float

    def __repr__(self) -> str:
        return f"<Question {self.fact}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            "fact": self.fact,
            "question": self.question,
            "allowed": self.allowed,
            "answers": dict(self.answers),
            "bears_on": list(self.bears_on),
            "settles": round(self.settles, 2),
        }


def questions(case: Case) -> tuple[Question, ...]:
    """The facts that some open answer hangs on, the one that settles most first.

    A fact that no open answer hangs on is not among them, whatever it would be. The two counts of
    a rate settle as much as the rate does, and are asked one after the other.
    """
    bears_on: dict[str, dict[str, None]] = {}
    settles: dict[str, float] = {}
    worked_out: dict[int, dict[str, float]] = {}
    decider = case.decider
    for obligation, position in decider.answer_positions():
        if case.answers[position] != UNKNOWN:
            continue
        alike = decider.alike[position]
        if alike not in worked_out:
            worked_out[alike] = _settled_by(case, position)
        for fact, share in worked_out[alike].items():
            bears_on.setdefault(fact, {})[obligation] = None
            settles[fact] = settles.get(fact, 0.0) + share
    order = {name: n for n, name in enumerate(decider.edition.facts)}
    ranked = sorted(bears_on, key=lambda fact: (-settles[fact], order[fact]))
    return tuple(_question(case, fact, tuple(bears_on[fact]), settles[fact]) for fact in ranked)


def _settled_by(case: Case, position: int) -> dict[str, float]:
    """For each fact that is missing to a step, in what part of its situations it settles it."""
    missing = case.open(position)[0]
    found = dict.fromkeys(missing, 0.0)
    ways = case.decider.ways(case.decider.alike[position])
    for subject, variable in ways.variables.items():
        names = [case.decider.program.facts[at].name for at in variable.facts]
        asked = [name for name in names if name in found]
        if not asked or variable.cell(case.facts.values) is not None:
            continue
        seen = situations(case, position, subject)
        settled = sum(one.answer != UNKNOWN for one in seen)
        for name in asked:
            found[name] += settled / len(seen) if seen else 0.0
    return found


def _question(case: Case, name: str, bears_on: tuple[str, ...], settles: float) -> Question:
    fact = case.decider.edition.facts[name]
    answers: tuple[tuple[str, str], ...] = ()
    if isinstance(fact, YesNoFact):
        answers = (("yes", fact.yes), ("no", fact.no))
    elif isinstance(fact, WordFact):
        answers = tuple(fact.words.items())
    return Question(name, fact.question, allowed(fact), answers, bears_on, settles)
