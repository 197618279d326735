"""The pupils of a table by kind: those for whom an obligation misses the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from attendance_rules.decision.actions import NOT_REQUIRED
from attendance_rules.decision.decision import Decision
from attendance_rules.policy import Policy
from attendance_rules.program.analysis.ways import below
from attendance_rules.program.program import AtLeast, Atom, Condition, Program, Reaches, atoms

_ROW = "row"
_KIND = "kind"


@dataclass(frozen=True, slots=True, repr=False)
class Kinds:
    """Rows of a table in kinds, by the condition of some obligations and parts, or of the tiers."""

    steps: tuple[str, ...]
    """Obligations, and parts as `obligation#part`; none for the tiers."""
    rows: Sequence[pl.Series]

    @property
    def is_of_tiers(self) -> bool:
        return not self.steps

    def missing(self, decision: Decision) -> Mapping[str, int]:
        """The facts that are missing for one of the steps or more, and for how many."""
        found: Counter[str] = Counter()
        actions = {action.obligation: action for action in decision.actions}
        for step in self.steps:
            name, _, part = step.partition("#")
            action = actions.get(name)
            if action is None:
                continue
            if not part:
                found.update(action.missing)
            else:
                of = next(answer for answer in action.parts if answer.part == part)
                found.update(of.missing)
        return found


def kinds_of(policy: Policy, facts: pl.DataFrame, answers: pl.DataFrame) -> Iterator[Kinds]:
    """The rows of which something is not known, by each condition that is asked.

    `answers` are those for `facts`, in the wide form.
    """
    program = policy.program
    if facts.width == 0:
        facts = pl.DataFrame({"": pl.repeat(None, len(answers), eager=True)})
    by_condition: dict[Condition, list[str]] = {}
    for step in program.rules:
        if step.role in ("obligation", "part"):
            by_condition.setdefault(step.condition, []).append(step.name)
    for steps in by_condition.values():
        owed = (answers[step.partition("#")[0]] != NOT_REQUIRED for step in steps)
        yield Kinds(tuple(steps), _kinds(program, steps[:1], facts, reduce(or_, owed)))
    yield Kinds((), _kinds(program, program.tiers, facts, answers["tier"].is_null()))


def _kinds(
    program: Program, steps: Sequence[str], facts: pl.DataFrame, where: pl.Series
) -> list[pl.Series]:
    asked = dict.fromkeys(
        atom
        for step in steps
        for condition in below(program, step).values()
        for atom in atoms(condition)
    )
    columns = set(facts.columns)
    keys = dict.fromkeys(key for atom in asked for key in _keys(program, atom, columns))
    table = facts.with_row_index(_ROW).filter(where)
    if table.is_empty():
        return []
    told = [_expression(key).alias(str(number)) for number, key in enumerate(keys)]
    if not told:
        return [table[_ROW]]
    grouped = table.select(_ROW, *told).group_by(pl.exclude(_ROW), maintain_order=True)
    return list(grouped.agg(pl.col(_ROW))[_ROW])


Key = tuple[str, ...]
"""What is told of a fact or rate: its name, and how it is compared."""


def _keys(program: Program, atom: Atom, columns: set[str]) -> Iterator[Key]:
    """What tells apart the pupils for whom a test is not answered alike. A fact that the table does
    not have is unknown for all, so it tells nobody apart."""
    match atom:
        case Reaches():
            rate = next(rate for rate in program.rates if rate.name == atom.rate)
            yield from (("known", name) for name in (rate.part, rate.whole) if name in columns)
            if rate.whole in columns:
                yield "zero", rate.whole
            if {rate.part, rate.whole} <= columns:
                sign = ">" if atom.strictly else ">="
                yield "rate", rate.part, rate.whole, sign, str(atom.bound)
        case AtLeast():
            if atom.fact in columns:
                yield "count", atom.fact, str(atom.bound)
        case _:
            if atom.fact in columns:
                yield "value", atom.fact


def _expression(key: Key) -> pl.Expr:
    match key:
        case ("known", name):
            return pl.col(name).is_not_null()
        case ("zero", name):
            return pl.col(name) == 0
        case ("count", name, bound):
            return pl.col(name) >= int(bound)
        case ("rate", part, whole, sign, bound):
            scaled, least = pl.col(part) * 10_000, pl.col(whole) * int(bound)
            return scaled > least if sign == ">" else scaled >= least
        case _:
            return pl.col(key[1])
