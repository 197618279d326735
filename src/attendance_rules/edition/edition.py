"""The edition: every document of one folder, checked, typed and frozen, as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from attendance_rules.edition.conditions import Condition
from attendance_rules.edition.models import (
    About,
    ConditionDefinition,
    CountFact,
    Obligation,
    Parameter,
    RateDefinition,
    Tier,
    WordFact,
    YesNoFact,
)

Fact = CountFact | YesNoFact | WordFact
Definition = RateDefinition | ConditionDefinition


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the guidance as rules. Every mapping is in the order of the files.

    `digest` is the SHA-256 of the files' names and texts, so it changes with every edit.
    """

    id: str
    digest: str
    about: About
    parameters: Mapping[str, Parameter]
    facts: Mapping[str, Fact]
    definitions: Mapping[str, Definition]
    tiers: Mapping[str, Tier]
    obligations: Mapping[str, Obligation]

    def conditions(self) -> Iterator[Condition]:
        """Every condition that is written anywhere in the edition."""
        for definition in self.definitions.values():
            if isinstance(definition, ConditionDefinition):
                yield definition.when
        for tier in self.tiers.values():
            yield tier.when
        for obligation in self.obligations.values():
            if obligation.when is not None:
                yield obligation.when
            for part in obligation.parts.values():
                if part.when is not None:
                    yield part.when

    def tier_ladder(self) -> tuple[str, ...]:
        """The tiers from the lowest to the highest, each continuing the one before."""
        after = {tier.continues: name for name, tier in self.tiers.items()}
        ladder: list[str] = []
        name = after.get(None)
        while name is not None and name not in ladder:
            ladder.append(name)
            name = after.get(name)
        return tuple(ladder)
