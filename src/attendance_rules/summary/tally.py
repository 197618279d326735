"""Statuses → how many pupils each event is true of, for each school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from attendance_rules.decision.actions import NOT_REQUIRED, REQUIRED, UNDETERMINED
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    import polars as pl

    from attendance_rules.summary.disclosure.patterns import Patterns

STATUSES = (REQUIRED, UNDETERMINED)
CONTRADICTORY = "contradictory"
"""What a school's standing obligation is when some rows say yes and others no."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is true of a pupil or not.

    Of all `pupils`; of those in a `tier`, None if it is not known, or in a `tier_or_above`; of
    those for whom an `obligation` has a status; of those for whom a `party` has something required,
    or else something undetermined. Standing obligations do not count for a party.
    """

    about: Literal["pupils", "tier", "tier_or_above", "party", "obligation"]
    name: str | None = None
    status: str | None = None


Counts = Sequence[int]
"""A number of pupils for each event, in their order."""


class Tally:
    """Counts events, school by school, from decisions or from tables of answers alike."""

    def __init__(self, policy: Policy, *, withhold: bool) -> None:
        """To `withhold` small counts, more must be known of the pupils than the counts."""
        self.edition = policy.edition
        self.events = tuple(events(policy.edition))
        self.schools: dict[str | None, list[int]] = {}
        self.patterns: Patterns | None = None
        if withhold:
            from attendance_rules.summary.disclosure.patterns import Patterns

            self.patterns = Patterns(policy)

    def add_decisions(self, decisions: Iterable[Decision]) -> None:
        """Count the decisions of single pupils. Withholding needs tables."""
        own = {
            party: _own(self.edition, party)
            for party in {event.name for event in self.events if event.about == "party"}
            if party is not None
        }
        ladder = self.edition.tier_ladder()
        for decision in decisions:
            counts = self._counts_of(decision.school_id)
            tier, statuses = decision.tier, decision.statuses
            height = -1 if tier is None else ladder.index(tier)
            owes = {party: _strongest(statuses[name] for name in own[party]) for party in own}
            for number, event in enumerate(self.events):
                match event.about:
                    case "pupils":
                        counts[number] += 1
                    case "tier":
                        counts[number] += tier == event.name
                    case "tier_or_above":
                        counts[number] += height >= ladder.index(str(event.name))
                    case "obligation":
                        counts[number] += statuses[str(event.name)] == event.status
                    case "party":
                        counts[number] += owes[str(event.name)] == event.status

    def add(self, school: pl.Series | None, answers: pl.DataFrame, facts: pl.DataFrame) -> None:
        """Count answers in the wide form; `school` says whose each row is, if that is known.

        `facts` has a column for each fact that the file has, null where it is unknown.
        """
        import polars as pl

        from attendance_rules.summary.indicators import indicators

        if school is None:
            school = pl.repeat(None, len(answers), dtype=pl.String, eager=True)
        held = answers.select(school.alias("school"), *indicators(self.edition, self.events))
        sums = held.group_by("school", maintain_order=True).agg(pl.all().sum())
        for name, *counts in sums.rows():
            own = self._counts_of(name)
            own[:] = [before + more for before, more in zip(own, counts, strict=True)]
        if self.patterns is not None:
            self.patterns.add(school, answers, facts)

    def _counts_of(self, school: str | None) -> list[int]:
        return self.schools.setdefault(school, [0] * len(self.events))

    def all_schools(self) -> list[int]:
        """The counts of the whole file."""
        return [sum(counts) for counts in zip(*self.schools.values(), strict=True)]

    def standing(self, counts: Counts) -> dict[str, str]:
        """The standing obligations of one school, each with its status, unless not required.

        They depend on facts about the school or area, which stand in every pupil's row. A row in
        which such a fact is blank says nothing; where some rows say yes and others no, the status
        is `CONTRADICTORY`.
        """
        found: dict[str, str] = {}
        told = dict(zip(self.events, counts, strict=True))
        pupils = told[Event("pupils")]
        for name, obligation in self.edition.obligations.items():
            if obligation.standing:
                required, open_ = (told[Event("obligation", name, status)] for status in STATUSES)
                others = pupils - required - open_
                if required and others:
                    found[name] = CONTRADICTORY
                elif not others:
                    found[name] = REQUIRED if required else UNDETERMINED
        return found


def events(edition: Edition) -> Iterator[Event]:
    """Everything that is counted; required comes before undetermined."""
    yield Event("pupils")
    for tier in (*edition.tier_ladder(), None):
        yield Event("tier", tier)
    # Who is in the lowest tier or above is everybody whose tier is known.
    for tier in edition.tier_ladder()[1:-1]:
        yield Event("tier_or_above", tier)
    for party in edition.about.parties:
        if _own(edition, party):
            yield from (Event("party", party, status) for status in STATUSES)
    for name in edition.obligations:
        yield from (Event("obligation", name, status) for status in STATUSES)


def _own(edition: Edition, party: str) -> list[str]:
    """The obligations of a party that are owed for single pupils."""
    return [
        name
        for name, obligation in edition.obligations.items()
        if obligation.party == party and not obligation.standing
    ]


def _strongest(statuses: Iterable[str]) -> str:
    """Required if any is, else undetermined if any is."""
    found = set(statuses)
    if REQUIRED in found:
        return REQUIRED
    return UNDETERMINED if UNDETERMINED in found else NOT_REQUIRED
