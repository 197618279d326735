"""Examples: they give known facts, and expect answers for known parts."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.documents.nodes import Node
from attendance_rules.edition.draft import Draft, Names
from attendance_rules.edition.edition import Fact
from attendance_rules.edition.models import CountFact, Example, Obligation, WordFact, YesNoFact
from attendance_rules.messages.diagnostics import Place
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

LARGEST_COUNT = 10**9


def examples_use_what_exists(draft: Draft, findings: Findings) -> None:
    """Examples name known facts, parts and parameters, each example by a name of its own."""
    for obligation in draft.obligations.entries.values():
        seen: set[str] = set()
        for position, example in enumerate(obligation.examples):
            origin = obligation.origin.descend("examples", position)
            if example.name in seen:
                findings.add(
                    origin.at("name"),
                    "duplicate-name",
                    "an example before this one has the same name",
                    "give each a name of its own",
                )
            seen.add(example.name)
            _check_given(draft, example, origin, findings)
            _check_expected(draft, obligation, example, origin, findings)
            _check_set(draft, example, origin, findings)


def _check_given(draft: Draft, example: Example, origin: Node, findings: Findings) -> None:
    for name, value in example.given.items():
        fact = _fact(draft, name, origin.key_at("given", name), findings)
        problem = _given_problem(fact, value) if fact is not None else None
        if problem is not None:
            message, help = problem
            findings.add(origin.at("given", name), "wrong-value", f"{shown(name)} {message}", help)
        elif isinstance(fact, CountFact) and fact.within is not None:
            whole = example.given.get(fact.within)
            if isinstance(value, int) and isinstance(whole, int) and value > whole:
                findings.add(
                    origin.at("given", name),
                    "wrong-value",
                    f"{shown(name)} is more than {shown(fact.within)}",
                    "a count is never more than the one that it lies within",
                )


def _fact(draft: Draft, name: str, place: Place, findings: Findings) -> Fact | None:
    """The fact of this name, if it is one and well formed."""
    if name in draft.definitions.places and name not in draft.facts.places:
        findings.add(
            place,
            "not-a-fact",
            f"{shown(name)} follows from other facts",
            "give the facts that it follows from",
        )
    elif findings.known("fact", name, draft.facts.names, place):
        return draft.facts.entries.get(name)
    return None


def _given_problem(fact: Fact, value: object) -> tuple[str, str] | None:
    match fact, value:
        case CountFact(), bool():
            return "must be a whole number, 0 or more", ""
        case CountFact(), int() if 0 <= value <= LARGEST_COUNT:
            return None
        case CountFact(), _:
            return "must be a whole number, 0 or more", ""
        case YesNoFact(), bool() | "yes" | "no":
            return None
        case YesNoFact(), _:
            return "must be `yes` or `no`", ""
        case WordFact(), str() if value in fact.words:
            return None
        case WordFact(), _:
            return "must be one of its words", did_you_mean(str(value)[:100], fact.words)
    return None


def _check_expected(
    draft: Draft, obligation: Obligation, example: Example, origin: Node, findings: Findings
) -> None:
    parts = Names(obligation.origin.descend("parts").keys if obligation.parts else {})
    for part in example.parts:
        findings.known("part", part, parts, origin.key_at("parts", part))
    for position, name in enumerate(example.missing or ()):
        _fact(draft, name, origin.at("missing", position), findings)
    if example.missing is not None and example.expect != "undetermined":
        findings.add(
            origin.key_at("missing"),
            "wrong-value",
            "`missing` is given with an answer that misses nothing",
            "expect `undetermined`, or take `missing` away",
        )


def _check_set(draft: Draft, example: Example, origin: Node, findings: Findings) -> None:
    table = draft.parameters
    for name in example.set:
        findings.known("parameter", name, table.names, origin.key_at("set", name))
    before = {name: parameter.value for name, parameter in table.entries.items()}
    values = before | example.set
    for name, parameter in table.entries.items():
        below = parameter.not_below
        if below in before and values[name] < values[below] and before[name] >= before[below]:
            findings.add(
                origin.at("set", name if name in example.set else below),
                "wrong-order",
                f"{shown(name)} would be below {shown(below)}",
                "set both, or choose another share",
            )
