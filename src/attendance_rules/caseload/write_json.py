"""Decisions → JSON, a piece at a time: one document, or one decision a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from textwrap import indent

from attendance_rules.caseload.document import head
from attendance_rules.decision.decision import Decision
from attendance_rules.policy import Policy


def json_lines(policy: Policy, decisions: Iterable[Decision]) -> Iterator[str]:
    """One decision a line, each with its version and policy, so that a line stands alone."""
    top = head(policy)
    for decision in decisions:
        yield json.dumps({**top, **decision.to_dict()}, ensure_ascii=False) + "\n"


def json_document(policy: Policy, decisions: Iterable[Decision]) -> Iterator[str]:
    """The decisions in one document."""
    start, end = json.dumps(
        {**head(policy), "decisions": [None]}, indent=1, ensure_ascii=False
    ).rsplit("\n  null", 1)
    yield start
    between = "\n"
    for decision in decisions:
        text = json.dumps(decision.to_dict(), indent=1, ensure_ascii=False)
        yield between + indent(text, "  ")
        between = ",\n"
    yield end + "\n"
