"""The explanations of all obligations, both ways, are the ones that were read and approved."""

from __future__ import annotations

import re

import pytest

from attendance_rules import Policy
from tests.decision.golden import FOLDER, PUPILS, path, text
from tests.decision.trying import named, statuses


@pytest.mark.parametrize("pupil", PUPILS)
def test_explanations_are_as_they_were_read(policy: Policy, pupil: str) -> None:
    assert text(policy, PUPILS[pupil]) == path(pupil).read_text(encoding="utf-8"), (
        "read what changed, and write it anew: python -m tests.decision.golden"
    )


def test_no_file_is_left_over() -> None:
    assert set(FOLDER.iterdir()) == {path(pupil) for pupil in PUPILS}


def test_every_obligation_and_part_is_explained_in_every_way_that_it_can_be(policy: Policy) -> None:
    seen: dict[str, set[str]] = {}
    for facts in PUPILS.values():
        for rule, status in statuses(policy.decide(facts)).items():
            seen.setdefault(rule, set()).add(status)
    always = {
        rule
        for obligation, part, rule in named(policy)
        if not policy.decide({}).why(obligation, part).ground.grounds and seen[rule] == {"required"}
    }
    standing = [name for name, of in policy.edition.obligations.items() if of.standing]
    assert {rule.partition("#")[0] for rule in always} <= set(standing)
    for rule, found in seen.items():
        if rule not in always:
            assert found == {"required", "not_required", "undetermined"}, rule


@pytest.mark.parametrize("pupil", PUPILS)
def test_no_word_is_doubled_and_no_list_unfinished(policy: Policy, pupil: str) -> None:
    said = " ".join(text(policy, PUPILS[pupil]).split())
    assert not re.search(r"\b(\w+) \1\b", said)
    assert not re.search(r"None|\{|\}| ,|\.\.|;\.|: \.|  ", said)
