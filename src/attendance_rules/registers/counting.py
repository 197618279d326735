"""Marks → for each pupil the number of marks by category, as the rows stream by.

Two facts of registers make this fast. Most marks say that a pupil was present: those need only be
counted. And a pupil's marks mostly stand together, session after session: then counting them, and
telling that no session has two, needs no more than a look at each row and the one before. So the
stream is thinned to the rows that begin a run of such marks and to those that do not say present,
about one in ten; everything else is done on these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.window import Window

if TYPE_CHECKING:
    import polars as pl

Ids = tuple[str, ...]

_KEPT = ("seen", "at", "session", "before", "start", "other", "end")
_SCATTERED = 500_000
"""Of a batch with more spans than this, the marks of different pupils are probably mixed."""


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


def thinned(marks: pl.LazyFrame, ids: Ids, meanings: Meanings, window: Window) -> pl.LazyFrame:
    """The rows of marks that matter, and after them one that ends them, marked in `end`.

    `seen` counts the rows before each, `at` those of them within the window, and `before` is the
    session of the last of these. `start` marks the first row of a run: of marks of one pupil, each
    of a later session than the one before. `other` marks those that do not say present, and
    `reading` tells what a mark means, null if it is no code.
    """
    import polars as pl

    schema = marks.collect_schema()
    mark, dtype = pl.col("mark"), schema["mark"]
    present = meanings.present
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        present = [one for one in present if one in dtype.categories]
    end = pl.LazyFrame({name: [None] for name in schema}, schema=schema)
    every = pl.concat(
        [
            marks.with_columns(pl.lit(False).alias("end")),
            end.with_columns(pl.lit(True).alias("end")),
        ]
    ).with_row_index("seen")
    if window:
        every = every.filter(window.contains() | pl.col("session").is_null())
    session = pl.col("session")
    another = pl.any_horizontal(pl.col(one).ne_missing(pl.col(one).shift()) for one in ids)
    return (
        every.with_row_index("at")
        .with_columns(
            session.shift().alias("before"),
            (another | (session <= session.shift())).fill_null(True).alias("start"),
            pl.all_horizontal(
                pl.lit(True), *(mark.ne_missing(pl.lit(one)) for one in present)
            ).alias("other"),
        )
        .filter(pl.col("start") | pl.col("other"))
        .select(*ids, *_KEPT, meanings.reading())
    )


def count(runs: pl.DataFrame, others: pl.DataFrame, ids: Ids, meanings: Meanings) -> Counted:
    """Count thinned marks. A run ends where the next one begins: nothing is told of the last."""
    import polars as pl

    spans = runs.select(
        *ids,
        (pl.col("at").shift(-1) - pl.col("at")).alias("marks"),
        pl.col("session").alias("first"),
        pl.col("before").shift(-1).alias("last"),
        pl.lit(False).alias("twice"),
    ).head(-1)
    if spans.height > _SCATTERED:
        spans = _merged_spans(spans, ids)
    effects = (pl.lit(meanings.table[one]).gather(pl.col("reading")).alias(one) for one in TALLIES)
    tallies = others.lazy().select(*ids, *effects).group_by(ids).agg(pl.col(TALLIES).sum())
    text = [pl.col(one).cast(pl.String).str.strip_chars() for one in ids]
    return Counted(
        spans.with_columns(text),
        tallies.with_columns(text).collect(engine="streaming"),
        others.group_by("reading").agg(pl.len().alias("marks")),
    )


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
