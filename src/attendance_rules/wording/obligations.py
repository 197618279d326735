"""When an obligation is owed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.conditions import All, Any, Condition, Test
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import Obligation, RateDefinition, basis_points
from attendance_rules.wording.clauses import ALWAYS, Clause, join
from attendance_rules.wording.conditions import clause


def when_owed(
    edition: Edition, obligation: Obligation, parameters: Mapping[str, int] | None = None
) -> Clause:
    """All that must hold: being in the tier, the obligation's own condition, and some part due.

    `parameters` holds thresholds that a caller has set, in basis points.
    """
    own = own_condition(edition, obligation, parameters)
    if obligation.standing:
        return own
    return join([in_tier(edition, obligation.tier, parameters), own], "all")


def own_condition(
    edition: Edition, obligation: Obligation, parameters: Mapping[str, int] | None = None
) -> Clause:
    """What must hold besides being in the tier."""
    found: list[Clause] = []
    if obligation.when is not None:
        found.append(clause(edition, obligation.when, parameters))
    parts = [part.when for part in obligation.parts.values()]
    if parts and None not in parts:
        whens = [clause(edition, when, parameters) for when in parts if when is not None]
        found.append(join(whens, "any"))
    return join(found, "all")


def in_tier(edition: Edition, tier: str, parameters: Mapping[str, int] | None = None) -> Clause:
    """What brings a pupil the support of a tier: its own way in, or that of one that continues it.

    A higher threshold of the same rate is left out beside a lower one, which it implies.
    """
    ladder = edition.tier_ladder()
    ways: list[Condition] = []
    for name in ladder[ladder.index(tier) :]:
        when = edition.tiers[name].when
        if when == All((), when.place):
            return ALWAYS
        ways.extend(when.of if isinstance(when, Any) else (when,))
    values = {name: one.value for name, one in edition.parameters.items()} | dict(parameters or {})
    kept = [way for way in ways if not any(_lower(edition, other, way, values) for other in ways)]
    return join([clause(edition, way, parameters) for way in kept], "any")


def _lower(edition: Edition, one: Condition, other: Condition, values: Mapping[str, int]) -> bool:
    """Whether `one` asks for a lower rate than `other` and nothing else."""
    if not (isinstance(one, Test) and isinstance(other, Test) and one.subject == other.subject):
        return False
    if not isinstance(edition.definitions.get(one.subject), RateDefinition):
        return False
    if not one.comparator == other.comparator == "at_least":
        return False
    return _bound(one, values) < _bound(other, values)


def _bound(test: Test, values: Mapping[str, int]) -> int:
    value = test.operands[0].value
    points = values.get(str(value))
    if points is None:
        points = basis_points(value)
    assert points is not None
    return points
