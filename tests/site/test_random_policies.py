"""Whatever a policy holds, it can be said, checked, drawn and shown."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given

from attendance_rules.checks.catalogue import escalation_problems as problems
from attendance_rules.checks.load import load_edition
from attendance_rules.escalation import build, mermaid, node_link
from attendance_rules.site.pages import pages
from tests.support.effort import examples
from tests.support.policies import Documents, policies, write


@examples(60)
@given(documents=policies())
def test_every_policy_has_pages_and_a_graph(documents: Documents) -> None:
    with tempfile.TemporaryDirectory() as folder:
        edition = load_edition(write(documents, Path(folder)))
    made = pages(edition)
    assert {f"obligations/{name}.md" for name in edition.obligations} <= made.keys()
    graph = build(edition)
    problems(edition)
    assert mermaid(graph)
    assert len(node_link(graph)["nodes"]) == len(graph)
