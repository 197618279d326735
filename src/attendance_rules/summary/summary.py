"""Many decisions → what a school needs to see: duties once, then who, then what to find out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition

CONTRADICTORY = "contradictory"
"""What a school's standing obligation is when some rows say yes and others no."""


@dataclass(frozen=True, slots=True)
class Due:
    """An obligation, and the positions of the decisions in which it is required or open."""

    obligation: str
    required: tuple[int, ...]
    undetermined: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that nobody has said, for whom, and how many answers hang on it."""

    fact: str
    decisions: tuple[int, ...]
    answers: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What many decisions come to. Positions count the decisions from 0."""

    tiers: tuple[tuple[str | None, int], ...]
    standing: tuple[tuple[str | None, tuple[tuple[str, str], ...]], ...]
    due: tuple[Due, ...]
    unknown: tuple[Unknown, ...]
    unclassifiable: tuple[int, ...]


def summarise(edition: Edition, decisions: Sequence[Decision]) -> Summary:
    """The summary of decisions for one or several schools."""
    tiers = Counter(decision.tier for decision in decisions)
    return Summary(
        tiers=tuple((tier, tiers[tier]) for tier in (*edition.tier_ladder(), None)),
        standing=tuple(_standing(edition, decisions)),
        due=tuple(_due(edition, decisions)),
        unknown=_unknown(edition, decisions),
        unclassifiable=tuple(
            n for n, decision in enumerate(decisions) if decision.unclassifiable is not None
        ),
    )


def _standing(
    edition: Edition, decisions: Sequence[Decision]
) -> Iterable[tuple[str | None, tuple[tuple[str, str], ...]]]:
    """For each school, its standing obligations with their status.

    They hang on facts about the school or area, which stand in every pupil's row: a row in which
    one is blank says nothing. Where rows contradict one another, that is the status.
    """
    for school in dict.fromkeys(decision.school_id for decision in decisions):
        rows = [decision.statuses for decision in decisions if decision.school_id == school]
        statuses = []
        for name, obligation in edition.obligations.items():
            if obligation.standing:
                found = {row[name] for row in rows}
                if found >= {REQUIRED, NOT_REQUIRED}:
                    statuses.append((name, CONTRADICTORY))
                elif NOT_REQUIRED not in found:
                    statuses.append((name, REQUIRED if REQUIRED in found else UNDETERMINED))
        yield school, tuple(statuses)


def _due(edition: Edition, decisions: Sequence[Decision]) -> Iterable[Due]:
    for name, obligation in edition.obligations.items():
        if obligation.standing:
            continue
        required, undetermined = (
            tuple(n for n, decision in enumerate(decisions) if decision.statuses[name] == status)
            for status in (REQUIRED, UNDETERMINED)
        )
        if required or undetermined:
            yield Due(name, required, undetermined)


def _unknown(edition: Edition, decisions: Sequence[Decision]) -> tuple[Unknown, ...]:
    """The facts that could settle something, the one that most answers hang on first."""
    whom: dict[str, dict[int, None]] = {}
    answers: Counter[str] = Counter()
    for position, decision in enumerate(decisions):
        for action in decision.actions:
            for missing in (action.missing, *(part.missing for part in action.parts)):
                for fact in missing:
                    whom.setdefault(fact, {})[position] = None
                    answers[fact] += 1
    for fact in [name for name in whom if edition.facts[name].about != "pupil"]:
        # A fact about the school that some row of the school knows need not be asked for.
        schools = {one.school_id for n, one in enumerate(decisions) if n not in whom[fact]}
        whom[fact] = {n: None for n in whom[fact] if decisions[n].school_id not in schools}
        if not whom[fact]:
            del whom[fact]
    order = {fact: n for n, fact in enumerate(edition.facts)}
    return tuple(
        Unknown(fact, tuple(whom[fact]), answers[fact])
        for fact in sorted(whom, key=lambda one: (-answers[one], order[one]))
    )
