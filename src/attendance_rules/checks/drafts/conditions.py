"""Conditions: every test makes sense, and no definition rests on itself."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.conditions import Test, tests
from attendance_rules.edition.draft import Draft
from attendance_rules.edition.edition import Definition, Fact
from attendance_rules.edition.models import ConditionDefinition, WordFact
from attendance_rules.edition.operands import operand_problem
from attendance_rules.messages.quoting import shown

DEEPEST_DEFINITION = 40
"""So many definitions may rest on one another. The shipped rules need one."""


def conditions_are_typed(draft: Draft, findings: Findings) -> None:
    """Every test names a fact or definition and compares it with what it can be."""
    names = draft.facts.names | draft.definitions.names
    # A name that stands for two things is reported already, and cannot be told what it is.
    twice = draft.definitions.places.keys() & draft.facts.places.keys()
    subjects = {
        name: entry
        for name, entry in {**draft.definitions.entries, **draft.facts.entries}.items()
        if name not in twice
    }
    for condition in draft.conditions:
        for test in tests(condition):
            if findings.full:
                return
            if findings.known("fact", test.subject, names, test.place):
                subject = subjects.get(test.subject)
                if subject is not None:
                    _check_operands(draft, subject, test, findings)


def _check_operands(
    draft: Draft, subject: Fact | Definition, test: Test, findings: Findings
) -> None:
    parameters = draft.parameters
    for operand in test.operands:
        problem = operand_problem(subject, test, operand.value, parameters.places)
        if problem is None:
            continue
        code, message, help = problem
        if code == "unknown-parameter":
            findings.known("parameter", str(operand.value), parameters.names, operand.place)
        else:
            findings.add(operand.place, code, message, help)
        if code == "wrong-comparator":
            return
    values: set[object] = set()
    for operand in test.operands:
        if operand.value in values:
            findings.add(
                operand.place,
                "wrong-condition",
                f"{shown(str(operand.value))} stands here twice",
                "keep one",
            )
        values.add(operand.value)
    if isinstance(subject, WordFact) and values >= subject.words.keys():
        findings.add(
            test.place,
            "wrong-condition",
            f"every word of {shown(test.subject)} stands here, so nothing is asked",
            "leave the test out, or name fewer words",
        )


def definitions_have_no_cycle(draft: Draft, findings: Findings) -> None:
    """No definition depends on itself, so that rules can be ordered in strata."""
    uses = _uses(draft)
    done: set[str] = set()
    for start in uses:
        path: dict[str, None] = {}
        stack = [(start, 0)] if start not in done else []
        while stack:
            name, position = stack.pop()
            path[name] = None
            if position == len(uses[name]):
                done.add(name)
                path.popitem()
                continue
            stack.append((name, position + 1))
            child = uses[name][position]
            if child in path:
                above = list(path)
                findings.add(
                    draft.definitions.places[child],
                    "cycle",
                    f"{shown(child)} depends on itself{_by_way_of(above[above.index(child) :])}",
                    "take one of these steps out",
                )
            elif child in uses and child not in done:
                stack.append((child, 0))


def definitions_stay_shallow(draft: Draft, findings: Findings) -> None:
    """No definition rests on a chain of others that is longer than anybody can follow."""
    uses = _uses(draft)
    below = {name: set(subjects) & uses.keys() for name, subjects in uses.items()}
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError:
        return
    heights: dict[str, int] = {}
    for name in order:
        heights[name] = 1 + max((heights[lower] for lower in below[name]), default=0)
        if heights[name] > DEEPEST_DEFINITION:
            findings.add(
                draft.definitions.places[name],
                "too-deep",
                f"{shown(name)} rests on a chain of {DEEPEST_DEFINITION} definitions",
                "say it in fewer steps",
            )
            return


def _uses(draft: Draft) -> dict[str, list[str]]:
    """What each definition tests."""
    return {
        name: list(dict.fromkeys(test.subject for test in tests(definition.when)))
        for name, definition in draft.definitions.entries.items()
        if isinstance(definition, ConditionDefinition) and name not in draft.facts.places
    }


def _by_way_of(ring: list[str]) -> str:
    """The steps of a ring of definitions, the longest ones shortened."""
    if len(ring) == 1:
        return ""
    ring = [*ring, ring[0]]
    return f": {' → '.join(ring if len(ring) <= 8 else [*ring[:4], '…', *ring[-3:]])}"
