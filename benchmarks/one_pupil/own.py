"""What the project itself offers, from the generated function to a decision as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from attendance_rules import Decision, Policy
from attendance_rules.engines import durable
from attendance_rules.engines.python import PythonEngine
from attendance_rules.program.kleene import STATUS
from attendance_rules.program.program import Program
from benchmarks.one_pupil.contestant import STATUS as WORDS
from benchmarks.one_pupil.contestant import Contestant, Statuses, obligations
from benchmarks.one_pupil.pupils import Pupils


def expected(policy: Policy, pupils: Pupils) -> list[Statuses]:
    """The right answers: those that `decide` gives, on which its engines agree."""
    names = [rule.name for rule in obligations(policy.program)]
    decisions = map(policy.decide_checked, pupils.checked())
    return [tuple(decision.statuses[name] for name in names) for decision in decisions]


def python_alone(program: Program, pupils: Pupils) -> Contestant:
    """Generated Python with no more to do than the peers: the obligations without their parts."""
    without_parts = replace(
        program, rules=tuple(rule for rule in program.rules if rule.role != "part")
    )
    engine = PythonEngine(without_parts)
    return Contestant(
        "python", "Generated Python", engine.evaluate, pupils.values, _Reader(without_parts)
    )


def with_parts(policy: Policy, pupils: Pupils) -> Iterator[Contestant]:
    """All that a decision holds: the obligations and their parts."""
    program = policy.program
    read = _Reader(program)
    evaluate = PythonEngine(program).evaluate
    yield Contestant("python-parts", "Generated Python, with parts", evaluate, pupils.values, read)
    yield Contestant(
        "python-checked",
        "The same, input checked",
        lambda facts: evaluate(policy.read(facts).values),
        pupils.given,
        read,
    )
    if durable.available():
        engine = durable.DurableEngine(program)
        yield Contestant("durable", "durable-rules", engine.evaluate, pupils.values, read)
    names = [rule.name for rule in obligations(program)]
    yield Contestant(
        "decide",
        "decide",
        policy.decide,
        pupils.given,
        lambda decision: _of_decision(decision, names),
    )
    yield Contestant(
        "actions",
        "decide, then .actions",
        lambda facts: policy.decide(facts).actions,
        pupils.given,
        lambda actions: _of_actions([one.to_dict() for one in actions], names),
    )
    yield Contestant(
        "to-dict",
        "decide, then .to_dict()",
        lambda facts: policy.decide(facts).to_dict(),
        pupils.given,
        lambda plain: _of_actions(plain["actions"], names),
    )


class _Reader:
    """Reads the obligations' statuses from the values of all rules."""

    def __init__(self, program: Program) -> None:
        self._places = [n for n, rule in enumerate(program.rules) if rule.role == "obligation"]

    def __call__(self, values: tuple[int, ...]) -> Statuses:
        return tuple(STATUS[values[place]] for place in self._places)


def _of_decision(decision: Decision, names: Sequence[str]) -> Statuses:
    return tuple(decision.statuses[name] for name in names)


def _of_actions(actions: Sequence[dict[str, Any]], names: Sequence[str]) -> Statuses:
    """Actions are what is required and what is undetermined; the rest is not required."""
    found = {action["obligation"]: action["status"] for action in actions}
    return tuple(found.get(name, WORDS[False]) for name in names)
