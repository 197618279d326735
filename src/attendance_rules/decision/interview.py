"""An interview: what is still worth asking about a pupil, and the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.questions import Question
from attendance_rules.program.program import FactValue


class Interview:
    """Decides again after each answer, and asks only what can still change something.

    A fact that is not known is never asked for again. Only what was asked can be undone, not what
    was known at the start.
    """

    def __init__(
        self,
        decide: Callable[[Mapping[str, object]], Decision],
        known: Mapping[str, object],
    ) -> None:
        """`decide` makes the decision on what is known.

        Raises what `decide` raises: `FactsError` when what is known cannot be used.
        """
        self._decide = decide
        self._asked: list[str] = []
        self.facts: dict[str, object] = dict(known)
        """What is known: at the start, and by the answers."""
        self.decision = self._decide(self.facts)
        self._left = self._questions()

    def _questions(self) -> tuple[Question, ...]:
        return tuple(one for one in self.decision.questions() if one.fact not in self._asked)

    @property
    def question(self) -> Question | None:
        """What to ask now; None when no answer could change anything."""
        return self._left[0] if self._left else None

    @property
    def number(self) -> int:
        """The number of this question, from 1."""
        return len(self._asked) + 1

    @property
    def left(self) -> int:
        """How many questions there are after this one, at most: an answer may spare some."""
        return len(self._left) - 1

    def answer(self, value: FactValue) -> None:
        """Answer the question; None is "don't know".

        Raises `FactsError`, and changes nothing, when it contradicts what is known.
        """
        fact = self._left[0].fact
        facts = {**self.facts, fact: value}
        if value is None:
            del facts[fact]
        decision = self._decide(facts)
        self._asked.append(fact)
        self._now(facts, decision)

    def back(self) -> bool:
        """Undo the last answer, a "don't know" included. False when there is none."""
        if not self._asked:
            return False
        fact = self._asked.pop()
        facts = {name: value for name, value in self.facts.items() if name != fact}
        self._now(facts, self._decide(facts))
        return True

    def _now(self, facts: dict[str, object], decision: Decision) -> None:
        self.facts, self.decision = facts, decision
        self._left = self._questions()
