"""`obligations`, `facts` and `graph`: what an edition holds, as text or JSON."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import typer

from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import Out, PolicyFolder, open_policy
from attendance_rules.decision.facts import allowed
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact

ListFormat = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")]


def obligations(policy: PolicyFolder = None, format: ListFormat = "text", out: Out = None) -> None:
    """List every obligation with its party, tier and source."""
    check_apart({"--policy": policy}, {"--out": out})
    edition = open_policy(policy, None).edition
    if format == "json":
        emit(json.dumps(_obligations(edition), indent=2, ensure_ascii=False), out)
        return
    lines: list[str] = []
    section = ""
    for name, obligation in edition.obligations.items():
        if obligation.source.section != section:
            section = obligation.source.section
            lines += ["", edition.about.sections[section].title]
        party = edition.about.parties[obligation.party]
        standing = ", at all times" if obligation.standing else ""
        lines.append(f"  {name}\n      {party}: {obligation.title}{standing}")
    emit("\n".join(lines[1:]), out)


def _obligations(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "obligation": name,
            "title": obligation.title,
            "party": obligation.party,
            "with": list(obligation.with_),
            "tier": obligation.tier,
            "standing": obligation.standing,
            "strength": obligation.strength,
            "source": {
                "section": obligation.source.section,
                "column": obligation.source.column,
                "item": obligation.source.item,
                "sha256": obligation.source.sha256,
            },
            "parts": list(obligation.parts),
            "leads_to": list(obligation.leads_to),
            "hands_over_to": list(obligation.hands_over_to),
        }
        for name, obligation in edition.obligations.items()
    ]


def facts(policy: PolicyFolder = None, format: ListFormat = "text", out: Out = None) -> None:
    """List the facts that can be known, what each may be and the question that asks for it."""
    check_apart({"--policy": policy}, {"--out": out})
    edition = open_policy(policy, None).edition
    if format == "json":
        emit(json.dumps(_facts(edition), indent=2, ensure_ascii=False), out)
        return
    width = max(map(len, edition.facts))
    lines = []
    for name, fact in edition.facts.items():
        default = ""
        if isinstance(fact, YesNoFact) and fact.default is not None:
            default = f" (taken as {'yes' if fact.default else 'no'} when unknown)"
        may_be = allowed(fact).replace("`", "")
        lines.append(f"{name:{width}}  {fact.question}\n{'':{width}}  {may_be}{default}")
    emit("\n".join(lines), out)


def _facts(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "fact": name,
            "type": fact.type,
            "about": fact.about,
            "title": fact.title,
            "question": fact.question,
            "words": list(fact.words) if isinstance(fact, WordFact) else [],
            "default": fact.default if isinstance(fact, YesNoFact) else None,
            "within": fact.within if isinstance(fact, CountFact) else None,
        }
        for name, fact in edition.facts.items()
    ]
