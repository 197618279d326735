"""When each obligation is owed, as sentences that were read by eye."""

from __future__ import annotations

import pytest

from attendance_rules.edition.edition import Edition
from attendance_rules.wording.clauses import sentence
from attendance_rules.wording.facts import known
from attendance_rules.wording.obligations import in_tier, when_owed
from attendance_rules.wording.statuses import STATUSES, STRENGTHS

AT_RISK = (
    "either the absence rate is at or above 5% or the school has identified the pupil as at risk"
)
PERSISTENT = "the absence rate is at or above 10%"
HEALTH = (
    "attendance is poor, and the pupil has a medical condition, a disability or special "
    "educational needs"
)

SENTENCES = {
    "all-pupils/school-registers": "always",
    "cohorts/school-share-practice": "other schools in the area have the same barriers",
    "monitoring/multi-academy-trust-review": "the school belongs to a multi-academy trust",
    "at-risk/school-understand-reasons": AT_RISK.removeprefix("either "),
    "at-risk/school-signpost-services": "there are out-of-school barriers to attendance, "
    f"and {AT_RISK}",
    "at-risk/local-authority-early-help": "the issue persists after support in the first "
    f"instance and an early help assessment is appropriate, and {AT_RISK}",
    "at-risk/school-work-with-lead": f"{AT_RISK}, and either a local authority service or another "
    "partner is the agreed lead",
    "persistent/school-targeted-support": PERSISTENT,
    "persistent/school-formal-conversations": f"{PERSISTENT} and parents are not engaging",
    "persistent/local-authority-legal-intervention": f"{PERSISTENT}, and support is not working, "
    "is not being engaged with or is not appropriate",
    "severe/school-joint-approach": "the absence rate is at or above 50%",
    "medical-send/school-wider-services": HEALTH,
    "medical-send/local-authority-suitable-education": "health reasons would leave "
    "the pupil without a suitable education and the pupil is of compulsory school age",
    "social-worker/school-inform": "the pupil has a social worker, and either 1 or more missed "
    "sessions are unexplained or the pupil's name is about to be deleted from the register",
    "social-worker/local-authority-corporate-parent": "the pupil is looked after or was "
    "previously looked after",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_when_an_obligation_is_owed(edition: Edition, name: str) -> None:
    assert sentence(when_owed(edition, edition.obligations[name])) == SENTENCES[name]


def test_every_obligation_and_strength_has_words(edition: Edition) -> None:
    for obligation in edition.obligations.values():
        assert sentence(when_owed(edition, obligation))
        assert STRENGTHS[obligation.strength]
        for example in obligation.examples:
            assert STATUSES[example.expect]
            known(edition, example.given)


def test_a_higher_threshold_goes_without_saying_beside_a_lower_one(edition: Edition) -> None:
    usual = in_tier(edition, "at_risk")
    turned = in_tier(edition, "at_risk", {"at_risk_from": 2000})
    identified = "the school has identified the pupil as at risk"
    assert [one.text for one in usual.children] == [
        "the absence rate is at or above 5%",
        identified,
    ]
    assert [one.text for one in turned.children] == [
        identified,
        "the absence rate is at or above 10%",
    ]


@pytest.mark.parametrize(
    ("given", "phrases"),
    [
        (
            {"sessions_possible": 120, "sessions_absent": 31, "engagement": "lacking"},
            ("31 of 120 sessions were missed (25.83%)", "parents are not engaging"),
        ),
        ({"sessions_absent": 6}, ("6 sessions were missed",)),
        (
            {"sessions_possible": 0, "sessions_absent": 0},
            ("no session was possible, so there is no absence rate",),
        ),
        (
            {"social_worker": "no", "looked_after": "no"},
            ("the pupil has no social worker", "the pupil has never been looked after"),
        ),
        ({"social_worker": True}, ("the pupil has a social worker",)),
        ({"sessions_unexplained": 1}, ("the number of unexplained sessions is 1",)),
        ({}, ()),
    ],
)
def test_known_facts_in_words(
    edition: Edition, given: dict[str, object], phrases: tuple[str, ...]
) -> None:
    assert known(edition, given) == phrases
