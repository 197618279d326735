"""Marks → for each pupil the number of marks by category, some million rows at a time.

Two facts of registers make this fast. Most marks say that a pupil was present: those need only be
counted, and the rest is small. And a pupil's marks mostly stand together, session after session:
then counting them, and telling that no session has two, needs no more than a look at each row and
the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attendance_rules.registers.meanings import TALLIES, Meanings, plain_mark

if TYPE_CHECKING:
    import polars as pl

_SCATTERED = 4
"""With fewer rows than this to a run, a batch is grouped by pupil instead."""


class UnknownMarksError(Exception):
    """There are marks that are no codes."""


def spans(batch: pl.DataFrame, ids: tuple[str, ...]) -> pl.DataFrame:
    """For each pupil of a batch one or several spans of sessions.

    The columns are the identifiers, `marks` (how many), `first` and `last` (session), and `twice`,
    whether a session may have two marks in it.
    """
    import polars as pl

    session = pl.col("session")
    another = pl.any_horizontal(pl.col(one).ne_missing(pl.col(one).shift()) for one in ids)
    runs = (
        batch.lazy()
        .with_row_index("at")
        .with_columns(session.shift().alias("before"))
        .filter((another | (session <= pl.col("before"))).fill_null(True))
        .select(*ids, "at", "session", "before")
        .collect(engine="in-memory")
    )
    if runs.height * _SCATTERED > batch.height:
        found = batch.group_by(ids, maintain_order=True).agg(
            pl.len().alias("marks"),
            session.min().alias("first"),
            session.max().alias("last"),
            (session.n_unique() < pl.len()).alias("twice"),
        )
    else:
        end = {"at": batch.height, "before": batch["session"][-1]}
        found = runs.select(
            *ids,
            (pl.col("at").shift(-1, fill_value=end["at"]) - pl.col("at")).alias("marks"),
            session.alias("first"),
            pl.col("before").shift(-1, fill_value=end["before"]).alias("last"),
            pl.lit(False).alias("twice"),
        )
    return found.with_columns(_text(ids))


def tallies(batch: pl.DataFrame, ids: tuple[str, ...], meanings: Meanings) -> pl.DataFrame:
    """For each pupil, mark and period the number of marks, those left out that mean present.

    The columns are the identifiers, `mark`, `period`, `marks` and what stands in the table of
    meanings. Raises `UnknownMarksError`.
    """
    import polars as pl

    mark = pl.col("mark")
    dtype = batch.schema["mark"]
    present = meanings.present
    if isinstance(dtype, pl.Enum):  # which cannot be compared to any other word
        present = [one for one in present if one in dtype.categories]
    others = pl.all_horizontal(pl.lit(True), *(mark.ne_missing(pl.lit(one)) for one in present))
    found = (
        batch.lazy()
        .filter(others)
        .group_by(*ids, "mark", meanings.period())
        .agg(pl.len().alias("marks"))
        .collect(engine="in-memory")
        .with_columns(plain_mark(), *_text(ids))
        .join(meanings.table, on=["mark", "period"], how="left")
    )
    if found["rank"].null_count():
        raise UnknownMarksError
    return found


def _text(ids: tuple[str, ...]) -> list[pl.Expr]:
    import polars as pl

    return [pl.col(one).cast(pl.String).str.strip_chars() for one in ids]


def by_pupil(tallied: pl.DataFrame, ids: tuple[str, ...]) -> pl.DataFrame:
    """For each pupil the marks that count in each tally."""
    import polars as pl

    counted = [(pl.col(one) * pl.col("marks")).sum() for one in TALLIES]
    return tallied.group_by(ids).agg(counted)


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
