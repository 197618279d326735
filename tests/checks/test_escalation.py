"""The shipped edition escalates soundly, and what would break that is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attendance_rules.checks.catalogue import escalation_problems as problems
from attendance_rules.checks.escalation import tiers_have_a_way_in
from attendance_rules.checks.support import tiers_not_continued
from attendance_rules.edition.edition import Edition
from attendance_rules.escalation import build
from attendance_rules.program.lower import lower
from attendance_rules.program.program import Program, Reaches
from tests.escalation.editions import changed

CONVERSATIONS = "persistent/school-formal-conversations.yaml"
END = "ends_path: Prosecution is the last resort that the table names, and no step comes after it."


def test_the_shipped_edition_has_no_problem(edition: Edition) -> None:
    assert problems(edition) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "name"),
    [
        pytest.param(
            "tiers.yaml",
            "when: {absence_rate: {at_least: persistent_from}}",
            "when: {absence_rate: {at_least: severe_from}}",
            "tier-without-pupils",
            "persistent",
            id="a tier that nobody is in, since the next one begins where it does",
        ),
        pytest.param(
            "tiers.yaml",
            "when: {absence_rate: {at_least: severe_from}}",
            "when: {absence_rate: {more_than: 100%}}",
            "tier-without-pupils",
            "severe",
            id="a tier that nobody can come into",
        ),
        pytest.param(
            CONVERSATIONS,
            "when: {engagement: lacking}",
            "when: {engagement: lacking, absence_rate: {less_than: severe_from}}",
            "support-lost",
            "persistent/school-formal-conversations",
            id="an obligation that ends as absence grows",
        ),
        pytest.param(
            "at-risk/school-understand-reasons.yaml",
            "when: {in_school_barriers: yes}",
            "when: {in_school_barriers: yes, poor_attendance: no}",
            "support-lost",
            "at-risk/school-understand-reasons",
            id="a part that ends as absence grows, by way of a definition",
        ),
        pytest.param(
            "persistent/local-authority-legal-intervention.yaml",
            END,
            "",
            "step-without-way-on",
            "persistent/local-authority-legal-intervention",
            id="a step without a way on",
        ),
        pytest.param(
            "severe/school-joint-approach.yaml",
            "hands_over_to: [severe/local-authority-top-priority, "
            "severe/local-authority-safeguarding]",
            "leads_to: [all-pupils/school-registers]",
            "way-on-to-no-step",
            "severe/school-joint-approach",
            id="a way on to something that is no step",
        ),
        pytest.param(
            CONVERSATIONS,
            "hands_over_to: [persistent/local-authority-formal-support]",
            "hands_over_to: [at-risk/local-authority-lead-practitioner]",
            "step-goes-down",
            "persistent/school-formal-conversations",
            id="a way down to a lower tier",
        ),
        pytest.param(
            "severe/local-authority-top-priority.yaml",
            "strength: expected",
            "strength: expected\nstanding: yes",
            "standing-step",
            "severe/local-authority-top-priority",
            id="a step that is owed at all times",
        ),
        pytest.param(
            CONVERSATIONS,
            "step: support",
            "step: support\nends_path: It ends.",
            "way-on-after-end",
            "persistent/school-formal-conversations",
            id="an end that leads on",
        ),
        pytest.param(
            "persistent/school-other-schools.yaml",
            "strength: expected",
            "strength: expected\nleads_to: [persistent/school-targeted-support]",
            "not-a-step",
            "persistent/school-other-schools",
            id="a next step of no step",
        ),
        pytest.param(
            "persistent/school-social-care.yaml",
            "leads_to: [severe/school-joint-approach]",
            "leads_to: [severe/school-joint-approach, persistent/school-targeted-support]",
            "ring-of-steps",
            "persistent/school-social-care",
            id="a ring",
        ),
        pytest.param(
            CONVERSATIONS,
            "leads_to: [persistent/school-legal-intervention]",
            "leads_to: [persistent/school-formal-conversations]",
            "ring-of-steps",
            "persistent/school-formal-conversations",
            id="a step that leads to itself",
        ),
    ],
)
def test_a_broken_edition_is_found_out(
    tmp_path: Path, file: str, old: str, new: str, code: str, name: str
) -> None:
    found = problems(changed(tmp_path, file, old, new))
    assert [finding.code for finding in found] == [code], found
    assert f"`{name}`" in found[0].message
    place = found[0].place.path
    assert place == file or f"`{place.removesuffix('.yaml')}`" in found[0].message
    assert found[0].place.line > 0


def test_a_tier_that_everybody_is_in_leaves_none_for_those_below(tmp_path: Path) -> None:
    edition = changed(
        tmp_path,
        "tiers.yaml",
        "when: {absence_rate: {at_least: persistent_from}}",
        "when: always",
    )
    assert [(one.code, one.message.split("`")[1]) for one in problems(edition)] == [
        ("tier-without-way-in", "persistent"),
        ("tier-without-pupils", "all_pupils"),
        ("tier-without-pupils", "at_risk"),
    ]


def test_a_legal_step_needs_a_support_step_before_it(tmp_path: Path) -> None:
    changed(tmp_path, CONVERSATIONS, "leads_to: [persistent/school-legal-intervention]\n", "")
    edition = changed(
        tmp_path,
        "persistent/local-authority-formal-support.yaml",
        "hands_over_to: [persistent/school-legal-intervention]\n",
        "",
    )
    codes = {(one.code, one.place.path) for one in problems(edition)}
    assert codes == {
        ("law-before-support", "persistent/school-legal-intervention.yaml"),
        ("law-before-support", "persistent/local-authority-legal-intervention.yaml"),
    }


def test_a_tier_that_nothing_leads_to_is_found(edition: Edition) -> None:
    graph = build(edition)
    graph.remove_edge("tier:at_risk", "tier:persistent", "escalates")
    found = [one.message for one in tiers_have_a_way_in(edition, graph)]
    assert found == [
        "no way leads from the lowest tier to `persistent`",
        "no way leads from the lowest tier to `severe`",
    ]


def test_a_tier_that_does_not_bring_what_it_continues_is_found(edition: Edition) -> None:
    program = lower(edition, {name: one.value for name, one in edition.parameters.items()})
    assert list(tiers_not_continued(program)) == []
    narrow = tuple(
        replace(rule, condition=Reaches("absence_rate", 6000))
        if rule.name == "tier:persistent"
        else rule
        for rule in program.rules
    )
    broken = Program(program.facts, program.rates, narrow, program.tiers)
    assert list(tiers_not_continued(broken)) == [("tier:persistent", "tier:severe")]
