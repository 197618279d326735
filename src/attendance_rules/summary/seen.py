"""What a summary tells besides counts: who comes first, and what to find out.

Of a table it is worked out for one pupil of each kind. Pupils are of one kind, for an obligation,
if every test that it asks is answered alike for them and the same counts are unknown: then the same
facts are missing, so one of them tells of all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.decision.actions import REQUIRED
from attendance_rules.decision.decision import Decision
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    import polars as pl

    from attendance_rules.caseload.checker import Batch

FIRST: Final = 6
"""So many pupils are named; the rest are counted."""

Name = tuple[str | None, str | None]
"""A pupil as the file has it: the school's identifier, if there is one, and the pupil's."""


@dataclass(slots=True, repr=False)
class Missing:
    """A fact that could settle something: how many answers depend on it, and for whom."""

    answers: int = 0
    pupils: Counter[str | None] = field(default_factory=Counter)
    """By school."""
    first: dict[str | None, list[Name]] = field(default_factory=dict)

    def add(self, school: str | None, pupils: int, names: Iterable[Name]) -> None:
        self.pupils[school] += pupils
        kept = self.first.setdefault(school, [])
        kept += list(names)[: FIRST - len(kept)]


class Seen:
    """Gathers it from decisions, or from tables with their answers."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.required: dict[str, list[Name]] = {
            name: []
            for name, obligation in policy.edition.obligations.items()
            if not obligation.standing
        }
        """The first pupils for whom each obligation is required."""
        self.example: dict[str, CaseRow] = {}
        """The very first of them."""
        self.missing: dict[str, Missing] = {}
        self.unclassifiable = 0
        self.first_unclassifiable: list[Name] = []

    def add_decisions(self, decided: Iterable[tuple[CaseRow, Decision]]) -> Iterator[Decision]:
        """The same decisions, once each has been looked at."""
        for row, decision in decided:
            name = (row.school_id, row.pupil_id)
            statuses = decision.statuses
            for obligation, names in self.required.items():
                if len(names) < FIRST and statuses[obligation] == REQUIRED:
                    names.append(name)
                    self.example.setdefault(obligation, row)
            if decision.unclassifiable is not None:
                self._unclassifiable([name])
            facts: set[str] = set()
            for action in decision.actions:
                for missing in (action.missing, *(part.missing for part in action.parts)):
                    facts.update(missing)
                    for fact in missing:
                        self._of(fact).answers += 1
            for fact in facts:
                self._of(fact).add(row.school_id, 1, [name])
            yield decision

    def add_table(
        self,
        batch: Batch,
        answers: pl.DataFrame,
        chosen: Callable[[list[int]], Sequence[CaseRow]],
    ) -> None:
        """Look at a table and its answers in the wide form. `chosen` gives rows of it as pupils."""
        from attendance_rules.summary.kinds import kinds_of

        names = _Names(batch)
        for obligation, kept in self.required.items():
            if len(kept) < FIRST:
                rows = (answers[obligation] == REQUIRED).arg_true().head(FIRST - len(kept))
                kept += names.of(rows.to_list())
                if len(rows) and obligation not in self.example:
                    (self.example[obligation],) = chosen([rows[0]])
        whom: dict[str, pl.Series] = {}
        without_tier: list[int] = []
        for kind in kinds_of(self._policy, batch.facts, answers):
            for decision, rows in _decided(self._policy, kind.rows, chosen):
                missing = kind.missing(decision)
                for fact in missing:
                    self._of(fact).answers += len(rows) * missing[fact]
                    here = rows if fact not in whom else whom[fact].append(rows)
                    whom[fact] = here.unique()
                if kind.is_of_tiers and decision.unclassifiable is not None:
                    without_tier += rows.to_list()
        self._unclassifiable(names.of(sorted(without_tier)[:FIRST]), len(without_tier))
        for fact, rows in whom.items():
            for school, own in names.by_school(rows):
                first = names.of(own.sort().head(FIRST).to_list())
                self._of(fact).add(school, len(own), first)

    def _of(self, fact: str) -> Missing:
        return self.missing.setdefault(fact, Missing())

    def _unclassifiable(self, names: Sequence[Name], pupils: int = 1) -> None:
        self.unclassifiable += pupils
        kept = self.first_unclassifiable
        kept += names[: FIRST - len(kept)]


class _Names:
    """The identifiers of a table's rows."""

    def __init__(self, batch: Batch) -> None:
        self._ids = batch.identifiers
        self._has_schools = "school_id" in batch.identifiers

    def of(self, rows: list[int]) -> list[Name]:
        found = self._ids[rows]
        schools = found["school_id"].to_list() if self._has_schools else [None] * len(rows)
        return list(zip(schools, found["pupil_id"].to_list(), strict=True))

    def by_school(self, rows: pl.Series) -> Iterator[tuple[str | None, pl.Series]]:
        import polars as pl

        if not self._has_schools:
            yield None, rows
            return
        schools = self._ids["school_id"].gather(rows)
        table = pl.DataFrame({"school": schools, "row": rows})
        for (school,), own in table.group_by("school", maintain_order=True):
            yield str(school), own["row"]


def _decided(
    policy: Policy,
    kinds: Sequence[pl.Series],
    chosen: Callable[[list[int]], Sequence[CaseRow]],
) -> Iterator[tuple[Decision, pl.Series]]:
    """The decision for one pupil of each kind, with the rows of all of them."""
    order = sorted(range(len(kinds)), key=lambda number: kinds[number][0])
    pupils = chosen([kinds[number][0] for number in order])
    for number, pupil in zip(order, pupils, strict=True):
        yield policy.decide_checked(pupil.facts), kinds[number]
