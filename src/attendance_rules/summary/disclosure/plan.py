"""Which further counts to withhold so that a withheld one is protected, and what they are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from operator import itemgetter
from typing import Final

from attendance_rules.summary.disclosure.audit import Audit, Need
from attendance_rules.summary.disclosure.page import Page, School, Scope
from attendance_rules.summary.disclosure.published import Bits
from attendance_rules.summary.disclosure.states import Change

_TIER: Final = 6
_PARTY: Final = 3
_TOTAL: Final = 50
"""What a count is worth, in counts of obligations of single schools."""
_CHANGES: Final = 40
_SCHOOLS: Final = 40
"""So many changes are looked at for pupils who are alike, and so many schools to make up for one:
more would seldom cost less."""
_PUPILS: Final = 100
"""So many times as many pupils as are needed are looked at, if they are of several schools."""


@dataclass(slots=True, repr=False)
class Plan:
    """The cells to withhold in each scope, and what they are worth."""

    worth: int = 0
    cells: dict[Scope, Bits] = field(default_factory=dict)

    def add(self, other: Plan) -> None:
        self.worth += other.worth
        for scope, cells in other.cells.items():
            self.cells[scope] = self.cells.get(scope, 0) | cells

    def carry_out(self) -> None:
        for scope, cells in self.cells.items():
            scope.shown &= ~cells


class Planner:
    """Makes plans for a page as it stands."""

    def __init__(self, page: Page, audit: Audit) -> None:
        self._page = page
        self._audit = audit
        self._tiers = page.published.of_tiers
        self._parties = page.published.of_parties

    def plan(self, scope: Scope, choice: Sequence[Need]) -> Plan | None:
        """The plan of least worth that was found to meet one of some needs; None if none was."""
        own = (scope,) if isinstance(scope, School) else self._page.schools
        best: Plan | None = None
        for need in choice:
            for group in own[0].pupils.groups(need.cell):
                limit = inf if best is None else best.worth
                best = self._plan(scope, own, need, group, limit) or best
        return best

    def _plan(
        self, scope: Scope, schools: Sequence[School], need: Need, group: int, limit: float
    ) -> Plan | None:
        """A plan by changes of one group, if it costs less than a limit.

        Greedy: of all changes that would help, the one that costs least for each pupil comes first.
        """
        left = list(_movers(schools, need, group))
        plan, short = Plan(), need.by
        while short > 0:
            able: Counter[tuple[School, Change]] = Counter()
            for school, pupils, changes in left:
                for change in changes:
                    able[school, change] += pupils
            costs = [
                (self._worth(change.cells() & _left(school, plan)) / min(pupils, short), order)
                for order, ((school, change), pupils) in enumerate(able.items())
            ]
            ways = list(able.items())
            best, step, chosen = inf, Plan(), None
            for least, order in sorted(costs):
                if least >= best:
                    break
                (school, change), pupils = ways[order]
                found = self._step(scope, school, change, need.by, plan)
                if found.worth / min(pupils, short) < best:
                    best, step, chosen = found.worth / min(pupils, short), found, (school, change)
            if chosen is None or plan.worth + step.worth >= limit:
                return None
            plan.add(step)
            short -= able[chosen]
            left = [
                (school, pupils, changes)
                for school, pupils, changes in left
                if school is not chosen[0] or chosen[1] not in changes
            ]
        return plan

    def _step(self, scope: Scope, school: School, change: Change, by: int, before: Plan) -> Plan:
        """What to withhold for a change to show nowhere, beside what is withheld by a plan."""
        cells = change.cells()
        here, total = cells & _left(school, before), self._page.total
        step = Plan(self._worth(here), {school: here})
        if told := cells & _left(total, before):
            in_total = Plan(_TOTAL * self._worth(told), {total: told})
            elsewhere = self._elsewhere(school, change.back(), by) if scope is school else None
            if elsewhere is None or elsewhere.worth > in_total.worth:
                elsewhere = in_total
            step.add(elsewhere)
        return step

    def _elsewhere(self, school: School, change: Change, by: int) -> Plan | None:
        """What to withhold in other schools so that enough pupils there can undergo a change."""
        cells, short = change.cells(), by - self._audit.supply(school, change, by)
        found: list[tuple[float, int, School]] = []
        for order, other in enumerate(self._page.schools):
            if short <= 0 or len(found) == _SCHOOLS:
                break
            if other is not school and cells & other.shown and other.pupils.able(change):
                able = min(other.pupils.able(change), short)
                found.append((self._worth(cells & other.shown) / able, order, other))
        plan = Plan()
        for _, _, other in sorted(found, key=itemgetter(0, 1)):
            if short > 0:
                plan.add(Plan(self._worth(cells & other.shown), {other: cells & other.shown}))
                short -= other.pupils.able(change)
        return plan if short <= 0 else None

    def _worth(self, cells: Bits) -> int:
        tiers, parties = (cells & self._tiers).bit_count(), (cells & self._parties).bit_count()
        return cells.bit_count() + (_TIER - 1) * tiers + (_PARTY - 1) * parties


def _left(scope: Scope, plan: Plan) -> Bits:
    """What a plan leaves to be shown."""
    return scope.shown & ~plan.cells.get(scope, 0)


def _movers(
    schools: Sequence[School], need: Need, group: int
) -> Iterator[tuple[School, int, list[Change]]]:
    """Pupils who could meet a need, with the changes by which they would: not many more than it
    takes, unless all of one school."""
    found = 0
    for school in schools:
        for mover in school.pupils.movers[group]:
            if bool(mover.state.cells & need.cell) != need.up:
                ways = (
                    cells for cells, cores in mover.state.ways(need.cell) if cores & mover.cores
                )
                changes = [mover.state.change(cells) for cells in islice(ways, _CHANGES)]
                if changes:
                    found += mover.pupils
                    yield school, mover.pupils, changes
        if found > _PUPILS * need.by:
            return
