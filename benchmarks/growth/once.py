"""What comes once: loading the rules, building the engines, and the first decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from attendance_rules import Policy, load_policy
from attendance_rules.engines.durable import DurableEngine
from attendance_rules.engines.python import PythonEngine
from benchmarks.growth.engines import relation
from benchmarks.growth.pupils import Pupils

STEPS = {
    "load": "load_policy, from the files",
    "first": "the first decide, all in all",
    "python": "of that: generating and compiling Python",
    "durable": "of that: durable-rules",
    "polars": "the first decide_frame, one pupil, Polars, wide",
    "long": "the first decide_frame, one pupil, Polars, long",
    "duckdb": "the first decide_frame, one pupil, DuckDB, wide",
}


def once(
    folder: Path | None, policy: Policy, pupils: Pupils, rounds: int
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each step as something to be run once a round, after one run unmeasured."""
    program, edition = policy.program, policy.edition
    given, values, one = pupils.given[0], pupils.values[0], pupils.table.head(1)
    in_duckdb = relation(one)
    # Each round has policies of its own, which have decided for nobody.
    policies = {
        step: iter([Policy(edition) for _ in range(rounds + 1)])
        for step in ("first", "polars", "long", "duckdb")
    }
    yield "load", lambda: load_policy(folder)
    yield "first", lambda: next(policies["first"]).decide(given)
    yield "python", lambda: PythonEngine(program)
    yield "durable", lambda: DurableEngine(program).evaluate(values)
    yield "polars", lambda: next(policies["polars"]).decide_frame(one)
    yield "long", lambda: next(policies["long"]).decide_frame(one, form="long")
    yield "duckdb", lambda: next(policies["duckdb"]).decide_frame(in_duckdb).to_arrow_table()
