"""Conditions in words, on the edition's own vocabulary."""

from __future__ import annotations

import pytest

from attendance_rules.documents.yaml_reader import parse
from attendance_rules.edition import conditions as written
from attendance_rules.edition.conditions import Condition
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.diagnostics import Diagnostics
from attendance_rules.wording.clauses import NEVER
from attendance_rules.wording.conditions import clause, in_words


def condition(yaml: str) -> Condition:
    diagnostics = Diagnostics()
    node = parse(yaml, "test.yaml", diagnostics)
    assert node is not None
    parsed = written.parse(node, diagnostics)
    assert not diagnostics.sorted()
    return parsed


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("always", "always"),
        ("engagement: lacking", "parents are not engaging"),
        ("not: {engagement: lacking}", "parents are engaging"),
        ("social_worker: no", "the pupil has no social worker"),
        ("not: {social_worker: yes}", "the pupil has no social worker"),
        ("poor_attendance: no", "attendance is not poor"),
        (
            "absence_rate: {at_least: at_risk_from}",
            "the absence rate is at or above 5%",
        ),
        ("absence_rate: {more_than: 8.25%}", "the absence rate is above 8.25%"),
        ("not: {absence_rate: {at_most: 10%}}", "the absence rate is above 10%"),
        (
            "absence_rate: {at_least: at_risk_from, less_than: persistent_from}",
            "the absence rate is at or above 5% and below 10%",
        ),
        ("sessions_unexplained: {at_least: 1}", "1 or more missed sessions are unexplained"),
        ("sessions_unexplained: {more_than: 3}", "4 or more missed sessions are unexplained"),
        ("sessions_unexplained: {at_most: 3}", "fewer than 4 missed sessions are unexplained"),
        ("sessions_unexplained: {at_most: 1}", "0 or 1 missed sessions are unexplained"),
        ("not: {sessions_unexplained: {at_least: 1}}", "no missed sessions are unexplained"),
        ("sessions_absent: 0", "no sessions were missed"),
        ("sessions_absent: 1", "the number of sessions missed is 1"),
        ("sessions_absent: 7", "7 sessions were missed"),
        ("not: {sessions_absent: 7}", "the number of sessions missed is not 7"),
        (
            "send: {one_of: [sen_support, ehcp]}",
            "the pupil receives SEN support, or has an education, health and care plan",
        ),
        (
            "lead_practitioner: {one_of: [school, other_partner]}",
            "the school or another partner is the agreed lead",
        ),
        (
            "support_outcome: {one_of: [not_working, not_engaged_with]}",
            "support is not working or not being engaged with",
        ),
        (
            "any: [{medical_condition: yes}, {disability: yes}, {social_worker: yes}]",
            "the pupil has a medical condition, a disability or a social worker",
        ),
        (
            "{engagement: lacking, any: [{in_school_barriers: yes}, {safeguarding_concern: yes}]}",
            "parents are not engaging, and there are either in-school barriers to attendance or "
            "safeguarding concerns",
        ),
        (
            "any: [{safeguarding_concern: yes}, {engagement: lacking, social_worker: yes}]",
            "there are safeguarding concerns, or both parents are not engaging and the pupil has "
            "a social worker",
        ),
        (
            "any: [{safeguarding_concern: yes}, {engagement: lacking, any: "
            "[{social_worker: yes}, {common_barriers: yes}]}]",
            "there are safeguarding concerns, or (parents are not engaging, and (the pupil has a "
            "social worker or other schools in the area have the same barriers))",
        ),
        (
            "not: {any: [{social_worker: yes}, {engagement: lacking}]}",
            "the pupil has no social worker and parents are engaging",
        ),
        (
            "{any: [{social_worker: yes}, {all: [{social_worker: yes}]}]}",
            "the pupil has a social worker",
        ),
    ],
)
def test_in_words(edition: Edition, yaml: str, words: str) -> None:
    assert in_words(edition, condition(yaml)) == words


def test_what_never_holds_is_said_so(edition: Edition) -> None:
    assert clause(edition, condition("not: always")) == NEVER


def test_a_threshold_that_was_set_is_the_one_that_is_named(edition: Edition) -> None:
    words = in_words(
        edition, condition("absence_rate: {at_least: at_risk_from}"), {"at_risk_from": 825}
    )
    assert words == "the absence rate is at or above 8.25%"


def test_the_tree_names_what_each_statement_is_about(edition: Edition) -> None:
    found = clause(edition, condition("{poor_attendance: yes, engagement: lacking}"))
    poor, engagement = found.children
    assert found.joiner == "all"
    assert (poor.about, engagement.about) == ("poor_attendance", "engagement")
    assert poor.means == clause(edition, condition("absence_rate: {at_least: at_risk_from}"))
    assert engagement.means is None


def test_the_opposite_of_a_definition_means_the_opposite(edition: Edition) -> None:
    found = clause(edition, condition("support_falls_short: no"))
    assert found.text == "support is working"
    assert found.means == clause(edition, condition("support_outcome: working"))
