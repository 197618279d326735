"""The values of the rules → actions: what the decisions of one policy share."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.decision.actions import Action, PartAnswer, SourceItem
from attendance_rules.decision.case import Case
from attendance_rules.decision.deciding import Deciding
from attendance_rules.decision.reasons import Reasons
from attendance_rules.decision.slots import PartSlot, Slot, action_of
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation, RateDefinition, Status
from attendance_rules.errors import expect
from attendance_rules.program.analysis.ways import Ways
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN
from attendance_rules.program.lower import ALWAYS, part_rule
from attendance_rules.program.program import Condition, FactValues, Program


class Decider:
    """Makes actions of one policy from the values that its engines gave."""

    def __init__(self, edition: Edition, program: Program) -> None:
        self.edition = edition
        self.program = program
        self._reasons = Reasons(edition, program)
        self._ways: dict[int, Ways] = {}
        first: dict[Condition, int] = {}
        self.alike = tuple(
            first.setdefault(rule.condition, position)
            for position, rule in enumerate(program.rules)
        )
        """For each rule the first of those with the same condition, so that work is shared."""
        at = {rule.name: position for position, rule in enumerate(program.rules)}
        ladder = zip(program.tiers, edition.tier_ladder(), strict=True)
        self._tiers = tuple((at[rule], tier) for rule, tier in ladder)[::-1]
        self._slots = tuple(
            self._slot(name, obligation, at) for name, obligation in edition.obligations.items()
        )

    def __reduce__(self) -> tuple[type[Decider], tuple[Edition, Program]]:
        return type(self), (self.edition, self.program)

    def _slot(self, name: str, obligation: Obligation, at: dict[str, int]) -> Slot:
        source = obligation.source
        parts = tuple(
            PartSlot(
                at[part_rule(name, slug)],
                slug,
                part.title,
                PartAnswer(slug, part.title, STATUS[FALSE]),
            )
            for slug, part in obligation.parts.items()
        )
        item = SourceItem(source.section, source.column, source.item)
        always = self.program.rules[at[name]].condition == ALWAYS and not parts
        constant = action_of(name, obligation, item, STATUS[TRUE]) if always else None
        return Slot(at[name], name, obligation, item, parts, constant)

    def actions(self, case: Case) -> tuple[Action, ...]:
        """What is required and what is undetermined, in the order of the edition."""
        return tuple(
            [
                slot.constant or case.action(slot)
                for slot in self._slots
                if case.answers[slot.position] != FALSE
            ]
        )

    def statuses(self, answers: tuple[int, ...]) -> dict[str, Status]:
        """The status of every obligation, in the order of the edition."""
        return {slot.rule: STATUS[answers[slot.position]] for slot in self._slots}

    def answer_positions(self) -> Iterator[tuple[str, int]]:
        """Each obligation with its position among the rules, and again with those of its parts."""
        for slot in self._slots:
            yield slot.rule, slot.position
            for part in slot.parts:
                yield slot.rule, part.position

    def all_statuses(self, answers: tuple[int, ...]) -> dict[tuple[str, str | None], Status]:
        """The status of every obligation and every part, by obligation and part."""
        found: dict[tuple[str, str | None], Status] = {}
        for slot in self._slots:
            found[slot.rule, None] = STATUS[answers[slot.position]]
            for part in slot.parts:
                found[slot.rule, part.slug] = STATUS[answers[part.position]]
        return found

    def outcome_positions(self, answers: tuple[int, ...]) -> Iterator[int]:
        """The rules that decide the pupil's tier, then those of every obligation and part."""
        for position, _ in self._tiers:
            yield position
            if answers[position] != FALSE:
                break
        for _, position in self.answer_positions():
            yield position

    def tier(self, answers: tuple[int, ...]) -> tuple[str | None, int | None]:
        """The highest tier whose support the pupil has; None and its rule if it is not known."""
        for position, tier in self._tiers:
            if answers[position] == TRUE:
                return tier, None
            if answers[position] == UNKNOWN:
                return None, position
        return None, None

    def reasons(self, values: FactValues, answers: tuple[int, ...]) -> Deciding:
        """The reasons for one pupil, from the checked facts and the value of every rule."""
        return Deciding(self._reasons, values, answers)

    def position(self, rule: str) -> int:
        """Where a rule stands among the answers."""
        return self._reasons.position(rule)

    def condition(self, rule: str) -> Condition:
        """The condition of a rule."""
        return self._reasons.conditions[self._reasons.position(rule)]

    def rule_of(self, obligation: str, part: str | None = None) -> str:
        """The rule of an obligation or of one of its parts. Raises `UnknownNameError`."""
        known = self.edition.obligations
        expect("obligation", obligation, known)
        if part is None:
            return obligation
        expect("part", part, known[obligation].parts)
        return part_rule(obligation, part)

    def check_party(self, party: str) -> None:
        """Raises `UnknownNameError` for a party that the edition does not have."""
        expect("party", party, self.edition.about.parties)

    def title(self, obligation: str, part: str | None = None) -> str:
        """The title of an obligation or of one of its parts."""
        written = self.edition.obligations[obligation]
        return written.title if part is None else written.parts[part].title

    def ways(self, position: int) -> Ways:
        """The ways to decide a rule. They belong to the rules, not to a pupil, so they are kept."""
        ways = self._ways.get(position)
        if ways is None:
            ways = self._ways[position] = Ways(self.program, self.program.rules[position].name)
        return ways

    def undefined(self, rate: str) -> str:
        """What the edition says of a rate that has no value."""
        definition = self.edition.definitions[rate]
        assert isinstance(definition, RateDefinition)
        return definition.undefined
