"""One pupil's facts and the values of the rules, and what is worked out from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attendance_rules.decision.actions import Action, PartAnswer
from attendance_rules.decision.deciding import Deciding
from attendance_rules.decision.facts import CheckedFacts
from attendance_rules.decision.reasons import Reason
from attendance_rules.decision.slots import PartSlot, Slot, action_of
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN
from attendance_rules.program.program import FactValue

if TYPE_CHECKING:
    from attendance_rules.decision.decide import Decider

_Open = tuple[tuple[str, ...], str | None]


class Case:
    """One pupil's facts and the values of the rules. The rest is worked out when asked for, and
    what several obligations share only once.
    """

    __slots__ = ("_open", "_reasons", "_why", "answers", "decider", "facts")

    def __init__(self, decider: Decider, facts: CheckedFacts, answers: tuple[int, ...]) -> None:
        self.decider = decider
        self.facts = facts
        self.answers = answers
        self._reasons: Deciding | None = None
        self._why: dict[int, tuple[Reason, ...]] = {}
        self._open: dict[int, _Open] = {}

    def __reduce__(self) -> tuple[type[Case], tuple[Decider, CheckedFacts, tuple[int, ...]]]:
        return type(self), (self.decider, self.facts, self.answers)

    @property
    def values(self) -> dict[str, FactValue]:
        """The value of each fact, None where it is unknown; defaults are in place."""
        pairs = zip(self.decider.program.facts, self.facts.values, strict=True)
        return {fact.name: value for fact, value in pairs}

    def tier(self) -> str | None:
        """The pupil's tier, None when it is not known."""
        return self.decider.tier(self.answers)[0]

    def unclassifiable(self) -> str | None:
        """Why no tier can be told, where it is for want of a possible session."""
        position = self.decider.tier(self.answers)[1]
        return None if position is None else self.open(position)[1]

    def action(self, slot: Slot) -> Action:
        """The action of an obligation that is required or undetermined."""
        parts = tuple([self._part(part) for part in slot.parts])
        if self.answers[slot.position] == TRUE:
            because = self.why(slot.position)
            return action_of(slot.rule, slot.obligation, slot.source, STATUS[TRUE], because, parts)
        missing, unclassifiable = self.open(slot.position)
        return action_of(
            slot.rule,
            slot.obligation,
            slot.source,
            STATUS[UNKNOWN],
            (),
            parts,
            missing,
            unclassifiable,
        )

    def _part(self, part: PartSlot) -> PartAnswer:
        answer = self.answers[part.position]
        if answer == FALSE:
            return part.not_required
        if answer == TRUE:
            because = self.why(part.position)
            return PartAnswer(part.slug, part.title, STATUS[TRUE], because)
        missing, unclassifiable = self.open(part.position)
        return PartAnswer(part.slug, part.title, STATUS[UNKNOWN], (), missing, unclassifiable)

    def why(self, position: int) -> tuple[Reason, ...]:
        """The facts that decide a rule; none if it is unknown."""
        alike = self.decider.alike[position]
        why = self._why.get(alike)
        if why is None:
            why = self._why[alike] = self.deciding().of(position)
        return why

    def deciding(self) -> Deciding:
        """The reasons as seen with this pupil's facts."""
        if self._reasons is None:
            self._reasons = self.decider.reasons(self.facts.values, self.answers)
        return self._reasons

    def open(self, position: int) -> _Open:
        """What is missing to settle a rule, and why it may stay open all the same."""
        alike = self.decider.alike[position]
        found = self._open.get(alike)
        if found is None:
            ways = self.decider.ways(alike)
            rates = ways.undefined(self.facts.values)
            unclassifiable = self.decider.undefined(rates[0]) if rates else None
            found = self._open[alike] = (ways.missing(self.facts.values), unclassifiable)
        return found
