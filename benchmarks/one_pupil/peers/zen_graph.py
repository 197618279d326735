"""Program → a ZEN decision graph: tiers and definitions first, then one decision table.

The table has a row for each obligation, a column for each tier or definition that obligations begin
with, and a column for the rest of the condition. It collects the rows that are hit. Of three
values, a row is hit if its obligation may be required, and its status says whether it must be.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from attendance_rules.program.program import Condition, Program, Ref
from benchmarks.one_pupil.contestant import STATUS, obligations
from benchmarks.one_pupil.translate import ALWAYS, Translator, Values, groups

Content = dict[str, Any]


def graph(program: Program, translator: Translator, values: Values) -> Content:
    """The content of the graph, as its JSON has it."""
    gates = [group.gate for group in groups(program) if group.gate is not None]
    columns = {gate: f"gate_{n}" for n, gate in enumerate(dict.fromkeys(gates))}
    nodes = [
        _node("input", "inputNode", {}),
        _node("gates", "expressionNode", _gates(columns, translator, values)),
        _node("table", "decisionTableNode", _table(program, columns, translator, values)),
        _node("output", "outputNode", {}),
    ]
    edges = [
        {"id": f"{one['id']}-{next_one['id']}", "type": "edge"}
        | {"sourceId": one["id"], "targetId": next_one["id"]}
        for one, next_one in pairwise(nodes)
    ]
    return {"nodes": nodes, "edges": edges}


def _node(name: str, kind: str, content: Content) -> Content:
    return {"id": name, "name": name, "type": kind, "content": content}


def _gates(columns: dict[str, str], translator: Translator, values: Values) -> Content:
    expressions = []
    for gate, column in columns.items():
        wide = translator.reading(Ref(gate), "known" if values == 2 else "possible")
        expressions.append({"id": column, "key": column, "value": wide})
        if values == 3:
            sure = f"{column}_certain"
            certain = translator.reading(Ref(gate), "certain")
            expressions.append({"id": sure, "key": sure, "value": certain})
    return {"expressions": expressions, "passThrough": True}


def _table(
    program: Program, columns: dict[str, str], translator: Translator, values: Values
) -> Content:
    inputs = [{"id": column, "name": gate, "field": column} for gate, column in columns.items()]
    fields = ["obligation"] if values == 2 else ["obligation", "status"]
    names = iter([rule.name for rule in obligations(program)])
    rules = []
    for group in groups(program):
        for condition in group.conditions:
            name = next(names)
            rule = {"_id": name, "obligation": json.dumps(name)}
            rule |= {
                column: "true" if gate == group.gate else "" for gate, column in columns.items()
            }
            wide = translator.reading(condition, "known" if values == 2 else "possible")
            rule["when"] = "" if condition == ALWAYS else wide
            if values == 3:
                sure = [] if group.gate is None else [f"{columns[group.gate]}_certain"]
                rule["status"] = _status(sure, condition, translator)
            rules.append(rule)
    return {
        "hitPolicy": "collect",
        "inputs": [*inputs, {"id": "when", "name": "when"}],
        "outputs": [{"id": field, "name": field, "field": field} for field in fields],
        "rules": rules,
        "passThrough": False,
    }


def _status(sure: list[str], condition: Condition, translator: Translator) -> str:
    """The status of a row that is hit: an expression."""
    required, undetermined = json.dumps(STATUS[True]), json.dumps(STATUS[None])
    if condition != ALWAYS:
        sure = [*sure, translator.reading(condition, "certain")]
    return f"{' and '.join(sure)} ? {required} : {undetermined}" if sure else required
