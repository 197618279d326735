"""Pupils that stand in a file twice, found with eight bytes of memory for each pupil."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl


class Repeated:
    """Collects fingerprints of identifiers, and then tells those that came more than once."""

    def __init__(self) -> None:
        self._prints: list[pl.Series] = []

    def add(self, identifiers: pl.DataFrame) -> None:
        """The identifiers of some pupils, a column of text each. Null ones are passed over."""
        self._prints.append(fingerprints(identifiers.drop_nulls()))

    def suspects(self) -> pl.Series:
        """The fingerprints that came more than once: of one pupil, or by chance of two."""
        if not self._prints:
            return pl.Series(dtype=pl.UInt64)
        every = pl.concat(self._prints, rechunk=True)
        self._prints.clear()
        every = every.sort(in_place=True)
        return every.filter(every == every.shift()).unique()


def fingerprints(identifiers: pl.DataFrame) -> pl.Series:
    """A number for the identifiers of each pupil."""
    # No identifier holds a NUL, so no two pupils have the same text.
    return identifiers.select(pl.concat_str(pl.all(), separator="\0").hash(seed=0)).to_series()


def repeats(
    found: Iterator[tuple[pl.Series, pl.DataFrame]], suspects: pl.Series
) -> Iterator[tuple[int, int]]:
    """The first place of each pupil that comes again, and each place where it does.

    `found` gives, once more, places with the identifiers that stand there.
    """
    first: dict[tuple[str, ...], int] = {}
    for places, identifiers in found:
        known = identifiers.select(~pl.any_horizontal(pl.all().is_null())).to_series()
        chosen = known & fingerprints(identifiers).is_in(suspects.implode())
        pupils = identifiers.filter(chosen).rows()
        for place, pupil in zip(places.filter(chosen), pupils, strict=True):
            if (before := first.setdefault(pupil, place)) != place:
                yield before, place
