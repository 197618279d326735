"""What each mark counts as in each period, as a table to join counts of marks with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import polars as pl

from attendance_rules.registers.codes.aliases import check_aliases
from attendance_rules.registers.codes.codes import CATEGORIES, Reading, RegisterCode, RegisterCodes
from attendance_rules.registers.marks import session_number

UNEXPLAINED = "unexplained"
TALLIES = (*CATEGORIES, UNEXPLAINED)
"""What marks are counted by. The last counts a part of the unauthorised absences again."""


class Meanings:
    """Codes and a school's aliases for them. An alias goes before a code of the same name."""

    def __init__(self, codes: RegisterCodes, aliases: Mapping[str, str]) -> None:
        check_aliases(aliases, codes)
        self.codes = codes
        own = {row.code: row.code for row in codes.rows}
        self.marks: Mapping[str, str] = {**own, **aliases}
        """Each mark that may stand in a register, with its code."""

    def read(self, mark: str, period: int) -> Reading:
        """What a known mark means in a period."""
        reading = self.codes.read(self.marks[mark], period)
        assert reading is not None
        return reading

    @cached_property
    def ranked(self) -> tuple[RegisterCode, ...]:
        """Every dated code, the one that counts before the others first.

        Categories in their order; within one, explained before unexplained, then as in the tables.
        """
        rows = enumerate(self.codes.rows)
        order = sorted(
            rows, key=lambda one: (CATEGORIES.index(one[1].category), one[1].unexplained, one[0])
        )
        return tuple(row for _, row in order)

    @cached_property
    def present(self) -> list[str]:
        """Marks that count as present at any time, and whose code is always in force.

        They are nine of ten marks in a register, and need only be counted.
        """
        periods = range(len(self.codes.changes) + 1)
        return [
            mark
            for mark in self.marks
            if mark
            and all(
                (one := self.read(mark, period)).in_force and one.row.category == "present"
                for period in periods
            )
        ]

    @cached_property
    def table(self) -> pl.DataFrame:
        """A row for each reading, in their order: `rank`, `in_force`, and the tallies.

        A tally is 1 where a mark with this reading counts in it, and else 0.
        """
        rank = {row: number for number, row in enumerate(self.ranked)}
        rows = []
        for period in range(len(self.codes.changes) + 1):
            for mark in self.marks:
                row, in_force = (one := self.read(mark, period)).row, one.in_force
                tallies = (row.category == category for category in CATEGORIES)
                rows.append((rank[row], in_force, *tallies, row.unexplained))
        schema = {"rank": pl.UInt32, "in_force": pl.Boolean, **dict.fromkeys(TALLIES, pl.Boolean)}
        return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
            pl.col(TALLIES).cast(pl.UInt32)
        )

    def reading(self) -> pl.Expr:
        """The row of the table for a mark and its session; null if the mark is no code.

        White space around a mark is passed over, and no mark is a blank one.
        """
        period = pl.lit(0, pl.UInt32)
        for change in self.codes.changes:
            period = period + (pl.col("session") >= session_number(change)).cast(pl.UInt32)
        text = pl.col("mark").cast(pl.String).fill_null("").str.strip_chars()
        number = text.cast(pl.Enum(list(self.marks)), strict=False).to_physical().cast(pl.UInt32)
        return (number + period * len(self.marks)).alias("reading")
