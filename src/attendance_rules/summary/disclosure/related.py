"""Which obligations hang together: groups of obligations that ask for the same facts.

Facts that tiers ask for are at the core of every answer, and facts about a body are the same for
all its pupils. Once these are given, what the obligations of one group say does not hang on what
those of another say: they ask for other facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import networkx

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.policy import Policy
from attendance_rules.program.analysis.ways import below
from attendance_rules.program.program import Atom, Program, Reaches, atoms


@dataclass(frozen=True, slots=True)
class Group:
    """Obligations, the facts that they ask for, and all that they ask of these."""

    obligations: tuple[str, ...]
    facts: tuple[str, ...]
    tests: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """The core, with the obligations that ask for nothing else, and the groups beside it."""

    core: Group
    bodies: tuple[Atom, ...]
    """What the core asks of facts about a school or an area."""
    groups: tuple[Group, ...]


def related(policy: Policy) -> Related:
    """The obligations for single pupils of a policy, in groups."""
    edition, program = policy.edition, policy.program
    asked = {
        name: _tests(program, [name])
        for name, obligation in edition.obligations.items()
        if not obligation.standing
    }
    of_tiers = _tests(program, program.tiers)
    every = dict.fromkeys([*of_tiers, *(test for tests in asked.values() for test in tests)])
    linked = _linked(edition, program, every)
    bodies = {name for name, fact in edition.facts.items() if fact.about != "pupil"}
    central = {fact for test in of_tiers for fact in facts_of(program, test)} | bodies
    core: set[str] = set()
    for component in networkx.connected_components(linked):
        core |= component if component & central else set()

    def group(obligations: Iterable[str], facts: set[str]) -> Group:
        return Group(
            tuple(name for name in asked if name in obligations),
            tuple(fact for fact in edition.facts if fact in facts),
            tuple(test for test in every if facts.issuperset(facts_of(program, test))),
        )

    # Obligations and the facts that they ask for as one graph: no name is that of both.
    both = networkx.Graph(linked)
    both.remove_nodes_from(core)
    for name, tests in asked.items():
        both.add_node(name)
        facts = (fact for test in tests for fact in facts_of(program, test))
        both.add_edges_from((name, fact) for fact in facts if fact not in core)
    components = list(networkx.connected_components(both))
    alone = {name for component in components if len(component) == 1 for name in component}
    whole = group(alone, core)
    told = tuple(test for test in whole.tests if bodies.intersection(facts_of(program, test)))
    beside = [group(found, found - set(asked)) for found in components if len(found) > 1]
    return Related(whole, told, tuple(beside))


def facts_of(program: Program, test: Atom) -> tuple[str, ...]:
    """The facts that a test asks for: of a rate, both counts."""
    if not isinstance(test, Reaches):
        return (test.fact,)
    rate = next(rate for rate in program.rates if rate.name == test.rate)
    return rate.part, rate.whole


def _tests(program: Program, steps: Iterable[str]) -> tuple[Atom, ...]:
    found: Iterator[Atom] = (
        test
        for step in steps
        for condition in below(program, step).values()
        for test in atoms(condition)
    )
    return tuple(dict.fromkeys(found))


def _linked(edition: Edition, program: Program, tests: Iterable[Atom]) -> networkx.Graph[str]:
    """The facts that are asked for; linked if not every value of one goes with every of another."""
    graph: networkx.Graph[str] = networkx.Graph()
    for test in tests:
        facts = facts_of(program, test)
        graph.add_nodes_from(facts)
        networkx.add_path(graph, facts)
    for fact in list(graph):
        graph.add_edges_from((fact, whole) for whole in wholes(edition, fact) if whole in graph)
    return graph
