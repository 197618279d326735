"""Edition and parameters → Program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from graphlib import TopologicalSorter

from attendance_rules.edition import conditions as written
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    Obligation,
    RateDefinition,
    WordFact,
    YesNoFact,
    basis_points,
)
from attendance_rules.edition.operands import as_yes_no
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Condition,
    Fact,
    Holds,
    Not,
    OneOf,
    Program,
    Rate,
    Reaches,
    Ref,
    Role,
    Rule,
    leaves,
)

ALWAYS = All(())


def lower(edition: Edition, parameters: Mapping[str, int]) -> Program:
    """The Program of a checked edition, with each parameter in basis points."""
    lowering = _Lowering(edition, parameters)
    found: dict[str, tuple[Role, Condition]] = {}
    for name, definition in edition.definitions.items():
        if isinstance(definition, ConditionDefinition):
            found[name] = ("definition", lowering.condition(definition.when))
    memberships = _memberships(edition, lowering)
    for name, condition in memberships.items():
        found[tier_rule(name)] = ("tier", condition)
    for name, obligation in edition.obligations.items():
        open_to_all = obligation.standing or memberships[obligation.tier] == ALWAYS
        gate: list[Condition] = [] if open_to_all else [Ref(tier_rule(obligation.tier))]
        if obligation.when is not None:
            gate.append(lowering.condition(obligation.when))
        found[name] = ("obligation", join_all(gate + _any_part(obligation, lowering)))
        for slug, part in obligation.parts.items():
            part_when = [lowering.condition(part.when)] if part.when is not None else []
            found[part_rule(name, slug)] = (
                "part",
                join_all(gate + part_when),
            )
    return Program(
        facts=tuple(_fact(name, fact) for name, fact in edition.facts.items()),
        rates=tuple(
            Rate(name, rate.part, rate.whole)
            for name, rate in edition.definitions.items()
            if isinstance(rate, RateDefinition)
        ),
        rules=_in_strata(found),
        tiers=tuple(tier_rule(name) for name in edition.tier_ladder()),
    )


def tier_rule(tier: str) -> str:
    """The name of the rule that says whether a pupil has the support of a tier."""
    return f"tier:{tier}"


def part_rule(obligation: str, part: str) -> str:
    """The name of the rule of a part."""
    return f"{obligation}#{part}"


def _fact(name: str, fact: CountFact | YesNoFact | WordFact) -> Fact:
    return Fact(name, fact.type, tuple(fact.words) if isinstance(fact, WordFact) else ())


def _memberships(edition: Edition, lowering: _Lowering) -> dict[str, Condition]:
    """For each tier, its own way in or that of any tier that continues it.

    Written out rather than chained, so that tiers stay in the lowest stratum that they can.
    """
    entered: list[Condition] = []
    memberships: dict[str, Condition] = {}
    for name in reversed(edition.tier_ladder()):
        entered.insert(0, lowering.condition(edition.tiers[name].when))
        memberships[name] = join_any(entered)
    return memberships


def _any_part(obligation: Obligation, lowering: _Lowering) -> list[Condition]:
    """That some part is due, unless one is always due or there are none."""
    whens = [part.when for part in obligation.parts.values()]
    if not whens or None in whens:
        return []
    return [join_any([lowering.condition(when) for when in whens if when is not None])]


def join_all(parts: list[Condition]) -> Condition:
    """All of `parts`, without needless nesting: what always holds is left out."""
    flat = [inner for part in parts for inner in (part.of if isinstance(part, All) else (part,))]
    flat = _without_implied(flat, strongest=True)
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def join_any(parts: list[Condition]) -> Condition:
    """Any of `parts`, without needless nesting; always, if one of them is."""
    flat = [inner for part in parts for inner in (part.of if isinstance(part, Any) else (part,))]
    flat = _without_implied(flat, strongest=False)
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Any(tuple(flat))


def _without_implied(parts: list[Condition], strongest: bool) -> list[Condition]:
    """The parts once each, and of several thresholds of one rate the one that decides.

    A rate that reaches 50% reaches 10%, so of "any" the lower is enough and of "all" the higher.
    """
    kept: dict[Condition, None] = {}
    deciding: dict[str, Reaches] = {}
    for part in parts:
        if isinstance(part, Reaches):
            other = deciding.setdefault(part.rate, part)
            later = (part.bound, part.strictly) > (other.bound, other.strictly)
            if later == strongest:
                deciding[part.rate] = part
    for part in parts:
        kept[deciding[part.rate] if isinstance(part, Reaches) else part] = None
    return list(kept)


class _Lowering:
    """Resolves the names in written conditions."""

    def __init__(self, edition: Edition, parameters: Mapping[str, int]) -> None:
        self._edition = edition
        self._parameters = parameters

    def condition(self, condition: written.Condition) -> Condition:
        match condition:
            case written.Test():
                return self._test(condition)
            case written.Not():
                inner = self.condition(condition.of)
                return inner.of if isinstance(inner, Not) else Not(inner)
            case written.All():
                return join_all([self.condition(one) for one in condition.of])
            case written.Any():
                return join_any([self.condition(one) for one in condition.of])

    def _test(self, test: written.Test) -> Condition:
        name = test.subject
        subject = self._edition.facts.get(name) or self._edition.definitions[name]
        value = test.operands[0].value
        match subject:
            case YesNoFact():
                return Holds(name) if as_yes_no(value) else Not(Holds(name))
            case ConditionDefinition():
                return Ref(name) if as_yes_no(value) else Not(Ref(name))
            case WordFact():
                return OneOf(name, tuple(str(operand.value) for operand in test.operands))
            case CountFact():
                assert isinstance(value, int)
                return _count(name, test.comparator, value)
            case RateDefinition():
                points = self._parameters.get(str(value))
                bound = basis_points(value) if points is None else points
                assert bound is not None
                return _RATE[test.comparator](name, bound)


def _count(name: str, comparator: str, value: int) -> Condition:
    match comparator:
        case "at_least":
            return AtLeast(name, value)
        case "more_than":
            return AtLeast(name, value + 1)
        case "less_than":
            return Not(AtLeast(name, value))
        case "at_most":
            return Not(AtLeast(name, value + 1))
        case _:
            return All((AtLeast(name, value), Not(AtLeast(name, value + 1))))


_RATE: Mapping[str, Callable[[str, int], Condition]] = {
    "at_least": Reaches,
    "more_than": lambda name, bound: Reaches(name, bound, strictly=True),
    "less_than": lambda name, bound: Not(Reaches(name, bound)),
    "at_most": lambda name, bound: Not(Reaches(name, bound, strictly=True)),
}


def _in_strata(found: Mapping[str, tuple[Role, Condition]]) -> tuple[Rule, ...]:
    """The rules, the lowest stratum first; within one, in the order given."""
    below = {
        name: [leaf.rule for leaf in leaves(condition) if isinstance(leaf, Ref)]
        for name, (_, condition) in found.items()
    }
    strata: dict[str, int] = {}
    for name in TopologicalSorter(below).static_order():
        strata[name] = 1 + max((strata[one] for one in below[name]), default=-1)
    rules = [Rule(name, role, condition, strata[name]) for name, (role, condition) in found.items()]
    return tuple(sorted(rules, key=lambda rule: rule.stratum))
