"""Primary and secondary suppression: which counts are shown, and which are withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from attendance_rules.policy import Policy
from attendance_rules.summary.disclosure.audit import Audit
from attendance_rules.summary.disclosure.page import Page, Scope, make_page
from attendance_rules.summary.disclosure.plan import Plan, Planner
from attendance_rules.summary.disclosure.published import numbers
from attendance_rules.summary.tally import Tally

Shown = frozenset[int]
"""The events, by their number, whose counts may be seen."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be seen of a tally: of the whole file, and of each school."""

    all: Shown
    schools: Mapping[str | None, Shown]


def suppress(policy: Policy, tally: Tally, threshold: int, by_school: bool) -> Figures:
    """What may be seen when counts below a threshold must not be; all of it, if that is 0.

    Unless `by_school`, nothing of single schools is.
    """
    every = frozenset(range(len(tally.events)))
    if threshold == 0:
        return Figures(every, dict.fromkeys(tally.schools, every))
    # Of one school alone, what is shown of it is what is shown of all.
    page = make_page(policy, tally, threshold, by_school and len(tally.schools) > 1)
    protect(page)

    def seen(scope: Scope) -> Shown:
        pupils = {0} if scope.counts[0] >= threshold else set()
        return frozenset(pupils | set(numbers(scope.shown)))

    total = seen(page.total)
    if not page.by_school:
        return Figures(total, dict.fromkeys(tally.schools, total) if by_school else {})
    return Figures(total, dict(zip(tally.schools, map(seen, page.schools), strict=True)))


def protect(page: Page) -> None:
    """Take counts off a page until all that are withheld are protected."""
    audit = Audit(page)
    while unmet := list(audit.unmet()):
        for scope, choice in unmet:
            if not audit.protects(scope, choice):
                plan = Planner(page, audit).plan(scope, choice) or _everything(page, scope)
                plan.carry_out()


def _everything(page: Page, scope: Scope) -> Plan:
    """To withhold all of a scope; or if that is done, all of the total; or else all there is."""
    for scopes in ((scope,), (page.total,), page.schools):
        if any(each.shown for each in scopes):
            return Plan(0, {each: each.shown for each in scopes})
    raise AssertionError("what bears on nothing shown is not audited")
