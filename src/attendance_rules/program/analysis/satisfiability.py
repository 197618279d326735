"""Whether a condition can hold for anybody, judged on the Program by going through the cases.

Every rate and fact is taken as free of the others. So what cannot hold is said to be impossible
only where that does not hang on how two counts hang together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from math import prod

from attendance_rules.program.analysis.ways import below, subject
from attendance_rules.program.program import (
    All,
    Any,
    AtLeast,
    Atom,
    Condition,
    Holds,
    Not,
    OneOf,
    Program,
    Reaches,
    Ref,
    atoms,
    leaves,
)

MOST_CASES = 10_000
"""Nothing is said of what has more cases than these."""


def empty_tiers(program: Program) -> Iterator[str]:
    """The rules of the tiers that nobody is in without being in the next one up, too."""
    for tier, above in pairwise([*program.tiers, None]):
        assert tier is not None
        alone: Condition = Ref(tier)
        if above is not None:
            alone = All((alone, Not(Ref(above))))
        if possible(program, alone) is False:
            yield tier


def possible(program: Program, condition: Condition) -> bool | None:
    """Whether a condition over rules can hold; None where there are too many cases to try."""
    conditions: dict[str, Condition] = {}
    for leaf in leaves(condition):
        assert isinstance(leaf, Ref)
        conditions |= below(program, leaf.rule)
    found: dict[str, list[Atom]] = {}
    for one in conditions.values():
        for atom in atoms(one):
            found.setdefault(subject(atom), []).append(atom)
    choices = [_cases(program, together) for together in found.values()]
    if prod(map(len, choices)) > MOST_CASES:
        return None
    return any(
        _holds(condition, conditions, frozenset().union(*case)) for case in product(*choices)
    )


def _cases(program: Program, together: Sequence[Atom]) -> list[frozenset[Atom]]:
    """Which of the atoms about one fact or rate hold, for each value that they tell apart."""
    values: list[object] = [False, True]
    if isinstance(together[0], OneOf):
        values = list(program.fact(together[0].fact).words)
    elif not isinstance(together[0], Holds):
        bounds = {atom.bound for atom in together if isinstance(atom, AtLeast | Reaches)}
        # Just above each bound, too, but no rate above 100%.
        highest = 10_000 if isinstance(together[0], Reaches) else max(bounds)
        tried = {0, highest, *bounds, *(bound + 0.5 for bound in bounds)}
        values = [value for value in tried if 0 <= value <= highest]
    return list(
        dict.fromkeys(frozenset(a for a in together if _meets(a, value)) for value in values)
    )


def _meets(atom: Atom, value: object) -> bool:
    match atom:
        case Holds():
            return value is True
        case OneOf():
            return value in atom.words
        case _:
            assert isinstance(value, int | float)
            strictly = isinstance(atom, Reaches) and atom.strictly
            return value > atom.bound if strictly else value >= atom.bound


def _holds(
    condition: Condition, conditions: Mapping[str, Condition], true: frozenset[Atom]
) -> bool:
    match condition:
        case Ref():
            return _holds(conditions[condition.rule], conditions, true)
        case Not():
            return not _holds(condition.of, conditions, true)
        case All():
            return all(_holds(one, conditions, true) for one in condition.of)
        case Any():
            return any(_holds(one, conditions, true) for one in condition.of)
        case _:
            return condition in true
