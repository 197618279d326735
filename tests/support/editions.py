"""The editions that come with the package, found where they lie."""

from __future__ import annotations

from attendance_rules.edition.rule_files import ABOUT, packaged_rules

SHIPPED = sorted(folder.parent for folder in packaged_rules().glob(f"*/{ABOUT}"))
"""Their folders. What must hold of any edition is tried on each of them."""
