"""Edition → networkx graph.

Nodes have a `kind`: `tier`, `obligation` or `party`. So have edges:

- `continues`: tier → the tier whose support goes on in it
- `escalates`: tier → the next tier up, with its way in and the thresholds in it; `only` says that
  there is no other way in than to reach them
- `asks_for`: tier → obligation
- `owed_by`: obligation → party
- `leads_to`, `hands_over_to`: obligation → the next step, of the same or of another party

An obligation has its own condition in words as `when`, the same with its tier as `when_owed`, and
the `thresholds` that its own condition hangs on. Every attribute is plain: text, numbers, lists and
mappings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import networkx as nx

from attendance_rules.edition.conditions import Condition, Test, tests
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import ConditionDefinition, Obligation
from attendance_rules.wording.clauses import sentence
from attendance_rules.wording.conditions import in_words
from attendance_rules.wording.obligations import own_condition, when_owed

# In quotes, since the class takes a type only for type checkers.
Graph: TypeAlias = "nx.MultiDiGraph[str]"


def tier_node(tier: str) -> str:
    """The name of a tier's node."""
    return f"tier:{tier}"


def party_node(party: str) -> str:
    """The name of a party's node."""
    return f"party:{party}"


def build(edition: Edition, parameters: Mapping[str, int] | None = None) -> Graph:
    """The graph of an edition. An obligation's node is called by its id.

    `parameters` holds thresholds that a caller has set, in basis points.
    """
    graph: Graph = nx.MultiDiGraph(edition=edition.id, digest=edition.digest)
    values = {name: one.value for name, one in edition.parameters.items()} | dict(parameters or {})
    _add_tiers(graph, edition, values)
    for party, title in edition.about.parties.items():
        graph.add_node(party_node(party), kind="party", party=party, title=title)
    _add_obligations(graph, edition, values)
    return graph


def _add_tiers(graph: Graph, edition: Edition, parameters: Mapping[str, int]) -> None:
    for position, name in enumerate(edition.tier_ladder()):
        tier = edition.tiers[name]
        way_in = in_words(edition, tier.when, parameters)
        graph.add_node(
            tier_node(name),
            kind="tier",
            tier=name,
            title=tier.title,
            section=tier.section,
            position=position,
            way_in=way_in,
        )
        if tier.continues is not None:
            below, here = tier_node(tier.continues), tier_node(name)
            _connect(graph, here, below, "continues")
            _connect(
                graph,
                below,
                here,
                "escalates",
                way_in=way_in,
                thresholds=_thresholds(edition, [tier.when], parameters),
                only=isinstance(tier.when, Test),
            )


def _thresholds(
    edition: Edition, whens: list[Condition], parameters: Mapping[str, int]
) -> dict[str, int]:
    """The parameters that conditions hang on, through definitions, in basis points."""
    named = (operand.value for test in _tests(edition, whens) for operand in test.operands)
    return {
        name: parameters[name] for name in named if isinstance(name, str) and name in parameters
    }


def _tests(edition: Edition, whens: list[Condition]) -> Iterator[Test]:
    for test in (test for when in whens for test in tests(when)):
        yield test
        definition = edition.definitions.get(test.subject)
        if isinstance(definition, ConditionDefinition):
            yield from _tests(edition, [definition.when])


def _whens(obligation: Obligation) -> list[Condition]:
    found = [obligation.when, *(part.when for part in obligation.parts.values())]
    return [when for when in found if when is not None]


def _add_obligations(graph: Graph, edition: Edition, parameters: Mapping[str, int]) -> None:
    for name, obligation in edition.obligations.items():
        graph.add_node(
            name,
            kind="obligation",
            title=obligation.title,
            party=obligation.party,
            tier=obligation.tier,
            step=obligation.step,
            ends_path=obligation.ends_path,
            standing=obligation.standing,
            strength=obligation.strength,
            when=sentence(own_condition(edition, obligation, parameters)),
            when_owed=sentence(when_owed(edition, obligation, parameters)),
            thresholds=_thresholds(edition, _whens(obligation), parameters),
            section=obligation.source.section,
            source={
                "section": obligation.source.section,
                "column": obligation.source.column,
                "item": obligation.source.item,
            },
            **{"with": list(obligation.with_)},
        )
        _connect(graph, tier_node(obligation.tier), name, "asks_for")
        _connect(graph, name, party_node(obligation.party), "owed_by")
    for name, obligation in edition.obligations.items():
        for target in obligation.leads_to:
            _connect(graph, name, target, "leads_to")
        for target in obligation.hands_over_to:
            _connect(graph, name, target, "hands_over_to")


def _connect(graph: Graph, start: str, end: str, kind: str, **attributes: object) -> None:
    graph.add_edge(start, end, key=kind, kind=kind, **attributes)
