"""The pupils of each school: where they are counted, and what could become of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Final

import polars as pl

from attendance_rules.summary.disclosure.allowed import MOST_CORES, Allowed
from attendance_rules.summary.disclosure.kinds import Kinds
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.patterns import PUPILS, SCHOOL, Patterns, SchoolId
from attendance_rules.summary.disclosure.published import Bits
from attendance_rules.summary.disclosure.states import Change, Cores, State

CORE: Final = "core"
_EVERY: Final = (1 << MOST_CORES) - 1


@dataclass(frozen=True, slots=True, repr=False)
class Mover:
    """So many pupils in one state, whose other groups go with each of `cores`."""

    state: State
    cores: Cores
    pupils: int


class Pupils:
    """The pupils of one school, once for each group."""

    def __init__(self, groups: Mapping[Bits, Sequence[int]], number: int) -> None:
        """`groups` gives the group of each cell that is of one, of some number of groups."""
        self.movers: list[list[Mover]] = [[] for _ in range(number)]
        self._groups = groups
        self._able: dict[Change, int] = {}

    def __repr__(self) -> str:
        return "<Pupils>"

    def groups(self, cell: Bits) -> Sequence[int]:
        """The groups whose answers decide on a cell: all of them, if it is of the core or a party,
        and of these the core alone is the first."""
        return self._groups.get(cell, range(len(self.movers)))

    def able(self, change: Change) -> int:
        """How many pupils can undergo a change."""
        if change not in self._able:
            self._able[change] = sum(
                mover.pupils
                for mover in self.movers[change.group]
                if mover.state.by(change) & mover.cores
            )
        return self._able[change]


def movers(
    table: pl.DataFrame,
    known: Mapping[SchoolId, Known],
    kinds: Kinds,
    allowed: Mapping[Known, Allowed],
) -> Iterator[tuple[SchoolId, Pupils]]:
    """The pupils of every school in a table of `numbered`, with the kinds that there can be where
    so much is known. Pupils are left out whose kind was not found among those."""
    for facts, here in allowed.items():
        schools = [school for school, own in known.items() if own == facts]
        told = table.filter(pl.col(SCHOOL).is_in(schools, nulls_equal=True))
        for group in range(1, len(kinds.groups)):
            told = told.join(_meant(group, kinds, here), on=[CORE, f"answers {group}"])
        found = {name: Pupils(here.groups, len(kinds.groups)) for name in schools}
        for group in range(len(kinds.groups)):
            for school, mover in _movers(told, group, kinds, here):
                found[school].movers[group].append(mover)
        yield from found.items()


def numbered(patterns: Patterns, kinds: Kinds) -> pl.DataFrame:
    """The table of patterns with the numbers of cores and answers in place of what they are."""
    table = patterns.table()
    cores = pl.DataFrame(
        [(*truth, core) for truth, core in kinds.core_of.items()],
        {**dict.fromkeys(patterns.tests.values(), pl.Boolean), CORE: pl.Int64},
        orient="row",
    )
    if patterns.tests:
        table = table.join(cores, on=list(patterns.tests.values()), nulls_equal=True)
    else:
        table = table.join(cores, how="cross")
    columns = [SCHOOL, CORE]
    for number, group in enumerate(kinds.groups[1:], start=1):
        columns.append(f"answers {number}")
        told = table.select(group.obligations).unique().sort(group.obligations)
        numbers = [kinds.number(number, statuses) for statuses in told.rows()]
        told = told.with_columns(pl.Series(columns[-1], numbers, pl.Int64))
        table = table.join(told, on=group.obligations)
    return table.group_by(columns).agg(pl.col(PUPILS).sum())


def _meant(group: int, kinds: Kinds, allowed: Allowed) -> pl.DataFrame:
    """For each core and answers of a group, the cores that these answers go with too, and what
    they mean for the parties. A group without a choice follows the core, and means nothing more."""
    nothing = (0,) * len(kinds.parties)
    rows = [
        (core, number, _EVERY, *nothing)
        if allowed.is_fixed(group, core)
        else (core, number, allowed.within[group][number], *kinds.answers[group][number].levels)
        for core, among in enumerate(allowed.among[group])
        for number in among
    ]
    keys = {CORE: pl.Int64, f"answers {group}": pl.Int64, f"cores {group}": pl.UInt64}
    levels = {_level(group, party): pl.UInt8 for party in range(len(kinds.parties))}
    return pl.DataFrame(rows, {**keys, **levels}, orient="row")


def _movers(
    told: pl.DataFrame, group: int, kinds: Kinds, allowed: Allowed
) -> Iterator[tuple[SchoolId, Mover]]:
    others = [other for other in range(1, len(kinds.groups)) if other != group]
    every = pl.lit(_EVERY, dtype=pl.UInt64)
    keys = [
        pl.col(SCHOOL),
        pl.col(CORE),
        (pl.col(f"answers {group}") if group else pl.lit(0)).alias("answers"),
        reduce(and_, (pl.col(f"cores {other}") for other in others), every).alias("cores"),
    ]
    for party in range(len(kinds.parties)):
        told_of = [pl.lit(0, dtype=pl.UInt8), *(pl.col(_level(other, party)) for other in others)]
        keys.append(pl.max_horizontal(told_of).alias(f"rest {party}"))
    alike = told.group_by(keys).agg(pl.col(PUPILS).sum())
    # In one order whatever the order of the rows, so that the same is withheld.
    alike = alike.sort(-pl.col(PUPILS).cast(pl.Int64), pl.exclude(SCHOOL, PUPILS))
    for school, core, answers, cores, *levels, pupils in alike.iter_rows():
        state = allowed.state(group, core, answers, tuple(levels))
        yield school, Mover(state, cores & allowed.cores, pupils)


def _level(group: int, party: int) -> str:
    return f"party {party} by {group}"
