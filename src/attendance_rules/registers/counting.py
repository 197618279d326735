"""Marks → for each pupil the number of marks by category, some million rows at a time.

Two facts of registers make this fast. Most marks say that a pupil was present: those need only be
counted, and the rest is small. And a pupil's marks mostly stand together, session after session:
then counting them, and telling that no session has two, needs no more than a look at each row and
the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.registers.meanings import TALLIES, Meanings

if TYPE_CHECKING:
    import polars as pl

_SCATTERED = 4
"""With fewer rows than this to a run, a batch is grouped by pupil instead."""


class UnknownMarksError(Exception):
    """There are marks that are no codes."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the marks of a batch, or of several, come to.

    `spans` has one row or several for each pupil: the identifiers, `marks` (how many), `first` and
    `last` (session), and `twice`, whether a session may have two marks in it. `tallies` has the
    identifiers and how many marks count in each tally, present ones left out. `readings` counts
    those marks by what they mean.
    """

    spans: pl.DataFrame
    tallies: pl.DataFrame
    readings: pl.DataFrame


def count(batch: pl.DataFrame, ids: tuple[str, ...], meanings: Meanings) -> Counted:
    """Count the marks of a batch. Raises `UnknownMarksError`."""
    import polars as pl

    runs, others = pl.collect_all(
        [_runs(batch.lazy(), ids), _others(batch, ids, meanings)], engine="in-memory"
    )
    if others["reading"].null_count():
        raise UnknownMarksError
    text = [pl.col(one).cast(pl.String).str.strip_chars() for one in ids]
    scattered = runs.height * _SCATTERED > batch.height
    spans = _grouped(batch, ids) if scattered else _spans(runs, batch)
    effects = (pl.lit(meanings.table[one]).gather(pl.col("reading")).alias(one) for one in TALLIES)
    tallies = others.select(*ids, *effects).group_by(ids).agg(pl.col(TALLIES).sum())
    readings = others.group_by("reading").agg(pl.len().alias("marks"))
    return Counted(spans.with_columns(text), tallies.with_columns(text), readings)


def _runs(marks: pl.LazyFrame, ids: tuple[str, ...]) -> pl.LazyFrame:
    """The first rows of runs: of marks of one pupil, each of a later session than the one before.

    `at` is the row, `before` the session of the row before it.
    """
    import polars as pl

    session = pl.col("session")
    another = pl.any_horizontal(pl.col(one).ne_missing(pl.col(one).shift()) for one in ids)
    return (
        marks.select(*ids, "session")
        .with_row_index("at")
        .with_columns(session.shift().alias("before"))
        .filter((another | (session <= pl.col("before"))).fill_null(True))
    )


def _spans(runs: pl.DataFrame, batch: pl.DataFrame) -> pl.DataFrame:
    """A run ends in the row before the next one begins."""
    import polars as pl

    ends = pl.col("at").shift(-1, fill_value=batch.height)
    return runs.select(
        pl.exclude("at", "session", "before"),
        (ends - pl.col("at")).alias("marks"),
        pl.col("session").alias("first"),
        pl.col("before").shift(-1, fill_value=batch["session"][-1]).alias("last"),
        pl.lit(False).alias("twice"),
    )


def _grouped(batch: pl.DataFrame, ids: tuple[str, ...]) -> pl.DataFrame:
    """The same where the marks of different pupils are mixed."""
    import polars as pl

    session = pl.col("session")
    return batch.group_by(ids, maintain_order=True).agg(
        pl.len().alias("marks"),
        session.min().alias("first"),
        session.max().alias("last"),
        (session.n_unique() < pl.len()).alias("twice"),
    )


def _others(batch: pl.DataFrame, ids: tuple[str, ...], meanings: Meanings) -> pl.LazyFrame:
    """The marks that do not mean present, each with its `reading`, null if it is unknown."""
    import polars as pl

    mark, dtype = pl.col("mark"), batch.schema["mark"]
    present = meanings.present
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        present = [one for one in present if one in dtype.categories]
    others = pl.all_horizontal(pl.lit(True), *(mark.ne_missing(pl.lit(one)) for one in present))
    return batch.lazy().filter(others).select(*ids, meanings.reading())


def merged_spans(parts: list[pl.DataFrame], ids: tuple[str, ...]) -> pl.DataFrame:
    """One span for each pupil, in the order in which pupils first come.

    `twice` is also true where a pupil's spans overlap, since then a session may have two marks.
    """
    import polars as pl

    every = pl.concat(parts)
    found = every.group_by(ids, maintain_order=True).agg(
        pl.col("marks").sum(),
        pl.col("first").min(),
        pl.col("last").max(),
        pl.col("twice").any(),
        (pl.len() > 1).alias("several"),
    )
    several = found.filter("several").select(ids)
    if several.height:
        # Spans that do not overlap come in the same order by their first and their last session.
        overlap = pl.col("first").sort() <= pl.col("last").sort().shift()
        overlapping = (
            every.join(several, on=ids, how="semi")
            .group_by(ids)
            .agg(overlap.any().alias("overlap"))
            .filter("overlap")
        )
        found = found.join(overlapping, on=ids, how="left", maintain_order="left").with_columns(
            pl.col("twice") | pl.col("overlap").fill_null(False)
        )
    return found.select(*ids, "marks", "first", "last", "twice")


def merged_tallies(parts: list[pl.DataFrame], ids: tuple[str, ...]) -> pl.DataFrame:
    """One row for each pupil."""
    import polars as pl

    return pl.concat(parts).group_by(ids).agg(pl.col(TALLIES).sum())
