"""All checks of an edition in one place."""

from __future__ import annotations

from attendance_rules.checks import escalation
from attendance_rules.checks.decided_examples import differing
from attendance_rules.checks.drafts import DRAFT_CHECKS
from attendance_rules.edition.edition import Edition
from attendance_rules.escalation.graph import build
from attendance_rules.messages.diagnostics import Diagnostic

ESCALATION_CHECKS = (
    escalation.tiers_have_a_way_in,
    escalation.tiers_have_pupils,
    escalation.support_is_kept,
    escalation.steps_go_on,
    escalation.steps_lead_upwards,
    escalation.steps_are_for_pupils,
    escalation.steps_form_no_ring,
    escalation.law_comes_after_support,
)
"""Of an edition that loads, with its graph."""

CHECKS = (*DRAFT_CHECKS, *ESCALATION_CHECKS, differing)
"""In the order in which they run: each stage presumes that the one before found nothing."""


def escalation_problems(edition: Edition) -> tuple[Diagnostic, ...]:
    """What is wrong with how an edition escalates; nothing, if it is sound."""
    graph = build(edition)
    return tuple(finding for check in ESCALATION_CHECKS for finding in check(edition, graph))


def problems(edition: Edition) -> tuple[Diagnostic, ...]:
    """Every finding about an edition that loads, in the order of files and lines.

    Its examples are decided by the generated Python alone, which is quick.
    """
    return tuple(sorted((*escalation_problems(edition), *differing(edition))))
