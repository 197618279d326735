"""Which facts an obligation rests on, through definitions and tiers down to the input."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.edition.conditions import Condition, tests
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import ConditionDefinition, RateDefinition


def facts_of(edition: Edition, name: str) -> tuple[str, ...]:
    """The input facts that bear on an obligation or its parts, in the order of the vocabulary."""
    opened: set[str] = set()
    found = {
        fact for when in conditions_of(edition, name) for fact in _inputs(edition, when, opened)
    }
    return tuple(fact for fact in edition.facts if fact in found)


def conditions_of(edition: Edition, name: str) -> Iterator[Condition]:
    """The conditions that decide an obligation and its parts: tiers, its own, those of parts."""
    obligation = edition.obligations[name]
    if not obligation.standing:
        ladder = edition.tier_ladder()
        # A tier that is open to all is entered without looking at any other.
        if obligation.tier != ladder[0]:
            for tier in ladder[ladder.index(obligation.tier) :]:
                yield edition.tiers[tier].when
    for when in (obligation.when, *(part.when for part in obligation.parts.values())):
        if when is not None:
            yield when


def _inputs(edition: Edition, condition: Condition, opened: set[str]) -> Iterator[str]:
    """The inputs of a condition. `opened` holds the definitions that need not be opened again."""
    for test in tests(condition):
        match edition.definitions.get(test.subject):
            case None:
                yield test.subject
            case RateDefinition() as rate:
                yield rate.part
                yield rate.whole
            case ConditionDefinition() as definition if test.subject not in opened:
                opened.add(test.subject)
                yield from _inputs(edition, definition.when, opened)
