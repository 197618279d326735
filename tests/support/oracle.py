"""A plain tree-walking reading of an edition as written.

It shares nothing with the package's lowering or engines: it walks the written conditions, in
fractions, and knows no optimisation. None stands for unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from attendance_rules.edition import conditions as written
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import RateDefinition

Facts = Mapping[str, object]
STATUS = {True: "required", False: "not_required", None: "undetermined"}


def all_of(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def any_of(answers: list[bool | None]) -> bool | None:
    if True in answers:
        return True
    return None if None in answers else False


def opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


class Oracle:
    """The answers of one edition under given thresholds."""

    def __init__(self, edition: Edition, parameters: Mapping[str, int] | None = None) -> None:
        self.edition = edition
        self.parameters = {
            name: Fraction(parameter.value, 10_000)
            for name, parameter in edition.parameters.items()
        }
        for name, points in (parameters or {}).items():
            self.parameters[name] = Fraction(points, 10_000)

    def statuses(self, facts: Facts) -> dict[str, str]:
        """The status of every obligation and part, the latter as `obligation#part`."""
        return {name: STATUS[answer] for name, answer in self.answers(facts).items()}

    def answers(self, facts: Facts) -> dict[str, bool | None]:
        found: dict[str, bool | None] = {}
        for name, obligation in self.edition.obligations.items():
            gate: list[bool | None] = []
            if not obligation.standing:
                gate.append(self.has_support_of(obligation.tier, facts))
            if obligation.when is not None:
                gate.append(self.value(obligation.when, facts))
            due: list[bool | None] = []
            for slug, part in obligation.parts.items():
                due.append(True if part.when is None else self.value(part.when, facts))
                found[f"{name}#{slug}"] = all_of([*gate, due[-1]])
            found[name] = all_of([*gate, any_of(due)] if due else gate)
        return found

    def answer(self, rule: str, facts: Facts) -> bool | None:
        return self.answers(facts)[rule]

    def has_support_of(self, tier: str, facts: Facts) -> bool | None:
        """Entered by itself, or through a tier that continues it."""
        entered = self.value(self.edition.tiers[tier].when, facts)
        higher = [
            self.has_support_of(name, facts)
            for name, other in self.edition.tiers.items()
            if other.continues == tier
        ]
        return any_of([entered, *higher])

    def tier(self, facts: Facts) -> str | None:
        for name in reversed(self.edition.tier_ladder()):
            answer = self.has_support_of(name, facts)
            if answer is None:
                return None
            if answer:
                return name
        return None

    def value(self, condition: written.Condition, facts: Facts) -> bool | None:
        match condition:
            case written.All():
                return all_of([self.value(one, facts) for one in condition.of])
            case written.Any():
                return any_of([self.value(one, facts) for one in condition.of])
            case written.Not():
                return opposite(self.value(condition.of, facts))
            case written.Test():
                return self.test(condition, facts)

    def test(self, test: written.Test, facts: Facts) -> bool | None:
        value = self.look_up(test.subject, facts)
        if value is None:
            return None
        operands = [self.operand(operand.value) for operand in test.operands]
        match test.comparator:
            case "is" | "one_of":
                return value in operands
            case "at_least":
                return bool(value >= operands[0])  # type: ignore[operator]
            case "more_than":
                return bool(value > operands[0])  # type: ignore[operator]
            case "at_most":
                return bool(value <= operands[0])  # type: ignore[operator]
            case "less_than":
                return bool(value < operands[0])  # type: ignore[operator]
        raise AssertionError(test.comparator)

    def look_up(self, name: str, facts: Facts) -> object:
        """The value of a fact or definition; yes/no as the words yes and no."""
        definition = self.edition.definitions.get(name)
        if isinstance(definition, RateDefinition):
            part, whole = facts.get(definition.part), facts.get(definition.whole)
            if part is None or whole is None or whole == 0:
                return None
            assert isinstance(part, int)
            assert isinstance(whole, int)
            return Fraction(part, whole)
        value = facts.get(name) if definition is None else self.value(definition.when, facts)
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

    def operand(self, value: object) -> object:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str) and value in self.parameters:
            return self.parameters[value]
        if isinstance(value, str) and value.endswith("%"):
            return Fraction(value[:-1]) / 100
        return value


def facts_that_matter(
    oracle: Oracle, rule: str, facts: Facts, domains: Mapping[str, list[object]]
) -> set[str]:
    """The unknown facts for which, with some others known, the answer hangs on them: by trial."""
    unknown = [name for name in domains if facts.get(name) is None]
    matter: set[str] = set()
    for fact in unknown:
        others = [name for name in unknown if name != fact]
        for values in product(*([None, *domains[name]] for name in others)):
            situation = {**facts, **dict(zip(others, values, strict=True))}
            if oracle.answer(rule, situation) is not None:
                continue
            if any(
                oracle.answer(rule, {**situation, fact: value}) is not None
                for value in domains[fact]
            ):
                matter.add(fact)
                break
    return matter
