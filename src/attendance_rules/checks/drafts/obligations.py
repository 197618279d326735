"""Obligations: the names that they use, and the steps that they lead to."""

from __future__ import annotations

from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.edition.conditions import Condition, Test, tests
from attendance_rules.edition.draft import Draft, Names
from attendance_rules.edition.models import Obligation
from attendance_rules.messages.diagnostics import Place
from attendance_rules.messages.quoting import shown


def obligations_refer_to_what_exists(draft: Draft, findings: Findings) -> None:
    """Party, counterparts, tier, section and column are known names."""
    parties, columns = draft.named_in_layout("parties"), draft.named_in_layout("columns")
    # Without any tier, that is the mistake.
    tiers = Names(draft.tiers.places, draft.tiers.complete and bool(draft.tiers.places))
    towards = parties | draft.named_in_layout("counterparts")
    for obligation in draft.obligations.entries.values():
        at, source = obligation.origin.at, obligation.source
        findings.known("party", obligation.party, parties, at("party"))
        for position, other in enumerate(obligation.with_):
            findings.known("counterpart", other, towards, at("with", position))
        findings.known("tier", obligation.tier, tiers, at("tier"))
        findings.known("column", source.column, columns, at("source", "column"))
    _check_folders(draft, findings)


def _check_folders(draft: Draft, findings: Findings) -> None:
    """Every folder is a section, and its files are of that section."""
    sections, strange = draft.named_in_layout("sections"), draft.strange_folders
    for folder, name in strange.items():
        findings.known("section", folder, sections, Place(f"{name}.yaml"))
    for name, obligation in draft.obligations.entries.items():
        folder = name.split("/")[0]
        if folder in strange or obligation.source.section == folder:
            continue
        place = obligation.origin.at("source", "section")
        if findings.known("section", obligation.source.section, sections, place):
            findings.add(
                place,
                "wrong-section",
                f"this file lies in the folder {shown(folder)}",
                "move the file, or name that section",
            )


def standing_obligations_ask_about_bodies(draft: Draft, findings: Findings) -> None:
    """What a body owes whatever the pupil depends only on facts about the body."""
    for obligation in draft.obligations.entries.values():
        if not obligation.standing:
            continue
        for test in _tests(obligation):
            fact = draft.facts.entries.get(test.subject)
            about_pupil = fact is not None and fact.about == "pupil"
            if about_pupil or test.subject in draft.definitions.places:
                findings.add(
                    test.place,
                    "standing-on-a-pupil",
                    f"{shown(test.subject)} is about a pupil, and this obligation is standing",
                    "take `standing` away, or ask for a fact about the school or area",
                )


def _tests(obligation: Obligation) -> list[Test]:
    whens: list[Condition | None] = [obligation.when]
    whens += [part.when for part in obligation.parts.values()]
    return [test for when in whens if when is not None for test in tests(when)]


def steps_lead_on(draft: Draft, findings: Findings) -> None:
    """`leads_to` stays with the party, `hands_over_to` goes to another."""
    ids_known = draft.obligations.complete and not draft.strange_folders
    names = Names(draft.obligations.places, ids_known)
    for obligation in draft.obligations.entries.values():
        for key, ids in (
            ("leads_to", obligation.leads_to),
            ("hands_over_to", obligation.hands_over_to),
        ):
            for position, target in enumerate(ids):
                place = obligation.origin.at(key, position)
                if target in ids[:position]:
                    findings.add(
                        place, "duplicate-name", f"{shown(target)} stands here twice", "keep one"
                    )
                elif findings.known("obligation", target, names, place):
                    _check_hand(draft, obligation, key, target, place, findings)


def _check_hand(
    draft: Draft, obligation: Obligation, key: str, target: str, place: Place, findings: Findings
) -> None:
    other = draft.obligations.entries.get(target)
    parties = draft.named_in_layout("parties").places
    if other is None or not {obligation.party, other.party} <= parties.keys():
        return
    same = other.party == obligation.party
    if same != (key == "leads_to"):
        findings.add(
            place,
            "wrong-hand",
            f"{shown(target)} is a step of {'the same' if same else 'another'} party",
            f"move it to `{'hands_over_to' if key == 'leads_to' else 'leads_to'}`",
        )
