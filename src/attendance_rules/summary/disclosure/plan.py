"""Which further counts to withhold so that a withheld one is protected, and what they are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from attendance_rules.summary.disclosure.audit import Audit, Need
from attendance_rules.summary.disclosure.movers import Mover
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
        """The plan of least worth that was found to meet one of some needs; None if there is none.

        Greedy: of all changes that would help, the one that costs least for each pupil comes first.
        """
        own = (scope,) if isinstance(scope, School) else self._page.schools
        for group in own[0].pupils.groups(choice[0].cell):
            plans = [self._plan(scope, own, need, group) for need in choice]
            if found := [plan for plan in plans if plan is not None]:
                return min(found, key=lambda plan: plan.worth)
        return None

    def _plan(self, scope: Scope, schools: Sequence[School], need: Need, group: int) -> Plan | None:
        left = [
            (school, mover.pupils, _changes(mover, need.cell))
            for school in schools
            for mover in school.pupils.movers[group]
            if bool(mover.state.cells & need.cell) != need.up
        ]
        plan, short = Plan(), need.by
        while short > 0:
            able: dict[tuple[School, Change], int] = defaultdict(int)
            for school, pupils, changes in left:
                for change in changes:
                    able[school, change] += pupils
            found: tuple[float, Plan, School, Change] | None = None
            for (school, change), pupils in able.items():
                helped = min(pupils, short)
                own = self._worth(change.cells() & school.shown & ~plan.cells.get(school, 0))
                if found is None or own / helped < found[0]:
                    step = self._step(scope, school, change, need.by, plan)
                    if found is None or step.worth / helped < found[0]:
                        found = step.worth / helped, step, school, change
            if found is None:
                return None
            _, step, school, change = found
            plan.add(step)
            short -= able[school, change]
            left = [one for one in left if one[0] is not school or change not in one[2]]
        return plan

    def _step(self, scope: Scope, school: School, change: Change, by: int, before: Plan) -> Plan:
        """What to withhold for a change to show nowhere, beside what is withheld by the plan."""

        def shown(where: Scope) -> Bits:
            return change.cells() & where.shown & ~before.cells.get(where, 0)

        step = Plan(self._worth(shown(school)), {school: shown(school)})
        total = self._page.total
        if shown(total):
            in_total = Plan(_TOTAL * self._worth(shown(total)), {total: shown(total)})
            elsewhere = self._elsewhere(school, change.back(), by) if scope is school else None
            if elsewhere is None or elsewhere.worth > in_total.worth:
                elsewhere = in_total
            step.add(elsewhere)
        return step

    def _elsewhere(self, school: School, change: Change, by: int) -> Plan | None:
        """What to withhold in other schools so that enough pupils there can undergo a change."""
        short = by - self._audit.supply(school, change, by)
        found: list[tuple[float, int, School]] = []
        for other in self._page.schools:
            if short <= 0 or len(found) == _SCHOOLS:
                break
            seen = change.cells() & other.shown
            if other is not school and seen and (able := other.pupils.able(change)):
                found.append((self._worth(seen) / min(able, short), able, other))
        plan = Plan()
        for _, able, other in sorted(found, key=lambda one: one[:2]):
            if short > 0:
                cells = change.cells() & other.shown
                plan.add(Plan(self._worth(cells), {other: cells}))
                short -= able
        return plan if short <= 0 else None

    def _worth(self, cells: Bits) -> int:
        tiers, parties = (cells & self._tiers).bit_count(), (cells & self._parties).bit_count()
        return cells.bit_count() + (_TIER - 1) * tiers + (_PARTY - 1) * parties


def _changes(mover: Mover, cell: Bits) -> list[Change]:
    ways = (cells for cells, cores in mover.state.ways(cell) if cores & mover.cores)
    return [mover.state.change(cells) for cells in islice(ways, _CHANGES)]
