"""Boxes and lines keep clear of one another and of the text."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.escalation.drawing.alignment import Spot
from attendance_rules.escalation.drawing.layout import Step, arrange, rows_of
from attendance_rules.escalation.drawing.sheet import BOX, HEIGHT, Line, Sheet
from attendance_rules.escalation.drawing.view import view
from attendance_rules.escalation.queries import step_edges
from attendance_rules.policy import Policy
from tests.escalation.random_graphs import TIERS, graphs
from tests.support.effort import examples

CAST = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.booleans()), min_size=0, max_size=14
)
PAIRS = st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=24, unique=True)


@examples(200)
@given(cast=CAST, pairs=PAIRS)
def test_boxes_never_overlap_or_leave_the_drawing(
    cast: list[tuple[int, int, bool]], pairs: list[tuple[int, int]]
) -> None:
    made = [Step(f"s{n}", tier, lane, aside) for n, (tier, lane, aside) in enumerate(cast)]
    on_path = {step.name for step in made if not step.aside}
    links = [(f"s{a}", f"s{b}") for a, b in pairs if {f"s{a}", f"s{b}"} <= on_path]
    layout = arrange(made, links, box=100, gap=10, pass_by=5)
    spots: list[Spot] = [*layout.spots.values()]
    spots += [spot for way in layout.ways.values() for spot in way[1:-1]]
    for one in spots:
        for other in spots:
            if one is not other and one.row == other.row:
                assert abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-6
    assert all(spot.x - spot.width / 2 >= -1e-6 for spot in spots)
    assert all(spot.x + spot.width / 2 <= layout.width + 1e-6 for spot in spots)


def test_a_ring_of_steps_can_be_drawn() -> None:
    ring = [Step("a", 0, 0), Step("b", 0, 0), Step("c", 0, 0)]
    links = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")]
    assert sorted(rows_of(ring, links)) == ["a", "b", "c"]
    arrange(ring, links, box=100, gap=10, pass_by=5)


def corners(line: Line) -> list[tuple[float, float]]:
    """The ends of each piece of a line and the points that bend it, between which it stays."""
    found: list[tuple[float, float]] = []
    for kind, numbers in re.findall(r"([MCV])([^MCV]*)", line.path):
        values = [float(one) for one in numbers.split()]
        if kind == "V":
            found.append((found[-1][0], values[0]))
        else:
            found += zip(values[::2], values[1::2], strict=True)
    return [*found, line.tip]


def keeps_clear(sheet: Sheet, names: tuple[str, ...]) -> None:
    """No line in the margin of names and ways in, over the parties' names or through a box."""
    boxes = [sheet.place(name) for name in names]
    for line in sheet.lines():
        points = corners(line)
        assert all(sheet.left < x < sheet.width for x, _ in points)
        assert all(sheet.bands[0].top < y < sheet.bottom for _, y in points)
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            for middle, top in boxes:
                beside = min(x, to_x) > middle + BOX / 2 or max(x, to_x) < middle - BOX / 2
                above = max(y, to_y) <= top + 0.1
                assert beside or above or min(y, to_y) >= top + HEIGHT - 0.1, (line.start, top)


@pytest.mark.parametrize("party", [None, "school", "local_authority"])
@pytest.mark.parametrize("tier", [None, "at_risk", "persistent", "severe"])
def test_lines_keep_off_the_text(policy: Policy, tier: str | None, party: str | None) -> None:
    shown = view(policy.escalation, tier, party)
    keeps_clear(Sheet(shown, named=True), shown.names)


@examples(60)
@given(data=st.data())
def test_lines_keep_off_the_text_of_any_graph(data: st.DataObject) -> None:
    graph = data.draw(graphs(rings=False))
    for start, end, link in step_edges(graph):
        tiers = [TIERS.index(graph.nodes[name]["tier"]) for name in (start, end)]
        if tiers != sorted(tiers):
            graph.remove_edge(start, end, link["kind"])
    shown = view(graph)
    keeps_clear(Sheet(shown, named=False), shown.names)
