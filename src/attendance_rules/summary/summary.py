"""What the decisions on the pupils of a file come to: how many, who first, what to find out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attendance_rules.caseload.engines import Engines
from attendance_rules.decision.actions import REQUIRED, SCHEMA_VERSION, PolicyIdentity
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.summary.seen import FIRST, Missing, Name, Seen
from attendance_rules.summary.tally import CONTRADICTORY, STATUSES, Event, Tally


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """For how many pupils an obligation is required, and for how many undetermined."""

    required: int
    """Pupils for whom it is required."""
    undetermined: int
    """Pupils for whom it may be."""
    first: tuple[Name, ...] = ()
    """The first pupils for whom it is required, six at most: the school, if told, and the pupil."""


@dataclass(frozen=True, slots=True, repr=False)
class Unknown:
    """A fact that is not known and could settle something."""

    fact: str
    """The name of the fact."""
    pupils: int
    """For whom it could. Of a fact about a school, those of schools in which no row knows it."""
    answers: int
    """How many answers depend on it."""
    first: tuple[Name, ...]
    """The first of these pupils, six at most."""


@dataclass(frozen=True, slots=True, repr=False)
class School:
    """The figures of one school, or of a file that does not say which schools there are."""

    pupils: int
    """The pupils of the school."""
    tiers: Mapping[str | None, int]
    """Its pupils by their tier; None where it is not known."""
    standing: Mapping[str, str]
    """Standing obligations with their status, `contradictory` where the rows disagree."""


@dataclass(frozen=True, slots=True, repr=False)
class Summary:
    """The figures of a file, exact: for the school itself. `publish` withholds small counts.

    Everything is the same whichever engine decided and however large the file is.
    """

    policy: PolicyIdentity
    """Which rules decided."""
    engines: Engines
    """Who decided."""
    pupils: int
    """All pupils of the file."""
    tiers: Mapping[str | None, int]
    """Pupils by their tier of support, the highest that they have; None where it is not known."""
    tiers_or_above: Mapping[str, int]
    """Pupils in a tier or a higher one: persistent absence, by the Department for Education's
    measure, counts the severely absent too."""
    parties: Mapping[str, Due]
    """For how many pupils a party has anything to do, or else to find out."""
    obligations: Mapping[str, Due]
    """Those owed for single pupils that are required or undetermined for somebody."""
    schools: Mapping[str | None, School]
    """The figures of each school; of None where the file does not tell schools apart."""
    unknown: tuple[Unknown, ...]
    """What to find out, the fact that most answers depend on first."""
    unclassifiable: int
    """Pupils whose tier cannot be told for want of a possible session."""
    first_unclassifiable: tuple[Name, ...]
    """The first of them, six at most."""
    example: Decision | None
    """The decision on one pupil, to show reasons by."""

    @property
    def classified(self) -> int:
        """Pupils whose tier is known."""
        return self.pupils - self.tiers[None]

    @property
    def disagreeing(self) -> tuple[tuple[str | None, str], ...]:
        """The standing obligations of which some rows of a school say yes and others no."""
        return tuple(
            (school, name)
            for school, own in self.schools.items()
            for name, status in own.standing.items()
            if status == CONTRADICTORY
        )

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain values, without the names of pupils."""
        return {
            "schema_version": SCHEMA_VERSION,
            "policy": self.policy.to_dict() | {"engines": list(self.engines.names)},
            "sample": self.engines.sample,
            "pupils": self.pupils,
            "tiers": {name or "not_known": count for name, count in self.tiers.items()},
            "tiers_or_above": dict(self.tiers_or_above),
            "parties": {name: _plain(due) for name, due in self.parties.items()},
            "obligations": {name: _plain(due) for name, due in self.obligations.items()},
            "unknown": [
                {"fact": entry.fact, "pupils": entry.pupils, "answers": entry.answers}
                for entry in self.unknown
            ],
            "unclassifiable": self.unclassifiable,
            "schools": [
                {
                    "school_id": name,
                    "pupils": own.pupils,
                    "tiers": {tier or "not_known": count for tier, count in own.tiers.items()},
                    "standing": dict(own.standing),
                }
                for name, own in self.schools.items()
            ],
        }


def _plain(due: Due) -> dict[str, int]:
    return {"required": due.required, "undetermined": due.undetermined}


def put_together(
    edition: Edition,
    identity: PolicyIdentity,
    engines: Engines,
    tally: Tally,
    seen: Seen,
    example: Decision | None,
) -> Summary:
    """The summary of what was counted and seen."""
    counted = dict(zip(tally.events, tally.all_schools(), strict=True))
    schools = {
        name: School(
            counts[0],
            {
                event.name: count
                for event, count in zip(tally.events, counts, strict=True)
                if event.about == "tier"
            },
            tally.standing(counts),
        )
        for name, counts in tally.schools.items()
    }
    tiers = {event.name: count for event, count in counted.items() if event.about == "tier"}
    ladder = edition.tier_ladder()

    def due(about: Any, name: str, first: list[Name]) -> Due:
        required, undetermined = (counted[Event(about, name, status)] for status in STATUSES)
        return Due(required, undetermined, tuple(first))

    obligations = {
        name: due("obligation", name, seen.required[name])
        for name, obligation in edition.obligations.items()
        if not obligation.standing
    }
    return Summary(
        policy=identity,
        engines=engines,
        pupils=counted[Event("pupils")],
        tiers=tiers,
        tiers_or_above={
            tier: sum(tiers[above] for above in ladder[at:]) for at, tier in enumerate(ladder)
        },
        parties={
            str(event.name): due("party", str(event.name), [])
            for event in tally.events
            if event.about == "party" and event.status == REQUIRED
        },
        obligations={
            name: found
            for name, found in obligations.items()
            if found.required or found.undetermined
        },
        schools=schools,
        unknown=_unknown(edition, schools, seen.missing),
        unclassifiable=seen.unclassifiable,
        first_unclassifiable=tuple(seen.first_unclassifiable),
        example=example,
    )


def _unknown(
    edition: Edition, schools: Mapping[str | None, School], missing: Mapping[str, Missing]
) -> tuple[Unknown, ...]:
    found = []
    for fact, told in missing.items():
        own = [school for school in schools if told.pupils[school]]
        if edition.facts[fact].about != "pupil":
            # A fact about a school that some row of the school knows need not be asked for.
            own = [school for school in own if told.pupils[school] == schools[school].pupils]
        if own:
            pupils = sum(told.pupils[school] for school in own)
            first = [name for school in own for name in told.first[school]]
            found.append(Unknown(fact, pupils, told.answers, tuple(first[:FIRST])))
    order = {fact: number for number, fact in enumerate(edition.facts)}
    return tuple(sorted(found, key=lambda entry: (-entry.answers, order[entry.fact])))
