"""Paths to a step and what comes before it, against trying everything."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.edition.edition import Edition
from attendance_rules.errors import UnknownNameError
from attendance_rules.escalation import build, paths_to, tried_before
from attendance_rules.escalation.graph import Graph
from attendance_rules.escalation.queries import step_edges, steps
from tests.escalation.random_graphs import TIERS, graphs, walks
from tests.support.effort import examples

LEGAL = "persistent/local-authority-legal-intervention"


@pytest.fixture(scope="module")
def graph(edition: Edition) -> Graph:
    return build(edition)


def beginnings(graph: Graph, inside: set[str]) -> set[str]:
    return inside - {b for a, b, _ in step_edges(graph) if a in inside and b in inside}


def by_trying(graph: Graph, target: str, tier: str | None) -> set[tuple[str, ...]]:
    links: dict[str, set[str]] = {name: set() for name in steps(graph)}
    for start, end, _ in step_edges(graph):
        links[start].add(end)
    if tier is None:
        order = [set(links)]
    else:
        at = TIERS.index(tier)
        tiers = [*TIERS[at::-1], *TIERS[at + 1 :]]
        order = [{name for name in links if graph.nodes[name]["tier"] == one} for one in tiers]
    for inside in order:
        starts = beginnings(graph, inside)
        if found := {path for start in starts for path in walks(links, start, target)}:
            return found
    return set()


@examples(250)
@given(data=st.data(), rings=st.booleans())
def test_paths_are_those_that_trying_everything_finds(data: st.DataObject, rings: bool) -> None:
    graph = data.draw(graphs(rings=rings))
    for target in steps(graph):
        for tier in (None, *TIERS):
            found = paths_to(graph, target, tier)
            expected = by_trying(graph, target, tier)
            assert found.complete
            assert set(found.paths) == expected
            assert len(found.paths) == len(expected)
            assert list(map(len, found.paths)) == sorted(map(len, found.paths))
            tried = tried_before(graph, target, tier)
            assert tried.tier == found.tier
            always = set.intersection(*map(set, expected)) if expected else {target}
            assert set(tried.always) == always - {target}
            sometimes = {name for path in expected for name in path} - always
            assert (
                sometimes == set(tried.sometimes)
                if not rings
                else sometimes <= set(tried.sometimes)
            )


@examples(60)
@given(data=st.data(), most=st.integers(0, 4))
def test_at_most_so_many_paths_are_listed_the_shortest_first(
    data: st.DataObject, most: int
) -> None:
    graph = data.draw(graphs(rings=False))
    for target in steps(graph):
        every = paths_to(graph, target).paths
        some = paths_to(graph, target, most=most)
        assert some == paths_to(graph, target, most=most)
        assert some.complete == (len(every) <= most)
        assert [len(one) for one in some.paths] == [len(one) for one in every[:most]]
        assert set(some.paths) <= set(every)


def test_before_prosecution_stand_support_and_formal_ways(graph: Graph) -> None:
    assert tried_before(graph, LEGAL).always == ("at-risk/school-understand-reasons",)
    later = tried_before(graph, LEGAL, "persistent")
    assert later.always == ("persistent/school-targeted-support",)
    assert later.sometimes == (
        "persistent/school-formal-conversations",
        "persistent/school-legal-intervention",
        "persistent/local-authority-formal-support",
    )
    assert (
        "persistent/school-targeted-support",
        "persistent/local-authority-formal-support",
        LEGAL,
    ) in (paths_to(graph, LEGAL, "persistent").paths)


def test_a_tier_without_a_way_of_its_own_takes_the_nearest(graph: Graph) -> None:
    assert paths_to(graph, LEGAL, "severe") == paths_to(graph, LEGAL, "persistent")
    assert paths_to(graph, LEGAL, "all_pupils").tier == "at_risk"
    assert paths_to(graph, LEGAL).tier is None


def test_paths_are_plain_data(graph: Graph) -> None:
    paths = json.loads(json.dumps(paths_to(graph, LEGAL, "persistent").to_dict()))
    assert len(paths["paths"]) == 5
    assert paths["complete"] is True
    assert json.loads(json.dumps(tried_before(graph, LEGAL).to_dict()))["target"] == LEGAL


def test_the_target_is_a_step_and_the_tier_a_tier(graph: Graph) -> None:
    for ask in (paths_to, tried_before):
        with pytest.raises(
            UnknownNameError, match="there is no step `all-pupils/school-registers`"
        ):
            ask(graph, "all-pupils/school-registers")
        with pytest.raises(UnknownNameError, match="there is no tier `x`"):
            ask(graph, LEGAL, "x")
