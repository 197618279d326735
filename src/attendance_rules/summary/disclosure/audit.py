"""Whether every withheld count of a page keeps a range of values, whatever is shown beside it.

An audit commonly finds the bounds of each withheld count by linear programming. Here they are shown
by example, which is quicker, and exact for whole numbers: other pupils, whom the rules allow, for
whom the very same page would be printed and the count would be another. They differ from the pupils
there are in one way: some of a school have another core and other answers in one group of
obligations, by which only withheld counts change. Where the total of all schools shows one of
these, as many pupils of other schools differ the other way round: four corners of a rectangle, of
schools by answers, as in the hypercube method (Repsilber; Giessing and Repsilber, 2002).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attendance_rules.summary.disclosure.page import Page, School, Scope
from attendance_rules.summary.disclosure.published import Bits, numbers
from attendance_rules.summary.disclosure.states import Change


class Need(NamedTuple):
    """That a count could as well be higher by so many pupils, or if not `up`, lower."""

    cell: Bits
    up: bool
    by: int


class Audit:
    """What is protected on a page as it stands. Meanwhile less may come to be shown, never more."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._met: set[tuple[Scope, Need]] = set()
        self._found: dict[Change, list[tuple[School, int]]] = {}

    def unmet(self) -> Iterator[tuple[Scope, Sequence[Need]]]:
        """The withheld counts that are not protected, each with needs of which one must be met."""
        for scope in self._page.scopes:
            for choice in needs(self._page, scope):
                if not self.protects(scope, choice):
                    yield scope, choice

    def protects(self, scope: Scope, choice: Sequence[Need]) -> bool:
        """Whether one of the needs of a scope is met, or nothing is shown that bears on it."""
        page = self._page
        bearing = (scope, page.total) if isinstance(scope, School) else page.scopes
        if not any(bears.shown for bears in bearing):
            return True
        return any((scope, need) in self._met or self._meets(scope, need) for need in choice)

    def _meets(self, scope: Scope, need: Need) -> bool:
        """Whether other pupils meet a need, and nobody sees it: of a school, pupils of whom nothing
        that changes is shown there, and what is shown in the total is made up for by others; of the
        total, pupils of any schools of whom nothing that changes is shown at all."""
        own = (scope,) if isinstance(scope, School) else self._page.schools
        total = self._page.total.shown
        for group in own[0].pupils.groups(need.cell):
            found = 0
            for school in own:
                shown = school.shown if school is scope else school.shown | total
                for mover in school.pupils.movers[group]:
                    state = mover.state
                    if bool(state.cells & need.cell) == need.up:
                        continue
                    for cells, cores in state.ways(need.cell):
                        if cells & shown or not cores & mover.cores:
                            continue
                        if not cells & total or self._is_made_up_for(
                            school, state.change(cells), need.by
                        ):
                            found += mover.pupils
                            break
                    if found >= need.by:
                        self._met.add((scope, need))
                        return True
        return False

    def _is_made_up_for(self, school: School, change: Change, by: int) -> bool:
        return self.supply(school, change.back(), by) >= by

    def supply(self, school: School, change: Change, enough: int) -> int:
        """How many pupils of other schools can undergo a change that shows nowhere in these; some
        number that is enough, if there are more."""
        found = self._found.get(change, [])
        if sum(able for other, able in found if other is not school) < enough:
            found = self._found[change] = list(self._able(school, change, enough))
        return sum(able for other, able in found if other is not school)

    def _able(self, school: School, change: Change, enough: int) -> Iterator[tuple[School, int]]:
        for other in self._page.schools:
            if not change.cells() & other.shown and (able := other.pupils.able(change)):
                yield other, able
                if other is not school:
                    enough -= able
            if enough <= 0:
                return


def needs(page: Page, scope: Scope) -> Iterator[Sequence[Need]]:
    """What protects the withheld counts of a scope: of each sequence one.

    Of a count under the threshold the range is from the lowest that the rules allow, which is 0
    unless they fix it, and as wide as the threshold. So it is for a count of pupils of whom
    something is not known, but from 1: it is shown where there are none. Of a count that is not
    under the threshold the range is as wide, wherever it lies. Where the rules and the number of
    pupils leave less, all of it is the range.
    """
    threshold, published = page.threshold, page.published
    for number in numbers(published.all & ~scope.shown):
        cell, count = 1 << number, scope.counts[number]
        least = max(scope.least[number], int(bool(cell & published.open and count)))
        below, above = max(count - least, 0), max(scope.most[number] - count, 0)
        if count < threshold:
            above = min(above, least + threshold - count)
            yield from ([Need(cell, up, by)] for up, by in ((False, below), (True, above)) if by)
        elif cell & published.printed:
            width = min(threshold, below + above)
            if below >= width or above >= width:
                ways = ((False, below), (True, above))
                yield [Need(cell, up, width) for up, room in ways if room >= width]
            else:
                yield [Need(cell, False, below)]
                yield [Need(cell, True, width - below)]
