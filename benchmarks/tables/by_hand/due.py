"""Which condition each of the 48 obligations asks for, read from the rule files by hand.

Obligations with the same condition share it, so that no peer computes it twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

Condition = Literal[
    "always",
    "at_risk",
    "persistent",
    "severe",
    "services",
    "agencies",
    "early_help",
    "school_leads",
    "authority_leads",
    "led_outside_school",
    "led_outside_authority",
    "unengaged",
    "unsafe",
    "legal",
    "poor_with_need",
    "education_blocked",
    "social_worker",
    "tell_social_worker",
    "looked_after",
    "ever_looked_after",
    "common_barriers",
    "in_trust",
]

DUE: Mapping[str, Condition] = {
    "all-pupils/school-attendance-policy": "always",
    "all-pupils/school-attendance-culture": "always",
    "all-pupils/school-registers": "always",
    "all-pupils/school-daily-follow-up": "always",
    "all-pupils/school-senior-leader": "always",
    "all-pupils/local-authority-strategy": "always",
    "all-pupils/local-authority-support-team": "always",
    "all-pupils/local-authority-point-of-contact": "always",
    "all-pupils/local-authority-share-practice": "always",
    "at-risk/school-identify-pupils": "always",
    "at-risk/school-understand-reasons": "at_risk",
    "at-risk/school-signpost-services": "services",
    "at-risk/school-multi-agency-effort": "agencies",
    "at-risk/school-lead-practitioner": "school_leads",
    "at-risk/school-work-with-lead": "led_outside_school",
    "at-risk/local-authority-termly-conversation": "always",
    "at-risk/local-authority-access-to-services": "services",
    "at-risk/local-authority-early-help": "early_help",
    "at-risk/local-authority-multi-agency-effort": "agencies",
    "at-risk/local-authority-lead-practitioner": "authority_leads",
    "at-risk/local-authority-work-with-lead": "led_outside_authority",
    "persistent/school-targeted-support": "persistent",
    "persistent/school-formal-conversations": "unengaged",
    "persistent/school-legal-intervention": "legal",
    "persistent/school-social-care": "unsafe",
    "persistent/school-other-schools": "persistent",
    "persistent/local-authority-formal-support": "persistent",
    "persistent/local-authority-joint-safeguarding": "unsafe",
    "persistent/local-authority-legal-intervention": "legal",
    "severe/school-joint-approach": "severe",
    "severe/local-authority-top-priority": "severe",
    "severe/local-authority-safeguarding": "severe",
    "cohorts/school-identify-cohorts": "always",
    "cohorts/school-share-practice": "common_barriers",
    "cohorts/local-authority-track-data": "always",
    "medical-send/school-same-ambition": "poor_with_need",
    "medical-send/school-support-and-adjustments": "poor_with_need",
    "medical-send/school-wider-services": "poor_with_need",
    "medical-send/school-monitor-groups": "always",
    "medical-send/local-authority-joined-up-support": "poor_with_need",
    "medical-send/local-authority-suitable-education": "education_blocked",
    "social-worker/school-inform": "tell_social_worker",
    "social-worker/local-authority-monitor": "social_worker",
    "social-worker/local-authority-education-plans": "looked_after",
    "social-worker/local-authority-corporate-parent": "ever_looked_after",
    "monitoring/ofsted-inspection": "always",
    "monitoring/multi-academy-trust-review": "in_trust",
    "monitoring/dfe-regions-group-monitoring": "always",
}

STANDING: Collection[Condition] = ("always", "common_barriers", "in_trust")
"""What standing obligations ask for: nothing of the pupil, so lists of actions leave them out."""

OWED = {name: due for name, due in DUE.items() if due not in STANDING}

STATUSES = ("required", "not_required", "undetermined")
TIERS = ("all_pupils", "at_risk", "persistent", "severe")
PARTIES = ("school", "local_authority")


def party_of(obligation: str) -> str:
    """Who owes it, of those that are owed for a pupil."""
    return "school" if "/school-" in obligation else "local_authority"
