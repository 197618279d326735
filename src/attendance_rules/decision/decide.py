"""The values of the steps → actions, with why each is required or what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attendance_rules.decision.facts import CheckedFacts
from attendance_rules.decision.form import Action, PartAnswer, SourceItem
from attendance_rules.decision.reasons import Deciding, Reason, Reasons
from attendance_rules.edition.diagnostics import did_you_mean, shown
from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import Obligation, RateDefinition
from attendance_rules.errors import UnknownNameError
from attendance_rules.program.form import Condition, FactValue, FactValues, Program
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN
from attendance_rules.program.lower import ALWAYS, part_step
from attendance_rules.program.ways import Ways


@dataclass(frozen=True, slots=True)
class _PartSlot:
    """Where the answer for a part stands among the steps, and what never changes about it."""

    position: int
    step: str
    slug: str
    title: str
    not_required: PartAnswer


@dataclass(frozen=True, slots=True)
class _Slot:
    """The same for an obligation. `constant` is the action, where it is required of everyone."""

    position: int
    step: str
    obligation: Obligation
    source: SourceItem
    parts: tuple[_PartSlot, ...]
    constant: Action | None


class Decider:
    """Makes actions of one policy from the values that its engines gave."""

    def __init__(self, edition: Edition, program: Program) -> None:
        self.edition = edition
        self.program = program
        self._reasons = Reasons(edition, program)
        self._ways: dict[int, Ways] = {}
        first: dict[Condition, int] = {}
        self.alike = tuple(
            first.setdefault(step.condition, position)
            for position, step in enumerate(program.steps)
        )
        """For each step the first of those with the same condition, so that work is shared."""
        at = {step.name: position for position, step in enumerate(program.steps)}
        ladder = zip(program.tiers, edition.tier_ladder(), strict=True)
        self._tiers = tuple((at[step], tier) for step, tier in ladder)[::-1]
        self._slots = tuple(
            self._slot(name, obligation, at) for name, obligation in edition.obligations.items()
        )

    def __reduce__(self) -> tuple[type[Decider], tuple[Edition, Program]]:
        return type(self), (self.edition, self.program)

    def _slot(self, name: str, obligation: Obligation, at: dict[str, int]) -> _Slot:
        source = obligation.source
        parts = tuple(
            _PartSlot(
                at[part_step(name, slug)],
                part_step(name, slug),
                slug,
                part.title,
                PartAnswer(slug, part.title, STATUS[FALSE]),
            )
            for slug, part in obligation.parts.items()
        )
        item = SourceItem(source.section, source.column, source.item)
        always = self.program.steps[at[name]].condition == ALWAYS and not parts
        constant = _action(name, obligation, item, STATUS[TRUE]) if always else None
        return _Slot(at[name], name, obligation, item, parts, constant)

    def actions(self, case: Case) -> tuple[Action, ...]:
        """What is required and what is undetermined, in the order of the edition."""
        return tuple(
            [
                slot.constant or case.action(slot)
                for slot in self._slots
                if case.answers[slot.position] != FALSE
            ]
        )

    def statuses(self, answers: tuple[int, ...]) -> dict[str, str]:
        """The status of every obligation, in the order of the edition."""
        return {slot.step: STATUS[answers[slot.position]] for slot in self._slots}

    def answer_positions(self) -> Iterator[tuple[str, int]]:
        """Each obligation with its position among the steps, and again with those of its parts."""
        for slot in self._slots:
            yield slot.step, slot.position
            for part in slot.parts:
                yield slot.step, part.position

    def all_statuses(self, answers: tuple[int, ...]) -> dict[tuple[str, str | None], str]:
        """The status of every obligation and every part, by obligation and part."""
        found: dict[tuple[str, str | None], str] = {}
        for slot in self._slots:
            found[slot.step, None] = STATUS[answers[slot.position]]
            for part in slot.parts:
                found[slot.step, part.slug] = STATUS[answers[part.position]]
        return found

    def tier(self, answers: tuple[int, ...]) -> tuple[str | None, int | None]:
        """The highest tier whose support the pupil has; None and its step if it is not known."""
        for position, tier in self._tiers:
            if answers[position] == TRUE:
                return tier, None
            if answers[position] == UNKNOWN:
                return None, position
        return None, None

    def reasons(self, values: FactValues, answers: tuple[int, ...]) -> Deciding:
        return self._reasons.seen_with(values, answers)

    def position(self, step: str) -> int:
        """Where a step stands among the answers."""
        return self._reasons.position(step)

    def condition(self, step: str) -> Condition:
        """The condition of a step."""
        return self._reasons.condition(step)

    def step_of(self, obligation: str, part: str | None = None) -> str:
        """The step of an obligation or of one of its parts. Raises `UnknownNameError`."""
        known = self.edition.obligations
        if obligation not in known:
            raise _unknown("obligation", obligation, known)
        if part is None:
            return obligation
        if part not in known[obligation].parts:
            raise _unknown("part", part, known[obligation].parts)
        return part_step(obligation, part)

    def ways(self, position: int) -> Ways:
        """The ways to decide a step. They belong to the rules, not to a pupil, so they are kept."""
        ways = self._ways.get(position)
        if ways is None:
            ways = self._ways[position] = Ways(self.program, self.program.steps[position].name)
        return ways

    def undefined(self, rate: str) -> str:
        """What the edition says of a rate that has no value."""
        definition = self.edition.definitions[rate]
        assert isinstance(definition, RateDefinition)
        return definition.undefined


def _unknown(what: str, name: str, known: Iterable[str]) -> UnknownNameError:
    near = did_you_mean(name, known)
    return UnknownNameError(f"there is no {what} {shown(name)}" + (f"; {near}" if near else ""))


_Open = tuple[tuple[str, ...], str | None]


class Case:
    """One pupil's facts and the values of the steps; everything else is worked out when asked for.

    What several obligations share is worked out once.
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

    def value(self, fact: str) -> FactValue:
        """The value of a fact, None when it is unknown or the edition does not have it."""
        for known, value in zip(self.decider.program.facts, self.facts.values, strict=True):
            if known.name == fact:
                return value
        return None

    def tier(self) -> str | None:
        """The pupil's tier, None when it is not known."""
        return self.decider.tier(self.answers)[0]

    def unclassifiable(self) -> str | None:
        """Why no tier can be told, where it is for want of a possible session."""
        position = self.decider.tier(self.answers)[1]
        return None if position is None else self.open(position)[1]

    def action(self, slot: _Slot) -> Action:
        """The action of an obligation that is required or undetermined."""
        parts = tuple([self._part(part) for part in slot.parts])
        if self.answers[slot.position] == TRUE:
            because = self.why(slot.position, slot.step)
            return _action(slot.step, slot.obligation, slot.source, STATUS[TRUE], because, parts)
        missing, unclassifiable = self.open(slot.position)
        return _action(
            slot.step,
            slot.obligation,
            slot.source,
            STATUS[UNKNOWN],
            (),
            parts,
            missing,
            unclassifiable,
        )

    def _part(self, part: _PartSlot) -> PartAnswer:
        answer = self.answers[part.position]
        if answer == FALSE:
            return part.not_required
        if answer == TRUE:
            because = self.why(part.position, part.step)
            return PartAnswer(part.slug, part.title, STATUS[TRUE], because)
        missing, unclassifiable = self.open(part.position)
        return PartAnswer(part.slug, part.title, STATUS[UNKNOWN], (), missing, unclassifiable)

    def why(self, position: int, step: str) -> tuple[Reason, ...]:
        """The facts that decide a step."""
        alike = self.decider.alike[position]
        why = self._why.get(alike)
        if why is None:
            why = self._why[alike] = self.deciding().of(step)
        return why

    def deciding(self) -> Deciding:
        """The reasons as seen with this pupil's facts."""
        if self._reasons is None:
            self._reasons = self.decider.reasons(self.facts.values, self.answers)
        return self._reasons

    def open(self, position: int) -> _Open:
        """What is missing to settle a step, and why it may stay open all the same."""
        alike = self.decider.alike[position]
        found = self._open.get(alike)
        if found is None:
            ways = self.decider.ways(alike)
            rates = ways.undefined(self.facts.values)
            unclassifiable = self.decider.undefined(rates[0]) if rates else None
            found = self._open[alike] = (ways.missing(self.facts.values), unclassifiable)
        return found


def _action(
    name: str,
    obligation: Obligation,
    source: SourceItem,
    status: str,
    because: tuple[Reason, ...] = (),
    parts: tuple[PartAnswer, ...] = (),
    missing: tuple[str, ...] = (),
    unclassifiable: str | None = None,
) -> Action:
    return Action(
        name,
        obligation.party,
        obligation.title,
        status,
        obligation.strength,
        obligation.standing,
        obligation.tier,
        source,
        because,
        parts,
        missing,
        unclassifiable,
    )
