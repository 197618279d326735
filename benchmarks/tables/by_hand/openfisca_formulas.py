"""What OpenFisca computes: a formula for each condition, in NumPy, of booleans that are all known.

The name of a formula is that of its variable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray

from benchmarks.tables.by_hand.due import TIERS

Pupil = Callable[[str, Any], Any]
"""Gives the values of a variable for a year."""

_WORDS = {
    "lead_practitioner": ("none", "school", "local_authority", "other_partner"),
    "engagement": ("engaged", "lacking"),
    "support_outcome": ("working", "not_working", "not_engaged_with", "not_appropriate"),
    "send": ("none", "sen_support", "ehcp"),
    "looked_after": ("no", "current", "previous"),
    "tier": TIERS,
}
ENUMS = {name: Enum(name, {word: word for word in words}) for name, words in _WORDS.items()}
_LEAD, _LOOKED_AFTER = ENUMS["lead_practitioner"], ENUMS["looked_after"]


def poor(pupil: Pupil, year: Any) -> Any:
    return pupil("sessions_absent", year) * 20 >= pupil("sessions_possible", year)


def persistent(pupil: Pupil, year: Any) -> Any:
    return pupil("sessions_absent", year) * 10 >= pupil("sessions_possible", year)


def severe(pupil: Pupil, year: Any) -> Any:
    return pupil("sessions_absent", year) * 2 >= pupil("sessions_possible", year)


def at_risk(pupil: Pupil, year: Any) -> Any:
    return pupil("poor", year) | pupil("identified_at_risk", year)


def tier(pupil: Pupil, year: Any) -> Any:
    reached = [pupil(name, year).view(np.int8) for name in ("at_risk", "persistent", "severe")]
    return EnumArray((reached[0] + reached[1] + reached[2]).astype(np.int16), ENUMS["tier"])


def services(pupil: Pupil, year: Any) -> Any:
    return pupil("at_risk", year) & pupil("out_of_school_barriers", year)


def agencies(pupil: Pupil, year: Any) -> Any:
    return pupil("at_risk", year) & pupil("issue_persists", year)


def early_help(pupil: Pupil, year: Any) -> Any:
    return pupil("agencies", year) & pupil("early_help_appropriate", year)


def school_leads(pupil: Pupil, year: Any) -> Any:
    return pupil("at_risk", year) & (pupil("lead_practitioner", year) == _LEAD.school)


def authority_leads(pupil: Pupil, year: Any) -> Any:
    return pupil("at_risk", year) & (pupil("lead_practitioner", year) == _LEAD.local_authority)


def other_partner_leads(pupil: Pupil, year: Any) -> Any:
    return pupil("at_risk", year) & (pupil("lead_practitioner", year) == _LEAD.other_partner)


def led_outside_school(pupil: Pupil, year: Any) -> Any:
    return pupil("authority_leads", year) | pupil("other_partner_leads", year)


def led_outside_authority(pupil: Pupil, year: Any) -> Any:
    return pupil("school_leads", year) | pupil("other_partner_leads", year)


def unengaged(pupil: Pupil, year: Any) -> Any:
    lacking = pupil("engagement", year) == ENUMS["engagement"].lacking
    return pupil("persistent", year) & lacking


def unsafe(pupil: Pupil, year: Any) -> Any:
    return pupil("persistent", year) & pupil("safeguarding_concern", year)


def legal(pupil: Pupil, year: Any) -> Any:
    falls_short = pupil("support_outcome", year) != ENUMS["support_outcome"].working
    return pupil("persistent", year) & falls_short


def poor_with_need(pupil: Pupil, year: Any) -> Any:
    send = pupil("send", year) != ENUMS["send"].none
    need = pupil("medical_condition", year) | pupil("disability", year) | send
    return pupil("poor", year) & need


def education_blocked(pupil: Pupil, year: Any) -> Any:
    return pupil("education_blocked_by_health", year) & pupil("compulsory_school_age", year)


def tell_social_worker(pupil: Pupil, year: Any) -> Any:
    occasion = (pupil("sessions_unexplained", year) >= 1) | pupil("deletion_planned", year)
    return pupil("social_worker", year) & occasion


def now_looked_after(pupil: Pupil, year: Any) -> Any:
    return pupil("looked_after", year) == _LOOKED_AFTER.current


def ever_looked_after(pupil: Pupil, year: Any) -> Any:
    return pupil("looked_after", year) != _LOOKED_AFTER.no


FORMULAS: tuple[Callable[[Pupil, Any], Any], ...] = (
    *(poor, persistent, severe, at_risk, tier),
    *(services, agencies, early_help, school_leads, authority_leads, other_partner_leads),
    *(led_outside_school, led_outside_authority, unengaged, unsafe, legal),
    *(poor_with_need, education_blocked, tell_social_worker),
    *(now_looked_after, ever_looked_after),
)
