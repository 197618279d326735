"""Every explanation of a few made-up pupils as text, kept in `golden/` and read by eye.

After a change of wording, write them anew and read what changed:

    python -m tests.decision.golden
    git diff tests/decision/golden
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attendance_rules import Policy, load_policy
from tests.decision.trying import named

FOLDER = Path(__file__).parent / "golden"

_NOTHING_AMISS: dict[str, Any] = {
    "sessions_possible": 120,
    "sessions_absent": 2,
    "sessions_unauthorised": 0,
    "sessions_unexplained": 0,
    "in_school_barriers": False,
    "out_of_school_barriers": False,
    "issue_persists": False,
    "early_help_appropriate": False,
    "lead_practitioner": "none",
    "partners_needed": False,
    "engagement": "engaged",
    "support_outcome": "working",
    "safeguarding_concern": False,
    "medical_condition": False,
    "send": "none",
    "disability": False,
    "adjustments_needed": False,
    "education_blocked_by_health": False,
    "compulsory_school_age": True,
    "social_worker": False,
    "looked_after": "no",
    "deletion_planned": False,
    "common_barriers": False,
    "in_multi_academy_trust": False,
}
_EVERYTHING_AMISS = {
    name: True if value is False else value for name, value in _NOTHING_AMISS.items()
} | {
    "sessions_absent": 61,
    "sessions_unauthorised": 40,
    "sessions_unexplained": 3,
    "identified_at_risk": True,
    "lead_practitioner": "school",
    "engagement": "lacking",
    "support_outcome": "not_engaged_with",
    "send": "ehcp",
    "looked_after": "current",
}
PUPILS: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "no session possible": {"sessions_possible": 0},
    "a tenth missed and nothing else known": {"sessions_possible": 120, "sessions_absent": 12},
    "nothing amiss": _NOTHING_AMISS,
    "nothing amiss but the sessions not known": {
        name: value for name, value in _NOTHING_AMISS.items() if not name.startswith("sessions")
    },
    "everything amiss": _EVERYTHING_AMISS,
    "everything amiss and one session missed": _EVERYTHING_AMISS
    | {
        "sessions_possible": 20,
        "sessions_absent": 1,
        "sessions_unauthorised": 1,
        "sessions_unexplained": 1,
        "identified_at_risk": False,
        "lead_practitioner": "local_authority",
        "support_outcome": "not_appropriate",
        "medical_condition": False,
        "send": "sen_support",
        "looked_after": "previous",
    },
    "identified as at risk with much not known": {
        "sessions_possible": 120,
        "identified_at_risk": True,
        "issue_persists": True,
        "lead_practitioner": "other_partner",
        "support_outcome": "not_working",
        "medical_condition": False,
        "disability": False,
        "social_worker": True,
        "compulsory_school_age": False,
    },
}


def text(policy: Policy, facts: dict[str, Any]) -> str:
    """Why each obligation and part is what it is; and why not, where that says more."""
    return "\n".join(_lines(policy, facts))


def _lines(policy: Policy, facts: dict[str, Any]) -> Iterator[str]:
    decision = policy.decide(facts)
    yield f"Tier: {decision.tier or 'not known'}"
    for obligation, part, _ in named(policy):
        why, why_not = decision.why(obligation, part), decision.why_not(obligation, part)
        yield ""
        yield f"{obligation}{'' if part is None else f', part {part}'}"
        if why.status == "required" or not why_not.sentence.startswith(why.sentence):
            yield _folded(why.sentence)
        if why.status != "required":
            yield _folded(why_not.sentence)
    yield ""


def _folded(sentence: str) -> str:
    return textwrap.fill(
        sentence, 96, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )


def path(pupil: str) -> Path:
    return FOLDER / f"{pupil.replace(' ', '-')}.txt"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    real = load_policy()
    for pupil, facts in PUPILS.items():
        path(pupil).write_text(text(real, facts), encoding="utf-8")
