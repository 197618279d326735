"""JSON that the commands print about decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attendance_rules.decision.actions import SCHEMA_VERSION
from attendance_rules.policy import Policy


def head(policy: Policy) -> dict[str, Any]:
    """What stands at the top: the version of the form, and which rules decided."""
    return {"schema_version": SCHEMA_VERSION, "policy": policy.identity.to_dict()}


def document(policy: Policy, decisions: Iterable[Mapping[str, Any]]) -> str:
    """Decisions, as plain values, under their policy."""
    return json.dumps({**head(policy), "decisions": list(decisions)}, indent=1, ensure_ascii=False)
