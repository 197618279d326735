"""What comes next for a pupil, what would open it, and the pupil's drawings."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance_rules.decision.decision import Decision
from attendance_rules.escalation import alternative, mermaid, next_steps, opened_by, svg
from attendance_rules.escalation.drawing.view import view
from attendance_rules.escalation.graph import Graph
from attendance_rules.escalation.queries import obligations_of, path, steps
from attendance_rules.policy import Policy
from tests.escalation.random_graphs import graphs, pupils
from tests.support.effort import examples

FACTS = {
    "pupil_id": "P0001",
    "sessions_possible": 120,
    "sessions_absent": 31,
    "engagement": "lacking",
    "safeguarding_concern": False,
}
LEGAL = "persistent/school-legal-intervention"


@pytest.fixture(scope="module")
def graph(policy: Policy) -> Graph:
    return policy.escalation


@pytest.fixture(scope="module")
def decision(policy: Policy) -> Decision:
    return policy.decide(FACTS)


def test_the_next_step_and_on_whose_side(graph: Graph, decision: Decision) -> None:
    found = {one.obligation: one for one in next_steps(graph, decision)}
    now = [name for name, one in found.items() if one.now]
    assert now == [name for name in steps(graph) if decision.statuses[name] == "required"]
    assert list(found)[: len(now)] == now

    legal = found[LEGAL]
    assert (legal.status, legal.party, legal.step) == ("undetermined", "school", "legal")
    assert legal.after == (
        "persistent/school-formal-conversations",
        "persistent/local-authority-formal-support",
    )
    assert legal.handed_over_by == ("persistent/local-authority-formal-support",)
    assert legal.missing == ("support_outcome",)
    assert legal.takes == "support is not working, is not being engaged with or is not appropriate"

    joint = found["severe/school-joint-approach"]
    assert (joint.status, joint.missing) == ("not_required", ())
    assert joint.takes == "the absence rate is at or above 50%"
    care = found["persistent/school-social-care"]
    assert (care.status, care.takes) == ("not_required", "there are safeguarding concerns")
    assert found[now[0]].takes is None


def test_next_steps_are_plain_data_and_show_nothing(graph: Graph, decision: Decision) -> None:
    found = next_steps(graph, decision)
    assert json.loads(json.dumps([one.to_dict() for one in found]))[0]["status"] == "required"
    assert repr(found[0]) == "<NextStep>"
    assert repr(view(graph, decision=decision)) == "<View>"


def test_with_nothing_required_the_path_begins_at_its_beginning(
    policy: Policy, graph: Graph
) -> None:
    attends = policy.decide({"sessions_possible": 120, "sessions_absent": 0})
    assert [(one.obligation, one.status, one.after) for one in next_steps(graph, attends)] == [
        ("at-risk/school-understand-reasons", "not_required", ())
    ]
    (first,) = next_steps(graph, attends)
    assert "identified the pupil as at risk" in str(first.takes)
    (unknown,) = next_steps(graph, policy.decide({}))
    assert unknown.status == "undetermined"
    assert unknown.missing == ("sessions_possible", "sessions_absent")


def test_no_possible_session_leaves_nothing_to_ask_and_says_why(
    policy: Policy, graph: Graph
) -> None:
    decision = policy.decide({"sessions_possible": 0, "sessions_absent": 0})
    (first,) = next_steps(graph, decision)
    assert (first.missing, first.unclassifiable) == (
        (),
        "no session was possible, so there is no absence rate",
    )
    assert not any("sessions" in fact for fact in opened_by(graph, decision))


def test_what_each_further_fact_would_open(
    policy: Policy, graph: Graph, decision: Decision
) -> None:
    opened = opened_by(graph, decision)
    assert opened["support_outcome"] == (LEGAL, "persistent/local-authority-legal-intervention")
    assert opened_by(graph, decision, "school")["support_outcome"] == (LEGAL,)
    assert "safeguarding_concern" not in opened
    sizes = [len(names) for names in opened.values()]
    assert sizes == sorted(sizes, reverse=True)
    for name in opened["support_outcome"]:
        known = policy.decide(FACTS | {"support_outcome": "not_working"})
        assert known.statuses[name] == "required"


@examples(150)
@given(data=st.data())
def test_next_steps_of_any_pupil(data: st.DataObject) -> None:
    graph = data.draw(graphs(rings=True))
    pupil = data.draw(pupils(graph))
    before = path(graph).pred
    found = {one.obligation: one for one in next_steps(graph, pupil)}
    for name in steps(graph):
        status = pupil.statuses[name]
        required = [one for one in before[name] if pupil.statuses[one] == "required"]
        if status == "required" or required:
            assert name in found
        if name in found:
            assert set(found[name].after) == set(required)
            assert (found[name].missing == ("a fact",)) == (status == "undetermined")
            assert all(
                graph.nodes[one]["party"] != found[name].party for one in found[name].handed_over_by
            )
    possible = [one for one in steps(graph) if pupil.statuses[one] != "not_required"]
    begins = [one for one in steps(graph) if not before[one]]
    if not possible:
        assert list(found) == begins
    assert not set(found) - set(steps(graph))


def drawn(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


SPACE = "{http://www.w3.org/2000/svg}"


def classes(drawing: str) -> dict[str, set[str]]:
    """The classes of each box, by the beginning of its title."""
    found = {}
    for one in drawn(drawing).iter(f"{SPACE}a"):
        found[str(one.get("href"))] = set(str(one.get("class")).split())
    return found


def test_a_pupils_drawing_shows_where_the_pupil_is(graph: Graph, decision: Decision) -> None:
    drawing = svg(graph, decision=decision, href=lambda name: name)
    for name, kinds in classes(drawing).items():
        assert decision.statuses[name] in kinds
        assert len(kinds & {"required", "undetermined", "not_required"}) == 1
    texts = ["".join(one.itertext()) for one in drawn(drawing).iter(f"{SPACE}text")]
    assert texts.count("You are here") == 1
    assert sum(text.endswith("? to find out") for text in texts) == 1 + sum(
        decision.statuses[name] == "undetermined" and graph.nodes[name]["step"] != "legal"
        for name in steps(graph)
    )
    marked = [one for one in drawn(drawing).iter(f"{SPACE}rect") if "here" in str(one.get("class"))]
    assert len(marked) == 1
    words = str(drawn(drawing).findtext(f"{SPACE}desc"))
    assert words == alternative(graph, decision=decision)
    assert words.startswith("You are here: Persistently absent. Expected: School: Work with")
    assert "To find out: School: Signpost services" in words
    assert "Not expected: School: Intensify support" in words


def test_a_drawing_shows_statuses_and_nothing_else_of_a_pupil(
    policy: Policy, graph: Graph, decision: Decision
) -> None:
    other = policy.decide(
        FACTS | {"pupil_id": "P0002", "sessions_possible": 200, "sessions_absent": 44}
    )
    assert svg(graph, decision=decision) == svg(graph, decision=other)
    assert mermaid(graph, decision=decision) == mermaid(graph, decision=other)
    assert alternative(graph, decision=decision) == alternative(graph, decision=other)
    named = svg(graph, decision=decision, title="P0001 & <others>")
    assert drawn(named).findtext(f"{SPACE}title") == "P0001 & <others>"


def test_a_pupil_of_no_known_tier(policy: Policy, graph: Graph) -> None:
    decision = policy.decide({})
    assert "You are here" not in svg(graph, decision=decision)
    assert alternative(graph, decision=decision).startswith("The tier is not known.")
    assert "you are here" not in mermaid(graph, decision=decision)


def test_mermaid_of_a_pupil(graph: Graph, decision: Decision) -> None:
    lines = mermaid(graph, decision=decision).splitlines()
    assert '  subgraph n_tier___persistent["Persistently absent (you are here)"]' in lines
    assert "  class n_persistent__school_targeted_support required" in lines
    assert "  class n_severe__school_joint_approach not_required" in lines
    assert any(
        line.endswith('["? School: Work with the local authority on legal intervention"]')
        for line in lines
    )
    assert sum(line.startswith("  class n_") for line in lines) == len(steps(graph)) + 1


@pytest.mark.parametrize("tier", ["all_pupils", "severe", None])
@pytest.mark.parametrize("party", ["school", "ofsted", None])
def test_every_drawing_is_xml_with_a_title_and_words(
    graph: Graph, decision: Decision, tier: str | None, party: str | None
) -> None:
    for pupil in (None, decision):
        drawing = svg(graph, tier=tier, party=party, decision=pupil)
        root = drawn(drawing)
        assert root.findtext(f"{SPACE}title")
        assert root.findtext(f"{SPACE}desc") == alternative(graph, tier, party, pupil)
        boxes = [one for one in root.iter(f"{SPACE}g") if one.get("role") == "img"]
        whole = tier is None and party is None
        assert len(boxes) == len(steps(graph) if whole else obligations_of(graph, tier, party))
        assert all(box.findtext(f"{SPACE}title") for box in boxes)
        assert " id=" not in drawing


def test_a_tiers_drawing_says_where_its_steps_go_on(graph: Graph) -> None:
    drawing = svg(graph, tier="at_risk")
    texts = list(drawn(drawing).itertext())
    assert "→ Persistently absent" in texts
    assert "→ Local authority" in list(drawn(svg(graph, party="school")).itertext())


@examples(60)
@given(data=st.data())
def test_any_pupil_on_any_graph_can_be_drawn(data: st.DataObject) -> None:
    graph = data.draw(graphs(rings=True))
    pupil = data.draw(pupils(graph))
    for party in (None, "one"):
        drawn(svg(graph, party=party, decision=pupil))
        assert mermaid(graph, party=party, decision=pupil)
