"""The escalation graph: tiers, what each continues, the obligations of each, and their steps.

Built from the edition with networkx, which only this folder imports.
"""

from attendance_rules.escalation.flowchart import mermaid
from attendance_rules.escalation.graph import build
from attendance_rules.escalation.links import node_link
from attendance_rules.escalation.queries import obligations_of
from attendance_rules.escalation.soundness import problems

__all__ = ["build", "mermaid", "node_link", "obligations_of", "problems"]
