"""Tables of what the tests of the rules say: made of facts, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from attendance_rules.engines.frames.backends.polars_backend import EagerPolars, in_memory
from attendance_rules.engines.frames.expressions import stages
from attendance_rules.engines.frames.inputs import Inputs
from attendance_rules.engines.frames.shapes import Shaper
from attendance_rules.policy import Policy
from attendance_rules.program.program import Atom

Truth = tuple[bool | None, ...]
"""What each of some tests says; None where it is not known."""

TYPES: Final = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}
"""The types of columns of facts."""


def truths(
    policy: Policy, facts: pl.DataFrame, tests: Mapping[Atom, str], *, beside: str
) -> pl.DataFrame:
    """A column for each test by the name that is given to it, `beside` one of the table's.

    The table has a column for each fact that is known of somebody.
    """
    kind = EagerPolars(facts)
    kind.lead_with([beside])
    names = {fact.name: fact.name for fact in policy.program.facts}
    table = kind.table({name: name for name in facts.columns if name in names})
    schema = table.collect_schema()
    inputs = Inputs(policy.program, policy.edition, names, schema, kind, checked=True)
    told = [inputs.test(test).alias(name) for test, name in tests.items()]
    table = table.with_columns(inputs.word_columns()).with_columns(told)
    return in_memory(table.select(*kind.leaders(), *tests.values()))


def decided(
    policy: Policy, told: pl.DataFrame, tests: Mapping[Atom, str], obligations: Sequence[str]
) -> pl.DataFrame:
    """`tier` and the status of each obligation, of a table with a column for each test."""
    kind = EagerPolars(told)
    kind.lead_with(())
    tiers = dict(zip(policy.edition.tier_ladder(), policy.program.tiers, strict=True))
    adding, columns = stages(_Told(policy, tests), [*obligations, *tiers.values()])
    table = told.lazy()
    for stage in adding:
        table = table.with_columns(stage)
    return in_memory(Shaper(kind, columns, None).wide(tiers, obligations).of(table, kind))


class _Told:
    """Tests that stand in columns already."""

    def __init__(self, policy: Policy, tests: Mapping[Atom, str]) -> None:
        self.x: Any = pl
        self.program = policy.program
        self._tests = tests

    def test(self, atom: Atom) -> pl.Expr:
        return pl.col(self._tests[atom])
