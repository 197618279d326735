"""Program → nullable boolean columns, stage by stage.

Each distinct test and each distinct condition is one column, computed by the library's own
three-valued logic from the columns of the stages before: nothing is computed twice, and no
expression grows with the depth of the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import reduce
from itertools import groupby
from operator import and_, or_
from typing import TYPE_CHECKING, Protocol

from attendance_rules.program.program import (
    All,
    Any,
    Atom,
    Condition,
    Not,
    Program,
    Ref,
    Rule,
    atoms,
    leaves,
)

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Expr, Library


class Tests(Protocol):
    """A table of which the tests of a Program can be made."""

    program: Program
    x: Library

    def test(self, atom: Atom) -> Expr:
        """Whether an atom holds; null where that is unknown."""


def stages(inputs: Tests, wanted: Collection[str]) -> tuple[list[list[Expr]], dict[str, str]]:
    """The columns to add, a list for each stage, and the name of the column of each rule."""
    rules = _needed(inputs.program, wanted)
    tests = dict.fromkeys(atom for rule in rules for atom in atoms(rule.condition))
    columns: dict[Condition, str] = {atom: f"a{number}" for number, atom in enumerate(tests)}
    found = [[inputs.test(atom).alias(columns[atom]) for atom in tests]]
    of_rule: dict[str, str] = {}
    for _, together in groupby(rules, key=lambda rule: rule.stratum):
        found.append([])
        stage = list(together)
        for rule in stage:
            if rule.condition not in columns:
                expression = _expression(rule.condition, columns, of_rule, inputs.x)
                columns[rule.condition] = f"c{len(columns)}"
                found[-1].append(expression.alias(columns[rule.condition]))
        of_rule |= {rule.name: columns[rule.condition] for rule in stage}
    return [stage for stage in found if stage], of_rule


def _needed(program: Program, wanted: Collection[str]) -> list[Rule]:
    """The wanted rules and those that they refer to, the lowest stratum first."""
    names = set(wanted)
    needed: list[Rule] = []
    for rule in reversed(program.rules):
        if rule.name in names:
            needed.append(rule)
            names |= {leaf.rule for leaf in leaves(rule.condition) if isinstance(leaf, Ref)}
    return needed[::-1]


def _expression(
    condition: Condition, columns: Mapping[Condition, str], of_rule: Mapping[str, str], x: Library
) -> Expr:
    match condition:
        case All(of=()) | Any(of=()):
            return x.lit(isinstance(condition, All))
        case All():
            return reduce(and_, [_expression(one, columns, of_rule, x) for one in condition.of])
        case Any():
            return reduce(or_, [_expression(one, columns, of_rule, x) for one in condition.of])
        case Not():
            return ~_expression(condition.of, columns, of_rule, x)
        case _:
            name = of_rule[condition.rule] if isinstance(condition, Ref) else columns[condition]
            return x.col(name)
