"""ZEN, by `zen-engine`: compiled expressions and a decision table, on facts as JSON text.

JSON text is the form of facts that ZEN takes fastest; what is unknown is left out, which it reads
as null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import zen

from attendance_rules.program.program import Program
from benchmarks.one_pupil.contestant import STATUS, Contestant, Statuses, obligations
from benchmarks.one_pupil.peers.zen_graph import graph
from benchmarks.one_pupil.pupils import Pupils
from benchmarks.one_pupil.translate import Dialect, Translator, Values, groups, spread, statuses

DIALECT = Dialect(" and ", " or ", "not ", names=True)
TABLE_DIALECT = Dialect(" and ", " or ", "not ", names=False)
"""Within a cell of a decision table no value can be named."""
KEY = "obligations"


def contestants(program: Program, pupils: Pupils, values: Values) -> Iterator[Contestant]:
    facts = [_text(program, one) for one in pupils.values]
    translator = Translator(program, DIALECT, values)
    plain = zen.compile_expression(translator.list())
    yield Contestant("zen-list", "ZEN, one expression", plain.evaluate, facts, statuses)
    branching = zen.compile_expression(translator.branching())
    shape = groups(program)
    yield Contestant(
        "zen-branching",
        "ZEN, one expression with branches",
        branching.evaluate,
        facts,
        lambda answers: spread(answers, shape),
    )
    content = {KEY: graph(program, Translator(program, TABLE_DIALECT, values), values)}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    names = [rule.name for rule in obligations(program)]
    yield Contestant(
        "zen-table",
        "ZEN, decision table",
        lambda one: engine.evaluate(KEY, one),
        facts,
        lambda answer: _rows(answer["result"], names),
    )


def _text(program: Program, values: tuple[Any, ...]) -> str:
    names = (fact.name for fact in program.facts)
    known = {name: one for name, one in zip(names, values, strict=True) if one is not None}
    return json.dumps(known, separators=(",", ":"))


def _rows(rows: list[dict[str, Any]], names: list[str]) -> Statuses:
    """The rows that were hit; an obligation without one is not required."""
    hit = {row["obligation"]: row.get("status", STATUS[True]) for row in rows}
    return tuple(hit.get(name, STATUS[False]) for name in names)
