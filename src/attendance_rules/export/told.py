"""What a module tells of its edition, as plain values in the edition's own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attendance_rules.decision.facts import allowed
from attendance_rules.edition.edition import Edition, Fact
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.policy import Policy
from attendance_rules.program.lower import part_rule, tier_rule
from attendance_rules.wording.clauses import sentence
from attendance_rules.wording.obligations import when_owed
from attendance_rules.wording.rates import share
from attendance_rules.wording.statuses import STATUSES, STRENGTHS


def told(policy: Policy) -> dict[str, Any]:
    """What the module exports by these names."""
    edition = policy.edition
    about = edition.about
    return {
        "edition": {
            "id": edition.id,
            "digest": edition.digest,
            "title": about.title,
            "version": about.version,
            "publisher": about.publisher,
            "in_force": {"from": about.in_force.from_, "until": about.in_force.until},
            "parameters": {
                name: {
                    "title": edition.parameters[name].title,
                    "value": points,
                    "shown": share(points),
                }
                for name, points in policy.parameters.items()
            },
        },
        "facts": {name: _fact(fact) for name, fact in edition.facts.items()},
        "rates": {
            name: {
                "title": rate.title,
                "part": rate.part,
                "whole": rate.whole,
                "unknown": rate.unknown,
                "undefined": rate.undefined,
            }
            for name, rate in edition.definitions.items()
            if isinstance(rate, RateDefinition)
        },
        "tiers": {
            name: {
                key: getattr(edition.tiers[name], key) for key in ("title", "yes", "no", "unknown")
            }
            for name in edition.tier_ladder()
        },
        "parties": dict(about.parties),
        "obligations": _obligations(policy),
        "words": {
            "statuses": dict(STATUSES),
            "strengths": {
                name: {"word": strength.word, "sentence": strength.sentence}
                for name, strength in STRENGTHS.items()
            },
        },
    }


def _fact(fact: Fact) -> dict[str, Any]:
    answers: dict[str, str] = {}
    default: bool | None = None
    default_because: str | None = None
    if isinstance(fact, YesNoFact):
        answers = {"yes": fact.yes, "no": fact.no}
        default, default_because = fact.default, fact.default_because
    elif isinstance(fact, WordFact):
        answers = fact.words
    return {
        "type": fact.type,
        "title": fact.title,
        "question": fact.question,
        "allowed": allowed(fact),
        "unknown": fact.unknown,
        "about": fact.about,
        "note": fact.note,
        "answers": [{"value": word, "label": phrase} for word, phrase in answers.items()],
        "default": None if default is None else ("yes" if default else "no"),
        "default_because": default_because,
        "within": fact.within if isinstance(fact, CountFact) else None,
    }


def _obligations(policy: Policy) -> dict[str, Any]:
    return {
        name: {
            "title": obligation.title,
            "party": obligation.party,
            "tier": obligation.tier,
            "standing": obligation.standing,
            "strength": obligation.strength,
            "step": obligation.step,
            "when": sentence(when_owed(policy.edition, obligation, policy.parameters)),
            "parts": {slug: part.title for slug, part in obligation.parts.items()},
        }
        for name, obligation in policy.edition.obligations.items()
    }


def outcome_steps(policy: Policy) -> Iterator[str]:
    """The steps that outcomes are told of: those of tiers, of obligations and of their parts."""
    yield from policy.program.tiers
    for name, obligation in policy.edition.obligations.items():
        yield name
        yield from (part_rule(name, slug) for slug in obligation.parts)


def outcomes(policy: Policy) -> dict[str, Any]:
    """Where outcomes stand among the steps, and what holds for facts beside the Program."""
    edition = policy.edition
    at = {step.name: position for position, step in enumerate(policy.program.rules)}
    return {
        "tiers": [
            {"tier": name, "step": at[tier_rule(name)]} for name in reversed(edition.tier_ladder())
        ],
        "obligations": [
            {
                "obligation": name,
                "step": at[name],
                "parts": [
                    {"part": slug, "step": at[part_rule(name, slug)]} for slug in obligation.parts
                ],
            }
            for name, obligation in edition.obligations.items()
        ],
        **_facts(edition),
    }


def _facts(edition: Edition) -> dict[str, Any]:
    at = {name: position for position, name in enumerate(edition.facts)}
    return {
        "wholes": [[at[whole] for whole in wholes(edition, name)] for name in edition.facts],
        "defaults": [
            {"fact": at[name], "value": fact.default}
            for name, fact in edition.facts.items()
            if isinstance(fact, YesNoFact) and fact.default is not None
        ],
    }
