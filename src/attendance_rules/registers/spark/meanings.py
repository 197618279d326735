"""What marks count as, as column expressions over `mark` and `session`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from pyspark.sql import Column
from pyspark.sql import functions as F  # noqa: N812

from attendance_rules.registers.codes.codes import Category, Reading
from attendance_rules.registers.marks import session_number
from attendance_rules.registers.meanings import UNEXPLAINED, Meanings

Values = tuple[int, ...]


class SparkMeanings:
    """The meanings of marks, which fall into a few classes.

    A class is a category and whether it is unexplained: all that facts rest on. Of two marks for
    one session, the one whose class comes first counts.
    """

    def __init__(self, meanings: Meanings) -> None:
        self.all = meanings

    @cached_property
    def classes(self) -> list[tuple[Category, bool]]:
        """The classes that there are, the one that counts before the others first."""
        return list(dict.fromkeys((row.category, row.unexplained) for row in self.all.ranked))

    def classes_in(self, tally: str) -> list[int]:
        """The numbers of the classes that count in a tally."""
        return [
            number
            for number, (category, unexplained) in enumerate(self.classes)
            if (unexplained if tally == UNEXPLAINED else category == tally)
        ]

    def number(self) -> Column:
        """The number of a mark's class, doubled, and one more where its code is out of date."""
        number = {one: number for number, one in enumerate(self.classes)}
        return self._by_mark(
            lambda one: number[one.row.category, one.row.unexplained] * 2 + (not one.in_force)
        )

    def rank(self) -> Column:
        """The rank of a mark's code among all."""
        rank = {row: number for number, row in enumerate(self.all.ranked)}
        return self._by_mark(lambda one: rank[one.row])

    def _by_mark(self, value: Callable[[Reading], int]) -> Column:
        """A whole number for each mark; null for one that is no code."""
        periods = range(len(self.all.codes.changes) + 1)
        marks: dict[Values, list[str]] = {}
        for mark in self.all.marks:
            values = tuple(value(self.all.read(mark, period)) for period in periods)
            marks.setdefault(values, []).append(mark)
        # Marks that are present come first, and so are told soonest.
        cases = [(F.col("mark").isin(marks[one]), self._by_period(one)) for one in sorted(marks)]
        found = F.when(*cases[0])
        for condition, result in cases[1:]:
            found = found.when(condition, result)
        return found

    def _by_period(self, values: Values) -> Column:
        """The value of the period in which the session lies."""
        found = F.lit(values[0])
        if len(set(values)) == 1:
            return found
        for change, value in zip(self.all.codes.changes, values[1:], strict=True):
            since = F.col("session") >= session_number(change)
            found = F.when(since, F.lit(value)).otherwise(found)
        return found
