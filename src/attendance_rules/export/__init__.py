"""A policy in forms that other programs run without this package.

It stands above the policy since it joins what stands apart below: an engine, which knows the
Program alone, and the wording of explanations, which is exported and not written again.
"""

from attendance_rules.export.javascript import javascript_module, javascript_types

__all__ = ["javascript_module", "javascript_types"]
