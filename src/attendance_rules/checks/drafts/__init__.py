"""What must hold between the documents of an edition.

Each check is a function from the draft to its mistakes; `DRAFT_CHECKS` is all of them. They look at
what is well formed, so a broken document hides no mistake in another, and nothing is missed that
may stand in it.
"""

from __future__ import annotations

from attendance_rules.checks.drafts.about import edition_is_in_order
from attendance_rules.checks.drafts.conditions import (
    conditions_are_typed,
    definitions_have_no_cycle,
    definitions_stay_shallow,
)
from attendance_rules.checks.drafts.example_facts import examples_use_what_exists
from attendance_rules.checks.drafts.findings import Findings
from attendance_rules.checks.drafts.items import every_item_has_one_obligation
from attendance_rules.checks.drafts.obligations import (
    obligations_refer_to_what_exists,
    standing_obligations_ask_about_bodies,
    steps_lead_on,
)
from attendance_rules.checks.drafts.tiers import tiers_form_a_ladder, tiers_refer_to_what_exists
from attendance_rules.checks.drafts.vocabulary import (
    counts_lie_within_others,
    defaults_are_justified,
    names_are_told_apart,
    parameters_are_ordered,
    rates_are_of_counts,
)
from attendance_rules.edition.draft import Draft
from attendance_rules.messages.diagnostics import Diagnostics

DRAFT_CHECKS = (
    edition_is_in_order,
    names_are_told_apart,
    defaults_are_justified,
    counts_lie_within_others,
    parameters_are_ordered,
    rates_are_of_counts,
    conditions_are_typed,
    definitions_have_no_cycle,
    definitions_stay_shallow,
    tiers_refer_to_what_exists,
    tiers_form_a_ladder,
    obligations_refer_to_what_exists,
    standing_obligations_ask_about_bodies,
    steps_lead_on,
    every_item_has_one_obligation,
    examples_use_what_exists,
)


def check(draft: Draft, diagnostics: Diagnostics) -> None:
    """Report every mistake between the documents of `draft`."""
    findings = Findings(diagnostics)
    for find in DRAFT_CHECKS:
        find(draft, findings)
    findings.close()
