"""The engines that are measured, each with its way of deciding, and whether they all agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import polars as pl

from attendance_rules import Policy
from attendance_rules.decision.actions import NOT_REQUIRED
from attendance_rules.engines.durable import DurableEngine
from attendance_rules.engines.python import PythonEngine
from attendance_rules.errors import EnginesDisagreeError
from attendance_rules.program.kleene import STATUS
from benchmarks.growth.pupils import Pupils
from benchmarks.part import DifferenceError

Statuses = Mapping[str, str]
"""The status of each obligation that the answer tells of, for one pupil."""


@dataclass(frozen=True, slots=True)
class Work:
    """`run` is timed on each of `inputs`, which hold so many pupils together.

    `statuses` reads an answer and is never timed.
    """

    run: Callable[[Any], Any]
    inputs: Sequence[Any] = field(repr=False)
    pupils: int
    statuses: Callable[[Any], Iterable[Statuses]]


@dataclass(frozen=True, slots=True)
class Engine:
    """A way of deciding, by name, and the work that it makes of some pupils under a policy."""

    key: str
    name: str
    prepare: Callable[[Policy, Pupils], Work]


def compare(policy: Policy, pupils: Pupils, which: str) -> None:
    """Raises `DifferenceError` unless all engines agree on each obligation of each pupil."""
    try:
        expected = [policy.decide(facts).statuses for facts in pupils.given]
    except EnginesDisagreeError as error:
        raise DifferenceError(str(error)) from None
    told = {name for name, one in policy.edition.obligations.items() if not one.standing}
    for engine in ENGINES:
        work = engine.prepare(policy, pupils)
        answers = (statuses for one in work.inputs for statuses in work.statuses(work.run(one)))
        for given, right in zip(answers, expected, strict=True):
            if lacking := told - given.keys():
                raise DifferenceError(f"{which}: {engine.name}: no answer for `{min(lacking)}`")
            for name, status in given.items():
                if status != right[name]:
                    raise DifferenceError(f"{which}: {engine.name}: another answer for `{name}`")


def _decide(policy: Policy, pupils: Pupils) -> Work:
    return Work(policy.decide, pupils.given, len(pupils.given), lambda one: [one.statuses])


def _durable(policy: Policy, pupils: Pupils) -> Work:
    return _alone(DurableEngine(policy.program), policy, pupils)


def _python(policy: Policy, pupils: Pupils) -> Work:
    return _alone(PythonEngine(policy.program), policy, pupils)


def _alone(engine: DurableEngine | PythonEngine, policy: Policy, pupils: Pupils) -> Work:
    def statuses(values: tuple[int, ...]) -> list[Statuses]:
        pairs = zip(policy.program.rules, values, strict=True)
        return [{rule.name: STATUS[one] for rule, one in pairs if rule.role == "obligation"}]

    return Work(engine.evaluate, pupils.values, len(pupils.values), statuses)


def _wide(policy: Policy, pupils: Pupils) -> Work:
    table = pupils.table
    return Work(policy.decide_frame, [table], table.height, lambda answer: _rows(policy, answer))


def _duckdb(policy: Policy, pupils: Pupils) -> Work:
    return Work(
        lambda table: policy.decide_frame(table).to_arrow_table(),
        [relation(pupils.table)],
        pupils.table.height,
        lambda answer: _rows(policy, pl.DataFrame(answer)),
    )


def relation(table: pl.DataFrame) -> Any:
    """A table as DuckDB holds it, in memory."""
    connection = duckdb.connect()
    connection.register("given", table.to_arrow())
    connection.execute("create table pupils as select * from given")
    return connection.table("pupils")


def _rows(policy: Policy, answer: pl.DataFrame) -> Iterable[Statuses]:
    in_order = answer.sort(pl.col("pupil_id").cast(pl.Int64))
    return in_order.select(*policy.edition.obligations).iter_rows(named=True)


def _long(policy: Policy, pupils: Pupils) -> Work:
    obligations = policy.edition.obligations
    others = {name: NOT_REQUIRED for name, one in obligations.items() if not one.standing}

    def statuses(answer: pl.DataFrame) -> Iterable[Statuses]:
        found = [dict(others) for _ in range(pupils.table.height)]
        for pupil, name, status in answer.select("pupil_id", "obligation", "status").iter_rows():
            found[int(pupil)][name] = status
        return found

    table = pupils.table
    return Work(lambda one: policy.decide_frame(one, form="long"), [table], table.height, statuses)


ONE_PUPIL = (
    Engine("decide", "decide, both engines", _decide),
    Engine("durable", "durable-rules alone", _durable),
    Engine("python", "generated Python alone", _python),
)
TABLES = (
    Engine("wide", "Polars, wide table", _wide),
    Engine("long", "Polars, long table", _long),
    Engine("duckdb", "DuckDB, wide table", _duckdb),
)
ENGINES = (*ONE_PUPIL, *TABLES)
