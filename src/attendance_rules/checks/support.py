"""Whether the support of a tier goes on in the tiers above it, judged on the Program.

Whoever is in a higher tier has missed more, or a larger share. So what could end on the way up is
a tier that the next one's way in does not open, and an obligation that asks for a low rate.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attendance_rules.program.analysis.satisfiability import possible
from attendance_rules.program.program import All, Any, Condition, Not, Program, Reaches, Ref


def tiers_not_continued(program: Program) -> Iterator[tuple[str, str]]:
    """The rules of a tier and of the next one up that does not bring its support."""
    for below, above in pairwise(program.tiers):
        if possible(program, All((Ref(above), Not(Ref(below))))):
            yield below, above


def ends_with_a_rate(program: Program) -> Iterator[tuple[str, str]]:
    """The obligations and parts that end when a rate rises by which tiers are entered."""
    rates = {rate for tier in program.tiers for rate, _ in _limits(program, Ref(tier), True)}
    for rule in program.rules:
        if rule.role in ("obligation", "part"):
            limits = dict.fromkeys(_limits(program, rule.condition, True))
            for rate, rising in limits:
                if rate in rates and not rising:
                    yield rule.name, rate


def _limits(program: Program, condition: Condition, rising: bool) -> Iterator[tuple[str, bool]]:
    """The rates on which a condition rests, and whether more of the rate speaks for it."""
    match condition:
        case Reaches():
            yield condition.rate, rising
        case Ref():
            yield from _limits(program, program.rule(condition.rule).condition, rising)
        case Not():
            yield from _limits(program, condition.of, not rising)
        case All() | Any():
            for operand in condition.of:
                yield from _limits(program, operand, rising)
        case _:
            return
