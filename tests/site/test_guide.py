"""What the guide for authors shows is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from attendance_rules.documents.yaml_reader import parse
from attendance_rules.edition.conditions import parse as parse_condition
from attendance_rules.edition.edition import Edition
from attendance_rules.messages.diagnostics import Diagnostics
from tests.escalation.editions import changed

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "authors.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_is_yaml_that_rules_may_hold(block: str) -> None:
    diagnostics = Diagnostics()
    node = parse(block, "block.yaml", diagnostics)
    assert node is not None
    if "when" in node.entries():
        parse_condition(node.entries()["when"], diagnostics)
    assert diagnostics.sorted() == ()


def test_the_obligation_that_is_shown_is_one_that_loads(tmp_path: Path, edition: Edition) -> None:
    name = "persistent/school-formal-conversations"
    shown = next(block for block in BLOCKS if block.startswith("title:"))
    whole = edition.obligations[name]
    written = (tmp_path / "working-together-2022" / f"{name}.yaml").relative_to(tmp_path)
    changed(tmp_path, f"{name}.yaml", "title:", "title:")
    (tmp_path / written).write_text(shown, encoding="utf-8")
    loaded = changed(tmp_path, f"{name}.yaml", "title:", "title:").obligations[name]
    same = ("title", "party", "tier", "strength", "step", "leads_to", "hands_over_to", "source")
    assert [getattr(loaded, key) for key in same] == [getattr(whole, key) for key in same]


def test_facts_and_tiers_that_are_shown_are_the_shipped_ones(edition: Edition) -> None:
    diagnostics = Diagnostics()
    for block in BLOCKS:
        node = parse(block, "block.yaml", diagnostics)
        assert node is not None
        for name, entry in node.entries().items():
            if name in edition.facts:
                assert entry.entries()["question"].value == edition.facts[name].question
