"""All that one publication shows, and the pupils behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.allowed import Allowed
from attendance_rules.summary.disclosure.kinds import Kinds
from attendance_rules.summary.disclosure.movers import CORE, Pupils, movers, numbered
from attendance_rules.summary.disclosure.options import Known
from attendance_rules.summary.disclosure.patterns import PUPILS, SCHOOL, SchoolId
from attendance_rules.summary.disclosure.published import Bits, Published, numbers
from attendance_rules.summary.tally import Tally


@dataclass(slots=True, repr=False, eq=False)
class Scope:
    """A school or all of them, and the cells whose counts are shown."""

    counts: Sequence[int]
    least: Sequence[int]
    most: Sequence[int]
    """Within what each count lies by the number of pupils and the rules alone."""
    shown: Bits


@dataclass(slots=True, repr=False, eq=False)
class School(Scope):
    """A school and its pupils."""

    pupils: Pupils


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """All that one publication shows of schools, and of their pupils together.

    Unless it is `by_school`, nothing of single schools is shown, nor is anything of them protected:
    they are then all pupils of whom the same facts are known.
    """

    published: Published
    schools: tuple[School, ...]
    total: Scope
    threshold: int
    by_school: bool

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return (*self.schools, self.total) if self.by_school else (self.total,)


def make_page(policy: Policy, tally: Tally, threshold: int, by_school: bool) -> Page:
    """A page that shows every count but those under a threshold: primary suppression."""
    patterns = tally.patterns
    assert patterns is not None
    published = Published(policy.edition, tally.events)
    kinds = Kinds(policy, published, patterns.related, patterns.seen())
    table, known = numbered(patterns, kinds), patterns.known
    counts: Mapping[SchoolId, Sequence[int]] = tally.schools
    if not by_school:
        table, known = _put_together(table, known)
        counts = dict.fromkeys(known, [0] * len(tally.events))
    allowed = {facts: Allowed(kinds, published, facts) for facts in known.values()}
    bounds = {
        name: _bounds(published, allowed[known[name]], of_cores)
        for name, of_cores in _by_core(table).items()
    }
    found = dict(movers(table, known, kinds, allowed))
    schools = tuple(
        School(
            published.counts(own),
            *bounds[name],
            _primary(threshold, published.counts(own), published),
            found[name],
        )
        for name, own in counts.items()
    )
    every = published.counts(tally.all_schools())
    least, most = (
        [sum(counts) for counts in zip(*of_schools, strict=True)]
        for of_schools in zip(*bounds.values(), strict=True)
    )
    total = Scope(every, least, most, _primary(threshold, every, published))
    return Page(published, schools, total, threshold, by_school)


def _primary(threshold: int, counts: Sequence[int], published: Published) -> Bits:
    """The cells that are left by primary suppression: the counts that are not under the threshold,
    and of a scope that has as many pupils, that there is nobody of whom something is not known."""
    return sum(
        1 << cell
        for cell in numbers(published.printed)
        if counts[cell] >= threshold
        or (not counts[cell] and counts[0] >= threshold and published.open >> cell & 1)
    )


def _put_together(
    table: pl.DataFrame, known: Mapping[SchoolId, Known]
) -> tuple[pl.DataFrame, dict[SchoolId, Known]]:
    """All schools in which the same facts are known, as one."""
    together = table.with_columns(
        pl.col(SCHOOL).replace_strict(
            pl.Series([*known], dtype=pl.String), pl.Series([str(own) for own in known.values()])
        )
    )
    return together, {str(own): own for own in sorted(set(known.values()))}


def _by_core(table: pl.DataFrame) -> dict[SchoolId, dict[int, int]]:
    """The pupils of each school by their core."""
    found: dict[SchoolId, dict[int, int]] = {}
    for school, core, pupils in table.group_by(SCHOOL, CORE).agg(pl.col(PUPILS).sum()).iter_rows():
        found.setdefault(school, {})[core] = pupils
    return found


def _bounds(
    published: Published, allowed: Allowed, cores: Mapping[int, int]
) -> tuple[list[int], list[int]]:
    """The lowest and highest count of each cell that the rules allow so many pupils."""
    least, most = [0] * published.size, [0] * published.size
    spans: Counter[tuple[Bits, Bits]] = Counter()
    for core, pupils in cores.items():
        spans[allowed.spans[core]] += pupils
    for (can, must), pupils in spans.items():
        for cell in numbers(can):
            most[cell] += pupils
        for cell in numbers(must & can):
            least[cell] += pupils
    return least, most
