"""Mermaid and SVG: whole, restricted, and harmless whatever a title holds."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from attendance_rules.edition.edition import Edition
from attendance_rules.escalation import build, mermaid, svg
from attendance_rules.escalation.queries import in_path_order, step_edges, steps
from tests.escalation.editions import changed

NASTY = """title: 'Hold "more" formal & `plain` #1 talks] end'"""
NODE = re.compile(r"^ +(\w+)\[\"([^\"]*)\"\]$")


def test_mermaid_draws_every_step_and_link_once(edition: Edition) -> None:
    graph = build(edition)
    lines = mermaid(graph).splitlines()
    assert lines[0] == "flowchart TD"
    boxes = [match[1] for line in lines if (match := NODE.match(line))]
    assert len(boxes) == len(set(boxes)) == len(steps(graph)) + 1  # the lowest tier has no step
    links = [line for line in lines if " --> " in line or " -.-> " in line]
    assert len(links) == len(step_edges(graph))
    assert sum(line.lstrip().startswith("subgraph") for line in lines) == 3
    assert lines.count("  end") == 3


def test_mermaid_of_a_tier_and_a_party_shows_all_that_is_theirs(edition: Edition) -> None:
    drawn = mermaid(build(edition), tier="persistent", party="school")
    assert "Work with other schools in the area" in drawn
    assert "Local authority" not in drawn
    assert "Severely absent" not in drawn
    assert "Consider schools" in mermaid(build(edition), party="ofsted")


def test_labels_are_escaped(tmp_path: Path) -> None:
    edition = changed(
        tmp_path,
        "persistent/school-formal-conversations.yaml",
        "title: Hold more formal conversations with parents",
        NASTY,
    )
    graph = build(edition)
    label = next(line for line in mermaid(graph).splitlines() if "talks" in line)
    assert label.endswith(
        'School: Hold #quot;more#quot; formal #amp; #96;plain#96; #35;1 talks] end"]'
    )
    drawing = svg(graph, href=lambda name: f'/{name}?"<>')
    assert "<b>" not in drawing
    ElementTree.fromstring(drawing)


def test_the_drawing_links_every_step_and_says_what_it_is(edition: Edition) -> None:
    graph = build(edition)
    drawing = svg(graph, href=lambda name: f"/{name}/")
    root = ElementTree.fromstring(drawing)
    space = "{http://www.w3.org/2000/svg}"
    links = [one.get("href") for one in root.iter(f"{space}a")]
    assert links == [f"/{name}/" for name in steps(graph)]
    assert root.find(f"{space}title") is not None
    assert root.find(f"{space}desc") is not None
    assert not re.search(r"https?://(?!www\.w3\.org/)|<script|@import|url\(http", drawing)
    for name in steps(graph):
        assert edition.obligations[name].title.replace("'", "&#x27;") in drawing


def test_steps_stand_below_those_that_lead_to_them(edition: Edition) -> None:
    graph = build(edition)
    order = in_path_order(graph)
    for start, end, _ in step_edges(graph):
        assert order.index(start) < order.index(end)


@pytest.mark.parametrize("title", ["x" * 200, "word " * 39, "a"])
def test_a_long_title_is_cut_and_a_short_one_is_not(tmp_path: Path, title: str) -> None:
    edition = changed(
        tmp_path,
        "persistent/school-formal-conversations.yaml",
        "title: Hold more formal conversations with parents",
        f"title: {title}",
    )
    drawing = svg(build(edition))
    ElementTree.fromstring(drawing)
    assert ("…</tspan>" in drawing) == (len(title) > 100)
