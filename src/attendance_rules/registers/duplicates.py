"""Two marks for one session: which one counts.

A widely used school system keeps the first of present, approved activity, authorised, unauthorised
and uncounted (stated by suppliers, not read in a primary source). So does this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl

from attendance_rules.plain import private
from attendance_rules.registers.marks import marks
from attendance_rules.registers.meanings import TALLIES, Meanings
from attendance_rules.registers.sources.columns import Laid
from attendance_rules.registers.window import Window

AT_ONCE = 20_000_000
"""Marks of pupils in doubt that are held in memory at once; the registers are read once for each
such part."""


@private
class Doubles:
    """Of pupils with two marks for a session: their sessions and tallies, each session once.

    `number` counts the sessions with two marks or more. `pairs` tells how often the first code
    counted and the second, for the same session, did not; both by their ranks.
    """

    sessions: pl.DataFrame
    tallies: pl.DataFrame
    number: int
    pairs: Mapping[tuple[int, int], int]


def settle(
    sources: list[Laid],
    pupils: pl.DataFrame,
    window: Window,
    meanings: Meanings,
) -> Doubles:
    """What comes out when every mark of the pupils in doubt is looked at.

    `pupils` has the identifiers and `marks`, how many there are.
    """
    ids = sources[0].ids
    sessions, tallied = [], []
    rank_of = pl.lit(meanings.table["rank"])
    effects = meanings.table.select("rank", *TALLIES).unique()
    number = 0
    pairs: Counter[tuple[int, int]] = Counter()
    for part in _parts(pupils, ids):
        every = pl.concat(
            [
                one.source.collect(
                    marks(one)
                    .filter(window.contains())
                    .join(part.lazy(), on=ids, how="semi")
                    .select(*ids, "session", rank_of.gather(meanings.reading()))
                )
                for one in sources
            ]
        )
        of_session = [*ids, "session"]
        counted = every.group_by(of_session).agg(pl.col("rank").min(), pl.len().alias("marks"))
        sessions.append(counted.group_by(ids).agg(pl.len().alias("marks")))
        tallied.append(counted.join(effects, on="rank").group_by(ids).agg(pl.col(TALLIES).sum()))
        twice = counted.filter(pl.col("marks") > 1).select(*of_session, kept="rank")
        number += twice.height
        for kept, rank, count in (
            every.join(twice, on=of_session).group_by("kept", "rank").len().iter_rows()
        ):
            pairs[kept, rank] += count
        for kept, count in twice.group_by("kept").len().iter_rows():
            pairs[kept, kept] -= count  # the mark that counts is no double
    return Doubles(pl.concat(sessions), pl.concat(tallied), number, +pairs)


def _parts(pupils: pl.DataFrame, ids: tuple[str, ...]) -> Iterator[pl.DataFrame]:
    """The pupils, so many at once that their marks fit into memory."""
    part = (pl.col("marks").cast(pl.UInt64).cum_sum() // AT_ONCE).alias("part")
    for _, group in pupils.select(*ids, part).group_by("part", maintain_order=True):
        yield group.select(ids)
