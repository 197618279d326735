"""One obligation explained in full: the sentence, and the tree of conditions behind it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from attendance_rules.cli.explained import Explained
from attendance_rules.cli.hanging import Hanging, hanging
from attendance_rules.cli.marks import ANSWERS, STATUSES, WIDTH
from attendance_rules.decision.why import Ground
from attendance_rules.edition.form import Edition

_TOGETHER = {"all": "all of these:", "any": "any of these:"}


def tree_report(edition: Edition, explained: Explained) -> Iterator[RenderableType]:
    """Title, status, sentence and tree of an obligation or part; then the same of its parts."""
    obligation = edition.obligations[explained.why.obligation]
    whom = [edition.about.parties[obligation.party]]
    whom += [edition.about.counterparts.get(name, name) for name in obligation.with_]
    yield hanging("", Text(f"\n{explained.why.title}", "bold"))
    yield hanging("", f"{explained.name}  ({', with '.join(whom)})", style="dim")
    yield from _one(explained, 0)
    for part in explained.parts:
        yield Text("")
        yield hanging("– ", Text(part.why.title, "bold"))
        yield from _one(part, 2)


def _one(explained: Explained, indent: int) -> Iterator[RenderableType]:
    mark = STATUSES[explained.why.status]
    yield hanging("", Text(mark.words, mark.style), indent)
    yield hanging("", explained.sentence, indent)
    yield from _ground(explained.why.ground, indent + 2)


def _ground(ground: Ground, indent: int) -> Iterator[RenderableType]:
    """A condition with its mark, and beneath it what it rests on."""
    together = len(ground.grounds) > 1
    text = _TOGETHER.get(ground.joiner, ground.text) if together else ground.text
    mark = ANSWERS[ground.answer].in_words(WIDTH)
    yield Hanging(mark, Text(text), indent)
    for one in ground.grounds:
        yield from _ground(one, indent + 2)
