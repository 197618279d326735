"""The edition against the guidance's summary table: every item, once, in its own words."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.rule_files import packaged_rules

RULES = packaged_rules()
GUIDANCE = Path(__file__).parents[3] / "shared" / "guidance"
needs_the_guidance = pytest.mark.skipif(
    not (GUIDANCE / "expectations.json").is_file(),
    reason="the guidance's text is not part of the project and is not at hand",
)


def items() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GUIDANCE / "expectations.json").read_text("utf-8"))
    return found


def test_which_obligations_are_standing(edition: Edition) -> None:
    standing = {name for name, one in edition.obligations.items() if one.standing}
    assert len(standing) == 18
    assert {name.split("/")[0] for name in standing} == {
        "all-pupils",
        "at-risk",
        "cohorts",
        "medical-send",
        "monitoring",
    }


def test_two_standing_obligations_hang_on_a_fact_about_the_body(edition: Edition) -> None:
    assert {
        name for name, one in edition.obligations.items() if one.standing and (one.when is not None)
    } == {"cohorts/school-share-practice", "monitoring/multi-academy-trust-review"}


def test_each_tier_continues_the_one_before(edition: Edition) -> None:
    assert edition.tier_ladder() == ("all_pupils", "at_risk", "persistent", "severe")


def test_the_guidance_is_named_by_its_edition(edition: Edition) -> None:
    assert "2022" in edition.about.version
    assert "non-statutory" in edition.about.version
    assert edition.about.in_force.until == "2024-08-18"


@needs_the_guidance
def test_every_item_of_the_table_is_one_obligation(edition: Edition) -> None:
    in_the_table = {
        (one["section"], one["column"], one["item"]): one["sha256"]
        for one in items()
        if one["kind"] == "expectation"
    }
    written = {
        (one.source.section, one.source.column, one.source.item): one.source.sha256
        for one in edition.obligations.values()
    }
    assert written == in_the_table


@needs_the_guidance
def test_every_continued_support_line_is_a_tier(edition: Edition) -> None:
    in_the_table = {
        (one["section"], one["column"], one["sha256"])
        for one in items()
        if one["kind"] == "inherits"
    }
    written = {
        (tier.section, line.column, line.sha256)
        for tier in edition.tiers.values()
        for line in tier.continued_by
    }
    assert written == in_the_table


@needs_the_guidance
def test_fingerprints_are_of_the_items_texts(edition: Edition) -> None:
    by_place = {(one["section"], one["column"], one["item"]): one["text"] for one in items()}
    for obligation in edition.obligations.values():
        source = obligation.source
        text = " ".join(by_place[source.section, source.column, source.item].split())
        assert hashlib.sha256(text.encode()).hexdigest() == source.sha256
        assert text.startswith(source.starts)


@needs_the_guidance
def test_the_fingerprint_of_the_document_is_right(edition: Edition) -> None:
    (document,) = GUIDANCE.glob("*.txt")
    text = " ".join(document.read_text("utf-8").split())
    assert hashlib.sha256(text.encode()).hexdigest() == edition.about.source.sha256


# Said as the guidance says them, since other words would say something else.
TERMS = (
    "School Attendance Support Team",
    "active part in the multi-agency effort",
    "barriers to attendance",
    "children's social care services",
    "children's social care",
    "children with a social worker",
    "compulsory school age",
    "deleted from the register",
    "education, health and care plan",
    "education supervision orders",
    "individual healthcare plan",
    "lead practitioner",
    "legal intervention",
    "local authority",
    "out of school barriers",
    "statutory safeguarding partners",
    "termly conversation",
)


@needs_the_guidance
def test_no_text_of_the_rules_holds_a_whole_item() -> None:
    whole = {item["sha256"]: folded(item["text"]) for item in items()}
    for path in RULES.rglob("*.yaml"):
        text = folded(path.read_text("utf-8"))
        for item in whole.values():
            assert item not in text, path


@needs_the_guidance
def test_the_guidances_sentences_are_not_copied(edition: Edition) -> None:
    """No run of more than six words of an item, a term of art being one word."""
    by_place = {(item["section"], item["column"], item["item"]): item["text"] for item in items()}
    for name, obligation in edition.obligations.items():
        source = obligation.source
        theirs = runs_of(7, by_place[source.section, source.column, source.item])
        ours = [obligation.title, obligation.meaning, obligation.practice or ""]
        ours += [obligation.judgement or "", obligation.ends_path or "", *obligation.options]
        ours += [part.title for part in obligation.parts.values()]
        for text in ours:
            assert not runs_of(7, text) & theirs, name


def folded(text: str) -> str:
    """Without case, white space and the final stop, in which a copy may differ."""
    return " ".join(text.lower().split()).removesuffix(".")


def runs_of(length: int, text: str) -> set[tuple[str, ...]]:
    text = folded(text).replace("-", " ")
    for number, term in enumerate(TERMS):
        text = text.replace(term.lower().replace("-", " "), f"term{number}")
    words = re.findall(r"[a-z0-9']+", text)
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def test_an_overseers_act_has_no_practice_of_ours(edition: Edition) -> None:
    described = [o for o in edition.obligations.values() if o.strength == "described"]
    assert len(described) == 3
    for obligation in described:
        assert obligation.practice is None


def test_evidence_is_never_said_to_be_the_guidances(edition: Edition) -> None:
    """No item of the table asks for it, so it belongs under our own suggestions."""
    for name, obligation in edition.obligations.items():
        assert not re.search(r"\b(shows?|evidence|notes?|minutes|dated)\b", obligation.meaning), (
            name
        )
