"""The report that explains one pupil: each obligation by status and party, then what is next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from attendance_rules.cli.console.distance import distances
from attendance_rules.cli.console.hanging import Hanging, hanging, heading
from attendance_rules.cli.console.marks import STATUSES
from attendance_rules.decision.actions import REQUIRED
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.explained import Explained
from attendance_rules.decision.explain.questions import Question
from attendance_rules.edition.edition import Edition
from attendance_rules.wording.statuses import STATUSES as STATUSES_IN_WORDS

FIRST = 5
"""So many questions are shown; the rest are counted."""


def explanation(
    edition: Edition, decision: Decision, explained: tuple[Explained, ...], *, every: bool
) -> Iterator[RenderableType]:
    """Why, or why not, for each obligation; how far each tier is; and what to ask first.

    Without `every`, of the questions only the first.
    """
    if decision.unclassifiable:
        yield hanging("", decision.unclassifiable, style="yellow")
    for status, title in STATUSES_IN_WORDS.items():
        alike = [one for one in explained if one.why.status == status]
        if alike:
            yield heading(title)
            yield from _by_party(edition, alike)
    yield from _standing(edition, decision, explained)
    yield heading("How far")
    for sentence in distances(edition, decision.headroom()):
        yield hanging(" • ", sentence)
    questions = decision.questions()
    if questions:
        yield heading("Ask first")
        yield from _questions(questions, len(questions) if every else FIRST)


def _by_party(edition: Edition, explained: list[Explained]) -> Iterator[RenderableType]:
    for party, title in edition.about.parties.items():
        own = [one for one in explained if edition.obligations[one.why.obligation].party == party]
        if own:
            yield Text(title, style="bold")
            for one in own:
                yield from _obligation(one)


def _obligation(one: Explained) -> Iterator[RenderableType]:
    mark = STATUSES[one.why.status]
    yield Hanging(mark.alone(), Text(one.why.title), 1)
    yield hanging("", one.name, 3, "dim")
    yield hanging("", one.sentence, 3)
    if one.why.status == REQUIRED:
        for part in one.parts:
            text = Text(part.why.title)
            if part.why.status != REQUIRED:
                text.append(f". {part.sentence}")
            yield Hanging(STATUSES[part.why.status].alone(), text, 3)


def _standing(
    edition: Edition, decision: Decision, explained: Iterable[Explained]
) -> Iterator[RenderableType]:
    """A count of the standing obligations that are not explained."""
    shown = {one.why.obligation for one in explained}
    left = [
        status
        for name, status in decision.statuses.items()
        if edition.obligations[name].standing and name not in shown
    ]
    if left:
        counts = ", ".join(
            f"{left.count(status)} {mark.words.lower()}"
            for status, mark in STATUSES.items()
            if status in left
        )
        text = f"\nAt all times, whichever pupil it is: {counts}. `--all` explains them too."
        yield hanging("", text, style="dim")


def _questions(questions: tuple[Question, ...], first: int) -> Iterator[RenderableType]:
    for number, one in enumerate(questions[:first], start=1):
        text = Text.assemble(one.question, (f"  ({one.fact})", "dim"))
        yield hanging(f"{number:>2}. ", text)
    more = len(questions) - first
    if more > 0:
        noun = "question" if more == 1 else "questions"
        yield hanging("    ", f"{more} more {noun}; `--all` lists them.", style="dim")
