"""Facts, parameters and rates: how they refer to one another."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.draft import Draft
from attendance_rules.edition.models import CountFact, RateDefinition, YesNoFact
from attendance_rules.messages.diagnostics import Place
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean


def names_are_told_apart(draft: Draft, findings: Findings) -> None:
    """No name serves for a fact and a definition at once."""
    for name in draft.definitions.places.keys() & draft.facts.places.keys():
        findings.add(
            draft.definitions.places[name],
            "duplicate-name",
            f"{shown(name)} is a fact already",
            "rename one of them",
        )


def defaults_are_justified(draft: Draft, findings: Findings) -> None:
    """A default says why it may be taken, and nothing says so without one."""
    for fact in draft.facts.entries.values():
        if not isinstance(fact, YesNoFact):
            continue
        if fact.default is not None and fact.default_because is None:
            findings.add(
                fact.origin.key_at("default"),
                "missing-key",
                "`default_because` is missing",
                "say what justifies taking the default when nobody has said",
            )
        if fact.default is None and fact.default_because is not None:
            findings.add(
                fact.origin.key_at("default_because"),
                "missing-key",
                "`default` is missing",
                "name the default that this justifies, or take the line away",
            )


def counts_lie_within_others(draft: Draft, findings: Findings) -> None:
    """`within` names another count, and no count is, by way of others, a part of itself."""
    settled: set[str] = set()
    for start, fact in draft.facts.entries.items():
        if isinstance(fact, CountFact) and fact.within is not None:
            _is_count(draft, fact.within, fact.origin.at("within"), findings)
        chain: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in chain and name not in settled:
            chain[name] = None
            name = _within(draft, name)
        if name in chain:
            findings.add(
                draft.facts.entries[name].origin.at("within"),
                "cycle",
                f"{shown(name)} lies within itself",
                "let one of these counts stand on its own",
            )
        settled.update(chain)


def _within(draft: Draft, name: str) -> str | None:
    fact = draft.facts.entries.get(name)
    return fact.within if isinstance(fact, CountFact) else None


def _is_count(draft: Draft, name: str, place: Place, findings: Findings) -> bool:
    """Whether a name is that of a count, as far as can be told."""
    if not findings.known("fact", name, draft.facts.names, place):
        return False
    fact = draft.facts.entries.get(name)
    if fact is None or isinstance(fact, CountFact):
        return True
    counts = [name for name, fact in draft.facts.entries.items() if isinstance(fact, CountFact)]
    findings.add(place, "not-a-count", f"{shown(name)} is not a count", did_you_mean(name, counts))
    return False


def parameters_are_ordered(draft: Draft, findings: Findings) -> None:
    """`not_below` names another parameter, and the edition's own values keep to it."""
    for name, parameter in draft.parameters.entries.items():
        if parameter.not_below is None:
            continue
        place = parameter.origin.at("not_below")
        if parameter.not_below == name:
            findings.add(
                place, "cycle", f"{shown(name)} names itself", "name the parameter below it"
            )
        elif findings.known("parameter", parameter.not_below, draft.parameters.names, place):
            other = draft.parameters.entries.get(parameter.not_below)
            if other is not None and parameter.value < other.value:
                findings.add(
                    parameter.origin.at("value"),
                    "wrong-order",
                    f"`value` is below that of {shown(parameter.not_below)}",
                    "raise it, or take `not_below` away",
                )


def rates_are_of_counts(draft: Draft, findings: Findings) -> None:
    """A rate is a share of one count in another, so that none is above 100%."""
    for rate in draft.definitions.entries.values():
        if not isinstance(rate, RateDefinition):
            continue
        are_counts = [
            _is_count(draft, rate.part, rate.origin.at("part"), findings),
            _is_count(draft, rate.whole, rate.origin.at("whole"), findings),
        ]
        if all(are_counts) and not _is_share(draft, rate):
            findings.add(
                rate.origin.at("part"),
                "not-a-share",
                f"{shown(rate.part)} is not said to lie within {shown(rate.whole)}",
                f"add `within: {rate.whole}` to it in the vocabulary"
                if rate.part != rate.whole
                else "name two counts",
            )


def _is_share(draft: Draft, rate: RateDefinition) -> bool:
    """Whether the part of a rate lies within its whole, as far as can be told."""
    name: str | None = rate.part
    passed: set[str] = set()
    while name is not None and name not in passed:
        passed.add(name)
        if not isinstance(draft.facts.entries.get(name), CountFact):
            return True
        name = _within(draft, name)
        if name == rate.whole:
            return True
    return name is not None
