"""An interview on the terminal: questions on standard error, answers from standard input.

Nothing that is said here repeats an answer, since standard error may end up in a log.
"""

from __future__ import annotations

import io
import sys

from rich.text import Text

from attendance_rules.cli.console.hanging import console, hanging
from attendance_rules.decision.cells import fact_reader
from attendance_rules.decision.explain.questions import Question
from attendance_rules.decision.facts import allowed
from attendance_rules.decision.interview import Interview
from attendance_rules.edition.edition import Edition, Fact
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.errors import FactsError
from attendance_rules.program.program import FactValue

_DONT_KNOW = frozenset({"?", "dk", "don't know", "don’t know", "dont know"})
_BACK = frozenset({"back", "b"})
_DONE = frozenset({"done", "quit", "q"})
_HELP = "`?` if it is not known, `back` to undo the last answer, `done` to end with what is known"


class Dialogue:
    """Holds one interview, until nothing is left to ask or it is ended."""

    def __init__(self, interview: Interview, edition: Edition) -> None:
        self._interview = interview
        self._edition = edition
        self._console = console(stderr=True)
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="replace")  # what is not text is no answer

    def hold(self) -> None:
        """Ask until it is done. The end of the input ends it too."""
        if self._interview.question is None:
            self._say("There is nothing to ask: no answer could change anything.")
            return
        self._say(f"Answer each question, or: {_HELP}.")
        shown: Question | None = None
        while (text := self._read_after(shown)) is not None and text.lower() not in _DONE:
            shown = self._interview.question
            if text.lower() in _BACK:
                self._back()
            elif shown is None:
                break
            else:
                self._take(shown, text)
        self._console.print()

    def _read_after(self, shown: Question | None) -> str | None:
        """Show the question, unless it is the one on show, and read what is typed."""
        question = self._interview.question
        if question is None:
            self._say("\nThat was the last question. Enter shows the result; `back` goes back.")
        elif question is not shown:
            self._show(question)
        return self._read()

    def _show(self, question: Question) -> None:
        """A question with what may be answered, and how much hangs on it."""
        hang = len(question.bears_on)
        bears = f"{hang} obligation{' depends' if hang == 1 else 's depend'} on it"
        left = self._interview.left
        after = f", at most {left} more after it" if left else ", the last"
        self._console.print()
        self._console.print(
            hanging("", f"Question {self._interview.number}{after}; {bears}", style="dim")
        )
        self._console.print(hanging("", Text(question.question, "bold")))
        fact = self._edition.facts[question.fact]
        if question.assumed and isinstance(fact, YesNoFact):
            so_far = f"taken as {'yes' if fact.default else 'no'} so far, since nobody has said"
            self._console.print(hanging("  ", so_far, style="dim"))
        if isinstance(fact, CountFact):
            self._console.print(hanging("  ", allowed(fact)))
        width = max((len(word) for word, _ in question.answers), default=0)
        for number, (word, meaning) in enumerate(question.answers, start=1):
            mark = (
                f"  {number}  {word:{width}}  " if isinstance(fact, WordFact) else f"  {word:3}  "
            )
            self._console.print(hanging(mark, meaning))

    def _back(self) -> None:
        if not self._interview.back():
            self._complain("there is no answer to go back to; this is the first question")

    def _take(self, question: Question, text: str) -> None:
        """Act on an answer."""
        fact = self._edition.facts[question.fact]
        try:
            value = None if text.lower() in _DONT_KNOW else _value(fact, text)
        except ValueError:
            self._complain(f"the answer must be {_allowed(fact)}, or `?` if it is not known")
            return
        try:
            self._interview.answer(value)
        except FactsError as error:
            problems = "; ".join(error.problems)
            self._complain(
                f"that cannot be: {problems}; answer again, or go `back` to correct the other"
            )

    def _complain(self, message: str) -> None:
        self._console.print(hanging("  ! ", message, style="yellow"))

    def _say(self, message: str) -> None:
        self._console.print(hanging("", message, style="dim"))

    def _read(self) -> str | None:
        """What is typed, without white space around it; None at the end of the input."""
        self._console.print("> ", end="")
        line = "" if sys.stdin is None else sys.stdin.readline()
        if not line or not sys.stdin.isatty():  # nobody has typed the end of the line
            self._console.print()
        return line.strip() if line else None


def _value(fact: Fact, text: str) -> FactValue:
    """The value of an answer. Raises `ValueError`."""
    if not text:
        raise ValueError
    if isinstance(fact, WordFact):
        return _word(list(fact.words), text)
    return fact_reader(fact)(text)


def _word(words: list[str], text: str) -> str:
    """One of the words, by itself or by its number from 1."""
    said = "_".join(text.lower().replace("-", " ").split())
    for word in words:
        if word.lower() == said:
            return word
    if text in (numbers := [str(number) for number in range(1, len(words) + 1)]):
        return words[numbers.index(text)]
    raise ValueError


def _allowed(fact: Fact) -> str:
    what = allowed(fact)
    if isinstance(fact, WordFact):
        return f"{what}, or its number"
    return f"{what}, in digits such as `120`" if isinstance(fact, CountFact) else what
