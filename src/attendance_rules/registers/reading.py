"""Registers with a mark for each session → facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.errors import DataError
from attendance_rules.registers.columns import Laid
from attendance_rules.registers.counting import (
    UnknownMarksError,
    count,
    merged_spans,
    merged_tallies,
)
from attendance_rules.registers.form import CATEGORIES
from attendance_rules.registers.marks import EARLIEST, LATEST, day_of, marks, session_number
from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.places import unknown_marks, wrong_rows
from attendance_rules.registers.report import Double, OutOfDate, RegisterReport
from attendance_rules.registers.tables import by_category, facts_of, sums
from attendance_rules.registers.twice import Doubles, settle

if TYPE_CHECKING:
    import polars as pl

_MERGE_AT = 4_000_000
"""Rows about pupils that pile up before they are merged to one a pupil."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that count, both included; None leaves an end open. Raises `DataError`."""

    start: dt.date | None
    end: dt.date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise DataError(["the window ends before it begins; swap its days"])

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None

    def of(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The rows whose session lies within."""
        import polars as pl

        session = pl.col("session")
        if self.start is not None:
            frame = frame.filter(session >= session_number(self.start))
        if self.end is not None:
            frame = frame.filter(session < session_number(self.end) + 2)
        return frame


class MarkReader:
    """Reads registers once from end to end, and again only for pupils with doubles."""

    def __init__(
        self,
        sources: list[Laid],
        meanings: Meanings,
        window: Window,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._sources = sources
        self._ids = sources[0].ids
        self._meanings = meanings
        self._window = window
        self._progress = progress or (lambda _: None)
        self._spans: list[pl.DataFrame] = []
        self._tallies: list[pl.DataFrame] = []
        self._seen = 0
        self._read = 0
        self._readings: list[pl.DataFrame] = []

    def read(self) -> tuple[pl.DataFrame, RegisterReport]:
        """The facts and the report. Raises `DataError`."""
        for laid in self._sources:
            for batch in laid.source.batches(marks(laid, ids_as_text=False)):
                self._take(laid, batch)
        if not self._spans:
            where = " within the window" if self._seen else ""
            raise self._sources[0].source.problems().error(f"holds no marks{where}")
        spans = merged_spans(self._spans, self._ids)
        tallied = merged_tallies(self._tallies, self._ids)
        return self._settled(spans, tallied)

    def _take(self, laid: Laid, batch: pl.DataFrame) -> None:
        """Count the marks of a batch."""
        ids = self._ids
        self._seen += batch.height
        self._progress(self._seen)
        if any(batch[one].null_count() for one in (*ids, "session")):
            raise wrong_rows(laid)
        if self._window:
            batch = self._window.of(batch.lazy()).collect(engine="in-memory")
        if not batch.height:
            return
        self._read += batch.height
        unknown = False
        try:
            counted = count(batch, ids, self._meanings)
        except UnknownMarksError:
            unknown = True
        if unknown:
            raise unknown_marks(self._sources, self._meanings.marks)
        if _wrong(counted.spans, ids):
            raise wrong_rows(laid)
        self._spans.append(counted.spans)
        self._tallies.append(counted.tallies)
        self._readings.append(counted.readings)
        if sum(part.height for part in self._spans[1:]) > _MERGE_AT:
            self._spans = [merged_spans(self._spans, ids)]
            self._tallies = [merged_tallies(self._tallies, ids)]

    def _settled(
        self, spans: pl.DataFrame, tallied: pl.DataFrame
    ) -> tuple[pl.DataFrame, RegisterReport]:
        """The facts and the report, each session of a pupil counted once."""
        import polars as pl

        ids = self._ids
        sessions = spans.select(*ids, "marks")
        in_doubt = spans.filter("twice")
        doubles: Doubles | None = None
        if in_doubt.height:
            doubles = settle(self._sources, in_doubt, self._window.of, self._meanings)
            certain = tallied.join(in_doubt, on=ids, how="anti")
            tallied = pl.concat([certain, doubles.tallies.select(certain.columns)])
            settled = doubles.sessions.rename({"marks": "settled"})
            sessions = sessions.join(settled, on=ids, how="left", maintain_order="left").select(
                *ids, pl.coalesce("settled", "marks").alias("marks")
            )
        every = sessions.join(tallied, on=ids, how="left", maintain_order="left").with_columns(
            pl.col(TALLIES).fill_null(0)
        )
        others = pl.sum_horizontal(one for one in CATEGORIES if one != "present")
        every = every.with_columns((pl.col("marks") - others).alias("present"))
        facts = facts_of(every, ids)
        return facts, self._report(every, facts, spans, doubles)

    def _report(
        self,
        every: pl.DataFrame,
        facts: pl.DataFrame,
        spans: pl.DataFrame,
        doubles: Doubles | None,
    ) -> RegisterReport:
        import polars as pl

        ranked = self._meanings.ranked
        read = pl.concat(self._readings).group_by("reading").agg(pl.col("marks").sum())
        effects = self._meanings.table.with_row_index("reading").join(read, on="reading")
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
            first_day=day_of(spans["first"].min()),
            last_day=day_of(spans["last"].max()),
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
