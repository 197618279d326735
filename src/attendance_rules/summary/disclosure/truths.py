"""What the tests of the rules say of facts, in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from attendance_rules.engines.frames.backends.polars_backend import EagerPolars
from attendance_rules.engines.frames.inputs import Inputs
from attendance_rules.policy import Policy
from attendance_rules.program.program import Atom

_TYPES: Final = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}


def truths(policy: Policy, facts: pl.DataFrame, tests: Sequence[Atom]) -> pl.DataFrame:
    """A column for each test, named by its place: whether it holds, null where that is unknown.

    `facts` has a column for some or all facts.
    """
    columns = {fact.name: fact.name for fact in policy.program.facts}
    kind = EagerPolars(facts)
    kind.lead_with(())
    table = kind.table({name: name for name in facts.columns}).collect()
    inputs = Inputs(policy.program, policy.edition, columns, table.schema, kind, checked=True)
    height = pl.repeat(None, facts.height, eager=True).alias("")
    named = [inputs.test(test).alias(str(number)) for number, test in enumerate(tests)]
    found = pl.DataFrame([height]).hstack(table.get_columns()).with_columns(inputs.word_columns())
    return found.with_columns(named).select(str(number) for number in range(len(tests)))


def schema(policy: Policy, facts: Sequence[str]) -> dict[str, type[pl.DataType]]:
    """The types of the columns of some facts."""
    kinds = {fact.name: fact.kind for fact in policy.program.facts}
    return {name: _TYPES[kinds[name]] for name in facts}
