"""Marks → for each pupil the number of marks by category, some million rows at a time.

Two facts of registers make this fast. Most marks say that a pupil was present: those need only be
counted. And a pupil's marks mostly stand together, session after session: then counting them, and
telling that no session has two, needs no more than a look at each row and the one before. The two
questions are asked apart, because each needs other columns, and of the second few rows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import and_

import polars as pl

from attendance_rules.plain import private
from attendance_rules.registers.meanings import TALLIES, Meanings

Ids = tuple[str, ...]
Collect = Callable[["pl.LazyFrame"], "pl.DataFrame"]

_SCATTERED = 4
"""With fewer marks than this in a run, the marks of different pupils are probably mixed."""

SAMPLE = 50_000
"""Marks by which it is told whether they are mixed."""


class UnknownMarkError(Exception):
    """A mark is no code."""


class WrongRowError(Exception):
    """A row has no identifier or no session."""


@private
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


def scattered(marks: pl.LazyFrame, ids: Ids, collect: Collect) -> bool:
    """Whether the marks of different pupils are mixed, told by the first of them."""
    sample = collect(marks.head(SAMPLE))
    runs = collect(_runs(sample.lazy(), ids)).height
    return runs * _SCATTERED > sample.height


def count(marks: pl.LazyFrame, ids: Ids, meanings: Meanings, collect: Collect) -> Counted:
    """What some marks come to. Raises `WrongRowError` and `UnknownMarkError`.

    They are gone through several times.
    """
    if scattered(marks, ids, collect):
        spans = _grouped(marks, ids, collect)
    else:
        spans = _spans(collect(_runs(marks, ids)), ids)
    if any(spans[one].null_count() for one in (*ids, "first", "last")):
        raise WrongRowError
    if spans.height * _SCATTERED > spans["marks"].sum():
        spans = _merged_spans(spans, ids)
    others = collect(_others(marks, ids, meanings))
    if others["reading"].null_count():
        raise UnknownMarkError
    effects = (pl.lit(meanings.table[one]).gather(pl.col("reading")).alias(one) for one in TALLIES)
    tallies = others.lazy().select(*ids, *effects).group_by(ids).agg(pl.col(TALLIES).sum())
    text = [pl.col(one).cast(pl.String).str.strip_chars() for one in ids]
    return Counted(
        spans.with_columns(text),
        collect(tallies.with_columns(text)),
        others.group_by("reading").agg(pl.len().alias("marks")),
    )


def _runs(marks: pl.LazyFrame, ids: Ids) -> pl.LazyFrame:
    """The first rows of runs: of marks of one pupil, each of a later session than the one before.

    `at` is the number of the row, `before` the session of the row before it. One more row stands
    after the last, so that the last run has an end.
    """
    marks = marks.select(*ids, "session")
    session = pl.col("session")
    end = pl.LazyFrame(schema=marks.collect_schema()).select(pl.all().extend_constant(None, 1))
    another = pl.any_horizontal(pl.col(one) != pl.col(one).shift() for one in ids)
    return (
        pl.concat([marks, end])
        .with_row_index("at")
        .with_columns(session.shift().alias("before"))
        .filter((another | (session <= pl.col("before"))).fill_null(True))
    )


def _spans(runs: pl.DataFrame, ids: Ids) -> pl.DataFrame:
    return runs.select(
        *ids,
        (pl.col("at").shift(-1) - pl.col("at")).alias("marks"),
        pl.col("session").alias("first"),
        pl.col("before").shift(-1).alias("last"),
        pl.lit(False).alias("twice"),
    ).head(-1)


def _grouped(marks: pl.LazyFrame, ids: Ids, collect: Collect) -> pl.DataFrame:
    """One span for each pupil, when pupils are mixed."""
    session = pl.col("session")
    found = [pl.len().alias("marks"), session.min().alias("first"), session.max().alias("last")]
    rising, known = collect(
        marks.select(_rising(ids).alias("rising"), session.is_not_null().all().alias("known"))
    ).row(0)
    if not known:
        raise WrongRowError
    twice = pl.lit(False) if rising else session.n_unique() < pl.len()
    spans = marks.group_by(ids, maintain_order=True).agg(*found, twice.alias("twice"))
    return collect(spans)


def _rising(ids: Ids) -> pl.Expr:
    """Whether rows stand in the order of session and identifiers, none of them twice."""
    rising = pl.lit(False)
    for one in reversed(("session", *ids)):
        column, before = pl.col(one), pl.col(one).shift()
        rising = (column > before) | ((column == before) & rising)
    return rising.all(ignore_nulls=True)


def _others(marks: pl.LazyFrame, ids: Ids, meanings: Meanings) -> pl.LazyFrame:
    """The marks that do not say present, each with its `reading`, null if it is no code."""
    mark, dtype = pl.col("mark"), marks.collect_schema()["mark"]
    present = meanings.present
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        present = [one for one in present if one in dtype.categories]
    others = reduce(and_, (mark.ne_missing(pl.lit(one)) for one in present), pl.lit(True))
    return marks.filter(others).select(*ids, meanings.reading())


def merged(parts: list[Counted], ids: Ids) -> Counted:
    """One span and one row of tallies for each pupil, in the order in which pupils first come."""
    return Counted(
        _merged_spans(pl.concat([part.spans for part in parts]), ids),
        pl.concat([part.tallies for part in parts]).group_by(ids).agg(pl.col(TALLIES).sum()),
        pl.concat([part.readings for part in parts]).group_by("reading").agg(pl.col("marks").sum()),
    )


def _merged_spans(spans: pl.DataFrame, ids: Ids) -> pl.DataFrame:
    """`twice` is true where a pupil's spans overlap: a session may then have two marks."""
    found = spans.group_by(ids, maintain_order=True).agg(
        pl.col("marks").sum(),
        pl.col("first").min(),
        pl.col("last").max(),
        pl.col("twice").any(),
        (pl.len() > 1).alias("several"),
    )
    several = found.filter("several").select(ids)
    if several.height:
        same = pl.all_horizontal(pl.col(one) == pl.col(one).shift() for one in ids)
        overlap = same & (pl.col("first") <= pl.col("last").shift())
        ordered = spans.join(several, on=ids, how="semi").sort(*ids, "first")
        overlapping = ordered.filter(overlap).select(*ids, pl.lit(True).alias("overlap")).unique()
        found = found.join(overlapping, on=ids, how="left", maintain_order="left").with_columns(
            pl.col("twice") | pl.col("overlap").fill_null(False)
        )
    return found.select(*ids, "marks", "first", "last", "twice")
