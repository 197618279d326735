"""Registers with a mark for each session → facts."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from attendance_rules.registers.codes.codes import CATEGORIES
from attendance_rules.registers.counting import (
    Counted,
    UnknownMarkError,
    WrongRowError,
    count,
    merged,
)
from attendance_rules.registers.duplicates import Doubles, settle
from attendance_rules.registers.marks import EARLIEST, LATEST, day_of, marks, session_number
from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.places import unknown_marks, wrong_rows
from attendance_rules.registers.report import Double, OutOfDate, RegisterReport
from attendance_rules.registers.sources.columns import Laid
from attendance_rules.registers.tables import by_category, facts_of, sums
from attendance_rules.registers.window import Window

Progress = Callable[[int, int | None], None]
"""What is told how many marks are read, and how many there are, None if that is not known."""

_MERGE_AT = 4_000_000
"""Rows about pupils that pile up before they are merged to one a pupil."""


class MarkReader:
    """Reads registers part by part, and again only for pupils with doubles."""

    def __init__(
        self,
        sources: list[Laid],
        meanings: Meanings,
        window: Window,
        progress: Progress | None,
    ) -> None:
        self._sources = sources
        self._ids = sources[0].ids
        self._meanings = meanings
        self._window = window
        self._progress = progress or (lambda _, __: None)
        self._parts: list[Counted] = []
        self._seen = 0
        self._read = 0

    def read(self) -> tuple[pl.DataFrame, RegisterReport]:
        """The facts and the report. Raises `DataError`."""
        # In other forms a row is no mark.
        long = self._sources[0].form == "long"
        heights = [laid.source.height() if long else None for laid in self._sources]
        known = [one for one in heights if one is not None]
        total = sum(known) if len(known) == len(heights) else None
        for laid, height in zip(self._sources, heights, strict=True):
            for part, number in laid.source.parts(marks(laid, ids_as_text=False), height):
                self._take(laid, part)
                self._seen += number
                self._progress(self._seen, total)
        if not self._read:
            where = " within the window" if self._seen else ""
            raise self._sources[0].source.problems().error(f"holds no marks{where}")
        found = self._settled(merged(self._parts, self._ids))
        for laid in self._sources:
            laid.source.check_unchanged()
        return found

    def _take(self, laid: Laid, part: pl.LazyFrame) -> None:
        """Count the marks of a part."""
        if self._window:
            # What cannot be read lies nowhere, and is to be told of.
            nobody = pl.any_horizontal(pl.col(one).is_null() for one in self._ids)
            part = part.filter(self._window.contains().fill_null(True) | nobody)
        try:
            counted = count(part, self._ids, self._meanings, laid.source.collect)
        except WrongRowError:
            raise wrong_rows(laid) from None
        except UnknownMarkError:
            raise unknown_marks(self._sources, self._meanings.marks) from None
        if _wrong(counted.spans, self._ids):
            raise wrong_rows(laid)
        if counted.spans.height:
            self._read += int(counted.spans["marks"].sum())
            self._parts.append(counted)
        if sum(one.spans.height for one in self._parts[1:]) > _MERGE_AT:
            self._parts = [merged(self._parts, self._ids)]

    def _settled(self, counted: Counted) -> tuple[pl.DataFrame, RegisterReport]:
        """The facts and the report, each session of a pupil counted once."""
        ids, spans, tallies = self._ids, counted.spans, counted.tallies
        sessions = spans.select(*ids, "marks")
        in_doubt = spans.filter("twice")
        doubles: Doubles | None = None
        if in_doubt.height:
            doubles = settle(self._sources, in_doubt, self._window, self._meanings)
            certain = tallies.join(in_doubt, on=ids, how="anti")
            tallies = pl.concat([certain, doubles.tallies.select(certain.columns)])
            settled = doubles.sessions.rename({"marks": "settled"})
            sessions = sessions.join(settled, on=ids, how="left", maintain_order="left").select(
                *ids, pl.coalesce("settled", "marks").alias("marks")
            )
        every = sessions.join(tallies, on=ids, how="left", maintain_order="left").with_columns(
            pl.col(TALLIES).fill_null(0)
        )
        others = pl.sum_horizontal(one for one in CATEGORIES if one != "present")
        every = every.with_columns((pl.col("marks") - others).alias("present"))
        facts = facts_of(every, ids)
        return facts, self._report(counted, every, facts, doubles)

    def _report(
        self, counted: Counted, every: pl.DataFrame, facts: pl.DataFrame, doubles: Doubles | None
    ) -> RegisterReport:
        ranked = self._meanings.ranked
        effects = self._meanings.table.with_row_index("reading").join(
            counted.readings, on="reading"
        )
        late = effects.filter(~pl.col("in_force")).group_by("rank").agg(pl.col("marks").sum())
        pairs = doubles.pairs.items() if doubles else ()
        return RegisterReport(
            form=self._sources[0].form,
            registers=tuple(one.source.name for one in self._sources),
            pupils=facts.height,
            facts=sums(facts),
            read=self._read,
            outside_window=self._seen - self._read,
            missing=int((effects["missing"] * effects["marks"]).sum()),
            counted=by_category(every),
            first_day=day_of(counted.spans["first"].min()),
            last_day=day_of(counted.spans["last"].max()),
            out_of_date=tuple(
                OutOfDate(ranked[rank].code, ranked[rank].category, number)
                for rank, number in sorted(late.iter_rows())
            ),
            sessions_with_two_marks=doubles.number if doubles else 0,
            doubles=tuple(
                Double(ranked[kept].code, ranked[other].code, number)
                for (kept, other), number in sorted(pairs)
            ),
        )


def _wrong(spans: pl.DataFrame, ids: tuple[str, ...]) -> bool:
    """Whether an identifier is blank, or a day implausible."""
    earliest, latest = session_number(EARLIEST), session_number(LATEST) + 1
    return (
        any((spans[one] == "").any() for one in ids)
        or bool((spans["first"] < earliest).any())
        or bool((spans["last"] > latest).any())
    )
