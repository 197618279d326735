"""What to ask next: the facts, unknown or assumed, that can still change something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import WithJsonSchema

from attendance_rules.decision.case import Case
from attendance_rules.decision.explain.situations import answer_with, situations, unknown_facts
from attendance_rules.decision.facts import allowed
from attendance_rules.edition.models import WordFact, YesNoFact
from attendance_rules.plain import Plain, plain_fields, private
from attendance_rules.program.kleene import UNKNOWN


@private(about="fact")
class Question(Plain):
    """A fact to find out, the question that asks for it, and the obligations that it bears on.

    `answers` are the words that may be given, with what each says; empty for a number. `settles` is
    how many open answers, of obligations and parts, it would settle by itself, on average over what
    it may turn out to be. `assumed` says that the vocabulary's default stands for it so far.
    """

    fact: str
    """The name of the fact."""
    question: str
    """The question that asks for it."""
    allowed: str
    """What may be answered, in words."""
    answers: Annotated[
        tuple[tuple[str, str], ...],
        WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
    ]
    """The words that may be given, each with what it says; none for a number."""
    bears_on: tuple[str, ...]
    """The ids of the obligations that it can change."""
    settles: float
    """How many open answers it would settle by itself, on average."""
    assumed: bool = False
    """Whether the vocabulary's default stands for it so far."""

    def to_dict(self) -> dict[str, Any]:
        return plain_fields(self) | {"settles": round(self.settles, 2)}


def questions(case: Case) -> tuple[Question, ...]:
    """The facts that an answer hangs on and that are unknown or assumed.

    The one that settles most comes first. The two counts of a rate settle as much as the rate does,
    and are asked one after the other. A fact that is not among them changes nothing, whatever it
    may be.
    """
    bears_on: dict[str, dict[str, None]] = {}
    settles: dict[str, float] = {}
    worked_out: dict[int, dict[str, float]] = {}
    for obligation, position in case.decider.answer_positions():
        alike = case.decider.alike[position]
        if alike not in worked_out:
            worked_out[alike] = _settled_by(case, alike)
        for fact, share in worked_out[alike].items():
            bears_on.setdefault(fact, {})[obligation] = None
            settles[fact] = settles.get(fact, 0.0) + share
    return tuple(
        _question(case, fact, tuple(bears_on[fact]), settles[fact])
        for fact in _ranked(case, settles)
    )


def _settled_by(case: Case, position: int) -> dict[str, float]:
    """For each fact that a rule hangs on, in what part of its situations it settles the rule."""
    is_open = case.answers[position] == UNKNOWN
    found = dict.fromkeys(case.open(position)[0] if is_open else (), 0.0)
    found |= dict.fromkeys(_assumed_that_matter(case, position), 0.0)
    if not is_open or not found:
        return found
    for subject, unknown in unknown_facts(case, position):
        if found.keys() >= set(unknown):
            seen = situations(case, position, subject)
            settled = sum(one.answer != UNKNOWN for one in seen)
            for name in unknown:
                found[name] += settled / len(seen) if seen else 0.0
    return found


def _assumed_that_matter(case: Case, position: int) -> Iterator[str]:
    """The facts for which a default stands, if the rule could come out otherwise without it."""
    ways = case.decider.ways(position)
    for name in case.facts.assumed:
        if name not in ways.variables:
            continue
        yes, no = ways.to(True), ways.to(False)
        if yes is None or no is None:
            yield name
            continue
        cells = ways.cells(case.facts.values) | {name: None}
        for way in (*yes, *no):
            if name in way and all(cells[one] in (None, cell) for one, cell in way.items()):
                answers = {answer_with(case, ways, {**way, name: cell}) for cell in (0, 1)}
                if len(answers) > 1:
                    yield name
                    break


def _ranked(case: Case, settles: Mapping[str, float]) -> list[str]:
    """The facts, the one that settles most first, and counts that make a rate side by side."""
    order = {name: position for position, name in enumerate(case.decider.edition.facts)}
    group = {fact: fact for fact in settles}
    for rate in case.decider.program.rates:
        if rate.part in group and rate.whole in group:
            old, new = group[rate.part], group[rate.whole]
            group = {fact: new if own == old else own for fact, own in group.items()}
    most = {
        leader: max(settles[fact] for fact, own in group.items() if own == leader)
        for leader in set(group.values())
    }
    return sorted(
        settles,
        key=lambda fact: (-most[group[fact]], order[group[fact]], -settles[fact], order[fact]),
    )


def _question(case: Case, name: str, bears_on: tuple[str, ...], settles: float) -> Question:
    fact = case.decider.edition.facts[name]
    answers: tuple[tuple[str, str], ...] = ()
    if isinstance(fact, YesNoFact):
        answers = (("yes", fact.yes), ("no", fact.no))
    elif isinstance(fact, WordFact):
        answers = tuple(fact.words.items())
    assumed = name in case.facts.assumed
    return Question(name, fact.question, allowed(fact), answers, bears_on, settles, assumed)
