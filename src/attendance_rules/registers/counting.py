"""Marks → for each pupil the number of marks by category, some million rows at a time.

Two facts of registers make this fast. Most marks say that a pupil was present: those need only be
counted. And a pupil's marks mostly stand together, session after session: then counting them, and
telling that no session has two, needs no more than a look at each row and the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.registers.meanings import TALLIES, Meanings

if TYPE_CHECKING:
    import polars as pl

Ids = tuple[str, ...]

_SCATTERED = 4
"""With fewer marks than this in a run, the marks of different pupils are probably mixed."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What some marks come to.

    `spans` has one row or several for each pupil: the identifiers, `marks` (how many), `first` and
    `last` (session), and `twice`, whether a session may have two marks in it. `tallies` has the
    identifiers and how many marks count in each tally, present ones left out. `readings` counts
    those marks by what they mean.
    """

    spans: pl.DataFrame
    tallies: pl.DataFrame
    readings: pl.DataFrame


def count(batch: pl.DataFrame, ids: Ids, meanings: Meanings) -> Counted | None:
    """What the marks of a batch come to, or None if one of them is no code."""
    import polars as pl

    runs, others = pl.collect_all(
        [_runs(batch.lazy(), ids), _others(batch, ids, meanings)], engine="in-memory"
    )
    if others["reading"].null_count():
        return None
    spans = runs.select(
        *ids,
        (pl.col("at").shift(-1, fill_value=batch.height) - pl.col("at")).alias("marks"),
        pl.col("session").alias("first"),
        pl.col("before").shift(-1, fill_value=batch["session"][-1]).alias("last"),
        pl.lit(False).alias("twice"),
    )
    if spans.height * _SCATTERED > batch.height:
        spans = _merged_spans(spans, ids)
    effects = (pl.lit(meanings.table[one]).gather(pl.col("reading")).alias(one) for one in TALLIES)
    tallies = others.lazy().select(*ids, *effects).group_by(ids).agg(pl.col(TALLIES).sum())
    text = [pl.col(one).cast(pl.String).str.strip_chars() for one in ids]
    return Counted(
        spans.with_columns(text),
        tallies.with_columns(text).collect(engine="streaming"),
        others.group_by("reading").agg(pl.len().alias("marks")),
    )


def _runs(marks: pl.LazyFrame, ids: Ids) -> pl.LazyFrame:
    """The first rows of runs: of marks of one pupil, each of a later session than the one before.

    `at` is the number of the row, `before` the session of the row before it.
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


def _others(batch: pl.DataFrame, ids: Ids, meanings: Meanings) -> pl.LazyFrame:
    """The marks that do not say present, each with its `reading`, null if it is no code."""
    import polars as pl

    mark, dtype = pl.col("mark"), batch.schema["mark"]
    present = meanings.present
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        present = [one for one in present if one in dtype.categories]
    others = pl.all_horizontal(pl.lit(True), *(mark.ne_missing(pl.lit(one)) for one in present))
    return batch.lazy().filter(others).select(*ids, meanings.reading())


def merged(parts: list[Counted], ids: Ids) -> Counted:
    """One span and one row of tallies for each pupil, in the order in which pupils first come."""
    import polars as pl

    return Counted(
        _merged_spans(pl.concat([part.spans for part in parts]), ids),
        pl.concat([part.tallies for part in parts]).group_by(ids).agg(pl.col(TALLIES).sum()),
        pl.concat([part.readings for part in parts]).group_by("reading").agg(pl.col("marks").sum()),
    )


def _merged_spans(spans: pl.DataFrame, ids: Ids) -> pl.DataFrame:
    """`twice` is true where a pupil's spans overlap: a session may then have two marks."""
    import polars as pl

    if spans["marks"].max() == 1:  # which is quicker to tell
        return spans.group_by(ids, maintain_order=True).agg(
            pl.col("marks").sum(),
            pl.col("first").min(),
            pl.col("last").max(),
            pl.col("twice").any() | (pl.col("first").n_unique() < pl.len()),
        )
    found = spans.group_by(ids, maintain_order=True).agg(
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
            spans.join(several, on=ids, how="semi")
            .group_by(ids)
            .agg(overlap.any().alias("overlap"))
            .filter("overlap")
        )
        found = found.join(overlapping, on=ids, how="left", maintain_order="left").with_columns(
            pl.col("twice") | pl.col("overlap").fill_null(False)
        )
    return found.select(*ids, "marks", "first", "last", "twice")
