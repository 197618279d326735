"""How many pupils of each school have the same answers, of which all counts are made."""

from __future__ import annotations

from typing import Final

import polars as pl

from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.related import related
from attendance_rules.summary.disclosure.truths import Truth, truths

SchoolId = str | None
SCHOOL: Final = "school_id"
PUPILS: Final = "pupils"
_ROWS: Final = 1_000_000
"""So many rows are kept before those that are alike are put together."""


class Patterns:
    """Counts the pupils who have school, tests of the core and answers of the groups in common.

    It grows with the number of different pupils, by some 40 bytes for each.
    """

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.related = related(policy)
        self.tests = {test: f"test {number}" for number, test in enumerate(self.related.core.tests)}
        """The columns of the tests of the core."""
        self.known: dict[SchoolId, Known] = {}
        """The facts that are known of some pupil of each school, of those that are asked for."""
        self._answers = [name for group in self.related.groups for name in group.obligations]
        asked = {
            fact for group in (self.related.core, *self.related.groups) for fact in group.facts
        }
        facts = enumerate(policy.program.facts)
        self._places = {fact.name: 1 << place for place, fact in facts if fact.name in asked}
        self._kept: list[pl.DataFrame] = []

    def __repr__(self) -> str:
        return "<Patterns>"

    def add(self, school: pl.Series, answers: pl.DataFrame, facts: pl.DataFrame) -> None:
        """Count the pupils of a table: whose they are, their answers in the wide form, and a column
        for each fact that the table has, null where it is unknown."""
        facts = pl.DataFrame([school.alias(SCHOOL), *facts])
        told = truths(self._policy, facts, self.tests, beside=SCHOOL)
        table = told.hstack(answers.select(self._answers).get_columns())
        self._kept.append(table.group_by(table.columns).agg(pl.len().alias(PUPILS)))
        if sum(map(len, self._kept)) > _ROWS:
            self._kept = [self.table()]
        known = facts.group_by(SCHOOL).agg(
            pl.col(name).is_not_null().any() for name in facts.columns if name in self._places
        )
        for name, *is_known in known.rows():
            here = zip(known.columns[1:], is_known, strict=True)
            places = sum(self._places[fact] for fact, is_so in here if is_so)
            self.known[name] = self.known.get(name, 0) | places

    def table(self) -> pl.DataFrame:
        """`SCHOOL`, the tests of the core, a column for each obligation of the groups, `PUPILS`."""
        return pl.concat(self._kept).group_by(pl.exclude(PUPILS)).agg(pl.col(PUPILS).sum())

    def seen(self) -> list[Truth]:
        """What the tests of the core say of some pupil."""
        told = self.table().select(self.tests.values())
        return sorted(told.unique().rows(), key=str) if self.tests else [()]
