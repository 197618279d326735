"""One obligation explained in full: the sentence, and the tree of conditions behind it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from attendance_rules.cli.console.hanging import Hanging, hanging
from attendance_rules.cli.console.marks import ANSWERS, STATUSES, WIDTH
from attendance_rules.decision.explain.explained import Explained
from attendance_rules.decision.explain.grounds import Ground
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, RateDefinition

_TOGETHER = {"all": "all of these:", "any": "any of these:", "": ""}


def tree_report(edition: Edition, explained: Explained) -> Iterator[RenderableType]:
    """Title, status, sentence and tree of an obligation or part; then the same of its parts."""
    obligation = edition.obligations[explained.why.obligation]
    about = edition.about
    names = {**about.counterparts, **about.parties}
    whom = [about.parties[obligation.party], *(names[name] for name in obligation.with_)]
    yield hanging("", Text(f"\n{explained.why.title}", "bold"))
    yield hanging("", f"{explained.name}  ({', with '.join(whom)})", style="dim")
    yield from _answer(edition, explained, 0)
    for part in explained.parts:
        yield Text("")
        yield hanging("– ", Text(part.why.title, "bold"))
        yield from _answer(edition, part, 2)


def _answer(edition: Edition, explained: Explained, indent: int) -> Iterator[RenderableType]:
    mark = STATUSES[explained.why.status]
    yield hanging("", Text(mark.words, mark.style), indent)
    yield hanging("", explained.sentence, indent)
    yield from _ground(edition, explained.why.ground, indent + 2)


def _ground(edition: Edition, ground: Ground, indent: int) -> Iterator[RenderableType]:
    """A condition with its mark, and beneath it what it rests on."""
    text = _TOGETHER[ground.joiner] if len(ground.grounds) > 1 else _said(edition, ground)
    yield Hanging(ANSWERS[ground.answer].in_words(WIDTH), Text(text), indent)
    for below in ground.grounds:
        yield from _ground(edition, below, indent + 2)


def _said(edition: Edition, ground: Ground) -> str:
    """What is the case, where the condition is met; else the condition, with what was counted."""
    if ground.answer == "yes":
        return ground.text
    rate = edition.definitions.get(ground.fact or "")
    if ground.answer == "no":
        counted = rate is not None or isinstance(edition.facts.get(ground.fact or ""), CountFact)
    else:
        counted = isinstance(rate, RateDefinition) and ground.text == rate.undefined
    return f"{ground.condition}: {ground.text}" if counted else ground.condition
