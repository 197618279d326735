"""The report that explains one pupil: what is expected and why, what to find out, how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from attendance_rules.cli.console.distance import distances
from attendance_rules.cli.console.hanging import Hanging, hanging, heading
from attendance_rules.cli.console.marks import STATUSES
from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.explained import Explained
from attendance_rules.decision.explain.questions import Question
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.english import number_of
from attendance_rules.wording.statuses import STATUSES as STATUSES_IN_WORDS

FIRST = 5
"""So many questions are shown; the rest are counted."""


def explanation(
    edition: Edition, decision: Decision, explained: Sequence[Explained], *, every: bool
) -> Iterator[RenderableType]:
    """Why something is expected or open, how far each tier is, and what to ask first.

    Without `every`, what is not expected is only counted, and so are further questions.
    """
    if decision.unclassifiable:
        yield hanging("", decision.unclassifiable, style="yellow")
    for status, title in STATUSES_IN_WORDS.items():
        alike = [answer for answer in explained if answer.why.status == status]
        if alike and (every or status != NOT_REQUIRED):
            yield heading(title)
            yield from _by_party(edition, alike)
    if not every:
        yield hanging("", _left_out(edition, decision, explained), style="dim")
    yield heading("How far")
    for sentence in distances(edition, decision.headroom()):
        yield hanging(" • ", sentence)
    questions = decision.questions()
    if questions:
        yield heading("Ask first")
        yield from _questions(questions, len(questions) if every else FIRST)


def _by_party(edition: Edition, explained: Sequence[Explained]) -> Iterator[RenderableType]:
    parties = {name: written.party for name, written in edition.obligations.items()}
    for party, title in edition.about.parties.items():
        own = [answer for answer in explained if parties[answer.why.obligation] == party]
        if own:
            yield Text(title, style="bold")
            for answer in own:
                yield from _obligation(answer)


def _obligation(answer: Explained) -> Iterator[RenderableType]:
    mark = STATUSES[answer.why.status]
    yield Hanging(mark.alone(), Text(answer.why.title), 1)
    yield hanging("", answer.name, 3, "dim")
    yield hanging("", answer.sentence, 3)
    if answer.why.status == REQUIRED:
        for part in answer.parts:
            text = Text(part.why.title)
            if part.why.status != REQUIRED:
                text.append(f". {part.sentence}")
            yield Hanging(STATUSES[part.why.status].alone(), text, 3)


def _left_out(edition: Edition, decision: Decision, explained: Sequence[Explained]) -> str:
    """How many obligations are not explained: those not expected, and the standing ones."""
    not_expected = sum(answer.why.status == NOT_REQUIRED for answer in explained)
    standing = [
        status for name, status in decision.statuses.items() if edition.obligations[name].standing
    ]
    counts = ", ".join(
        f"{standing.count(status)} {words.lower()}"
        for status, words in STATUSES_IN_WORDS.items()
        if status in standing
    )
    noun = "action" if not_expected == 1 else "actions"
    said = f"\n{STATUSES_IN_WORDS[NOT_REQUIRED]} for this pupil: {not_expected} {noun}."
    if counts:
        said += f" At all times, whichever pupil it is: {counts}."
    return f"{said} `--all` explains them too."


def _questions(questions: Sequence[Question], first: int) -> Iterator[RenderableType]:
    for number, question in enumerate(questions[:first], start=1):
        text = Text.assemble(question.question, (f"  ({question.fact})", "dim"))
        yield hanging(f"{number:>2}. ", text)
    more = len(questions) - first
    if more > 0:
        several = number_of(more, "more question")
        yield hanging("    ", f"{several}; `--all` lists them.", style="dim")
