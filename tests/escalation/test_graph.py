"""The graph holds what the rules say, in plain values."""

from __future__ import annotations

import json
from collections.abc import Callable

import networkx as nx
import pytest

from attendance_rules.edition.edition import Edition
from attendance_rules.errors import UnknownNameError
from attendance_rules.escalation import alternative, build, mermaid, node_link, obligations_of
from attendance_rules.escalation.graph import Graph
from attendance_rules.escalation.queries import follow, support
from attendance_rules.policy import Policy


@pytest.fixture(scope="module")
def graph(edition: Edition) -> Graph:
    return build(edition)


def test_every_tier_party_and_obligation_is_a_node(edition: Edition, graph: Graph) -> None:
    kinds = {"tier": edition.tiers, "party": edition.about.parties}
    for kind, names in kinds.items():
        nodes = [data[kind] for _, data in graph.nodes(data=True) if data["kind"] == kind]
        assert nodes == list(names)
    assert obligations_of(graph) == list(edition.obligations)


def test_an_obligation_says_what_it_is(graph: Graph) -> None:
    node = graph.nodes["persistent/school-formal-conversations"]
    assert node == {
        "kind": "obligation",
        "title": "Hold more formal conversations with parents",
        "party": "school",
        "with": ["parents"],
        "tier": "persistent",
        "step": "support",
        "ends_path": None,
        "standing": False,
        "strength": "expected",
        "when": "parents are not engaging",
        "when_owed": "the absence rate is at or above 10% and parents are not engaging",
        "thresholds": {},
        "section": "persistent",
        "source": {"section": "persistent", "column": "schools", "item": 2},
    }


def test_edges_say_how_things_hang_together(graph: Graph) -> None:
    conversations = "persistent/school-formal-conversations"
    assert follow(graph, conversations, "owed_by") == ["party:school"]
    assert follow(graph, conversations, "leads_to") == ["persistent/school-legal-intervention"]
    assert follow(graph, conversations, "hands_over_to") == [
        "persistent/local-authority-formal-support"
    ]
    assert conversations in follow(graph, "tier:persistent", "asks_for")
    assert follow(graph, "tier:persistent", "continues") == ["tier:at_risk"]
    assert graph.edges["tier:at_risk", "tier:persistent", "escalates"] == {
        "kind": "escalates",
        "way_in": "the absence rate is at or above 10%",
        "thresholds": {"persistent_from": 1000},
        "only": True,
    }
    assert not graph.edges["tier:all_pupils", "tier:at_risk", "escalates"]["only"]


def test_an_obligation_names_the_thresholds_behind_its_definitions(graph: Graph) -> None:
    assert graph.nodes["medical-send/school-same-ambition"]["thresholds"] == {"at_risk_from": 500}
    named = {name for name, data in graph.nodes(data=True) if data.get("thresholds")}
    assert {name.partition("/")[0] for name in named} == {"medical-send"}


def test_a_threshold_that_was_set_stands_in_the_graph(edition: Edition) -> None:
    step = build(edition, {"at_risk_from": 800}).edges[
        "tier:all_pupils", "tier:at_risk", "escalates"
    ]
    assert step["thresholds"] == {"at_risk_from": 800}
    assert "8%" in step["way_in"]
    graph = build(edition, {"at_risk_from": 800})
    assert "8%" in graph.nodes["at-risk/school-understand-reasons"]["when_owed"]


def test_a_tier_has_its_own_obligations_and_those_it_continues(
    edition: Edition, graph: Graph
) -> None:
    assert support(graph, "severe") == ["severe", "persistent", "at_risk", "all_pupils"]
    assert obligations_of(graph, "severe", "school") == ["severe/school-joint-approach"]
    held: set[str] = set()
    for tier in edition.tier_ladder():
        with_support = set(obligations_of(graph, tier, continued=True))
        assert with_support > held
        held = with_support
    assert held == set(edition.obligations)


def test_node_link_data_is_json_and_makes_the_same_graph(edition: Edition, graph: Graph) -> None:
    text = json.dumps(node_link(graph))
    again = nx.node_link_graph(json.loads(text), edges="edges")
    assert nx.utils.graphs_equal(graph, again)
    assert json.dumps(node_link(build(edition))) == text


def test_node_link_data_of_a_tier_and_a_party_hold_what_is_theirs(graph: Graph) -> None:
    data = node_link(graph, "severe", "local_authority")
    assert [node["id"] for node in data["nodes"]] == [
        "tier:severe",
        "party:local_authority",
        "severe/local-authority-top-priority",
        "severe/local-authority-safeguarding",
    ]
    assert {edge["kind"] for edge in data["edges"]} == {"asks_for", "owed_by"}
    every = node_link(graph, party="school")
    assert sum(node["kind"] == "tier" for node in every["nodes"]) == 4


def test_node_link_data_of_a_pupil_say_each_status(graph: Graph, policy: Policy) -> None:
    before = json.dumps(node_link(graph))
    decision = policy.decide({"sessions_possible": 120, "sessions_absent": 31})
    nodes = json.loads(json.dumps(node_link(graph, decision=decision)))["nodes"]
    statuses = {node["id"]: node["status"] for node in nodes if node["kind"] == "obligation"}
    assert statuses == decision.statuses
    assert [node["id"] for node in nodes if node.get("here")] == ["tier:persistent"]
    assert json.dumps(node_link(graph)) == before


@pytest.mark.parametrize("draw", [node_link, mermaid, alternative])
def test_a_tier_or_party_that_there_is_not_is_named(
    graph: Graph, draw: Callable[..., object]
) -> None:
    with pytest.raises(UnknownNameError, match="there is no tier `sever`; did you mean `severe`"):
        draw(graph, tier="sever")
    with pytest.raises(UnknownNameError, match="there is no party `schule`"):
        draw(graph, party="schule")
