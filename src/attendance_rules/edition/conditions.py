"""Conditions as written: tests of facts, joined by any, all and not, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attendance_rules.documents.nodes import Node, Scalar
from attendance_rules.documents.validate import Reading
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean, nearest

COMPARATORS = ("at_least", "more_than", "at_most", "less_than")
JOINERS = ("any", "all", "not")


@dataclass(frozen=True, slots=True)
class Operand:
    """A value that a fact is compared with: a word, a number, a share or a parameter's name."""

    value: Scalar
    place: Place


@dataclass(frozen=True, slots=True)
class Test:
    """A fact or definition compared: `is` and `one_of` for values, the comparators for numbers.

    `place` is that of the fact's name.
    """

    subject: str
    comparator: str
    operands: tuple[Operand, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these holds; of none, always."""

    of: tuple[Condition, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these holds."""

    of: tuple[Condition, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    of: Condition
    place: Place


Condition = Test | All | Any | Not


def tests(condition: Condition) -> Iterator[Test]:
    """Every test in a condition, in the order in which they are written."""
    match condition:
        case Test():
            yield condition
        case Not():
            yield from tests(condition.of)
        case All() | Any():
            for operand in condition.of:
                yield from tests(operand)


def always(place: Place) -> Condition:
    """The condition that holds whatever is known."""
    return All((), place)


class ConditionReading(Reading):
    """Collects the conditions of the documents, and the mistakes of form in them."""

    kept_as_nodes = frozenset({"when"})

    def __init__(self, diagnostics: Diagnostics) -> None:
        super().__init__(diagnostics)
        self.conditions: list[Condition] = []

    def condition(self, node: Node) -> Condition:
        condition = parse(node, self.diagnostics)
        self.conditions.append(condition)
        return condition


def parse(node: Node, diagnostics: Diagnostics) -> Condition:
    """The condition that `node` writes down. Mistakes of form go to `diagnostics`.

    Where something cannot be read, `always` stands for it: it asks nothing, so nothing more is
    said about it.
    """
    if node.value == "always":
        return always(node.place)
    if not isinstance(node.value, dict):
        diagnostics.add(
            node.place,
            "wrong-condition",
            f"a condition is a mapping of facts to values, and this is {node.kind()}",
            "write `always`, or for example `engagement: lacking`",
        )
        return always(node.place)
    if not node.value:
        diagnostics.add(
            node.place,
            "empty-condition",
            "this condition is empty",
            "write `always` if it is meant",
        )
    entries = tuple(
        _entry(name, child, node.keys[name], diagnostics) for name, child in node.value.items()
    )
    return entries[0] if len(entries) == 1 else All(entries, node.place)


def _entry(name: str, node: Node, place: Place, diagnostics: Diagnostics) -> Condition:
    if name == "not":
        return Not(parse(node, diagnostics), place)
    if name in ("any", "all"):
        return _joined(name, node, place, diagnostics)
    if isinstance(node.value, dict):
        return _comparisons(name, node, place, diagnostics)
    if isinstance(node.value, list):
        joiner = nearest(name, JOINERS) if _holds_mappings(node) else None
        diagnostics.add(
            node.place if joiner is None else place,
            "wrong-condition",
            f"{shown(name)} is compared with a list",
            f"write `one_of: […]` below {shown(name)}"
            if joiner is None
            else f"did you mean `{joiner}`?",
        )
        return always(place)
    if node.value is None:
        diagnostics.add(
            place, "empty-condition", f"nothing is asked of {shown(name)}", "write a value after it"
        )
        return always(place)
    return Test(name, "is", (Operand(node.value, node.place),), place)


def _holds_mappings(node: Node) -> bool:
    """Whether a list holds what could be conditions."""
    return any(isinstance(item.value, dict) for item in node.items())


def _joined(name: str, node: Node, place: Place, diagnostics: Diagnostics) -> Condition:
    if not node.items():
        diagnostics.add(
            node.place,
            "wrong-condition",
            f"`{name}` takes a list of conditions, and this is "
            + ("an empty list" if isinstance(node.value, list) else node.kind()),
            "start each condition on a line of its own with a dash",
        )
        return always(place)
    children = tuple(parse(child, diagnostics) for child in node.items())
    return All(children, place) if name == "all" else Any(children, place)


def _comparisons(name: str, node: Node, place: Place, diagnostics: Diagnostics) -> Condition:
    known = (*COMPARATORS, "one_of")
    if not node.entries():
        diagnostics.add(node.place, "empty-condition", f"nothing is asked of {shown(name)}")
        return always(place)
    if nearest(name, JOINERS) and not any(entry in known for entry in node.entries()):
        diagnostics.add(
            place,
            "wrong-condition",
            f"{shown(name)} is followed by a condition",
            did_you_mean(name, JOINERS),
        )
        return always(place)
    found: list[Condition] = []
    for comparator, child in node.entries().items():
        if comparator == "one_of":
            found += _one_of(name, child, place, diagnostics)
        elif comparator not in known:
            diagnostics.add(
                node.keys[comparator],
                "unknown-comparator",
                f"{shown(comparator)} is not a way to compare {shown(name)}",
                did_you_mean(comparator, known),
            )
        elif isinstance(child.value, (dict, list)) or child.value is None:
            diagnostics.add(
                child.place if child.value is not None else node.keys[comparator],
                "wrong-condition",
                f"`{comparator}` takes one number or the name of a parameter, "
                f"and this is {child.kind()}",
            )
        else:
            found.append(Test(name, comparator, (Operand(child.value, child.place),), place))
    return found[0] if len(found) == 1 else All(tuple(found), place)


def _one_of(name: str, node: Node, place: Place, diagnostics: Diagnostics) -> list[Condition]:
    operands: list[Operand] = []
    for item in node.items():
        if isinstance(item.value, (dict, list)) or item.value is None:
            diagnostics.add(
                item.place,
                "wrong-condition",
                f"`one_of` takes single words, and this is {item.kind()}",
            )
            return []
        operands.append(Operand(item.value, item.place))
    if not operands:
        diagnostics.add(
            node.place,
            "wrong-condition",
            "`one_of` takes a list of words, and this is "
            + ("an empty list" if isinstance(node.value, list) else node.kind()),
            "write them in square brackets",
        )
        return []
    return [Test(name, "one_of", tuple(operands), place)]
