"""How many pupils of each school have the same answers: what the counts of a summary are made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.related import related
from attendance_rules.summary.disclosure.truths import schema, truths

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
        self.tests = [f"test {number}" for number in range(len(self.related.core.tests))]
        """The columns of the tests of the core."""
        self._answers = [name for group in self.related.groups for name in group.obligations]
        self._kept: list[pl.DataFrame] = []
        self._seen: list[pl.DataFrame] = []
        self.known: dict[SchoolId, Known] = {}
        """The facts that are known of some pupil of each school."""

    def __repr__(self) -> str:
        return "<Patterns>"

    def add(self, school: pl.Series, answers: pl.DataFrame, facts: pl.DataFrame) -> None:
        """Count the pupils of a table: whose they are, their answers in the wide form, and a column
        for each fact that the table has, null where it is unknown."""
        tests = truths(self._policy, facts, self.related.core.tests)
        told = [column.alias(name) for name, column in zip(self.tests, tests, strict=True)]
        table = pl.DataFrame([school.alias(SCHOOL), *told, *answers.select(self._answers)])
        self._kept.append(table.group_by(table.columns).agg(pl.len().alias(PUPILS)))
        if sum(map(len, self._kept)) > _ROWS:
            self._kept = [self.table()]
        core = schema(self._policy, self.related.core.facts)
        nothing = pl.repeat(None, len(school), eager=True)
        values = [
            facts.get_column(name, default=nothing).cast(core[name]).alias(name) for name in core
        ]
        self._seen.append(pl.DataFrame([school.alias(SCHOOL), *told, *values]))
        self._seen = [pl.concat(self._seen).unique(self.tests or SCHOOL, keep="any")]
        known = facts.select(pl.all().is_not_null()).with_columns(school.alias(SCHOOL))
        for name, *is_known in known.group_by(SCHOOL).agg(pl.all().any()).rows():
            here = zip(facts.columns, is_known, strict=True)
            self.known[name] = self.known.get(name, 0) | self._places(
                [fact for fact, is_so in here if is_so]
            )

    def seen(self) -> pl.DataFrame:
        """Facts of the core that some pupil has, for everything that its tests say of somebody."""
        return pl.concat(self._seen)

    def _places(self, facts: Sequence[str]) -> Known:
        names = [fact.name for fact in self._policy.program.facts]
        return sum(1 << names.index(fact) for fact in facts)

    def table(self) -> pl.DataFrame:
        """`SCHOOL`, the tests of the core, a column for each obligation of the groups, `PUPILS`."""
        return pl.concat(self._kept).group_by(pl.exclude(PUPILS)).agg(pl.col(PUPILS).sum())
