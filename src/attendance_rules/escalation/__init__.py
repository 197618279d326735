"""The escalation graph: tiers, what each continues, the obligations of each, and their steps.

Built from the edition with networkx, which only this folder imports. Questions to it are pure
functions; those about a pupil take a decision beside it.
"""

from attendance_rules.escalation.difference import Difference, between
from attendance_rules.escalation.drawing.alternative import alternative
from attendance_rules.escalation.drawing.flowchart import mermaid
from attendance_rules.escalation.drawing.svg import svg
from attendance_rules.escalation.graph import build
from attendance_rules.escalation.links import node_link
from attendance_rules.escalation.paths import MOST_PATHS, Paths, Tried, paths_to, tried_before
from attendance_rules.escalation.pupil import NextStep, next_steps, opened_by
from attendance_rules.escalation.queries import obligations_of

__all__ = [
    "MOST_PATHS",
    "Difference",
    "NextStep",
    "Paths",
    "Tried",
    "alternative",
    "between",
    "build",
    "mermaid",
    "next_steps",
    "node_link",
    "obligations_of",
    "opened_by",
    "paths_to",
    "svg",
    "tried_before",
]
