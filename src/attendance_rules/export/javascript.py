"""A policy as one JavaScript module, and its types."""

from __future__ import annotations

from attendance_rules.decision.explain.situations import cell_said
from attendance_rules.engines.javascript import Words, module, types
from attendance_rules.export.phrases import phrases
from attendance_rules.export.told import outcome_steps, outcomes, told
from attendance_rules.policy import Policy
from attendance_rules.program.analysis.ways import Ways


def javascript_module(policy: Policy) -> str:
    """An ES module without dependencies: `decide`, `statuses`, `questions` and `changes`.

    It answers as the policy does, with the policy's thresholds, in any browser and on Node 18 or
    later. Raises `EngineError` where JavaScript could not compare a number of the rules exactly.
    """
    return module(policy.program, _words(policy), outcome_steps(policy), _heading(policy))


def javascript_types(policy: Policy) -> str:
    """The types of that module, for TypeScript and for editors: a `.d.ts` beside it."""
    return types(_words(policy), _heading(policy))


def _words(policy: Policy) -> Words:
    def cell(ways: Ways, name: str, position: int) -> str:
        return cell_said(policy.edition, ways, name, position)

    return Words(told(policy), outcomes(policy), phrases(policy), cell)


def _heading(policy: Policy) -> str:
    about = policy.edition.about
    return (
        f"{' '.join(about.title.split())}, {' '.join(about.version.split())}: as rules.\n"
        f"Made by attendance-rules from the edition {policy.edition.id} "
        f"({policy.edition.digest}); do not edit."
    )
