"""Conditions as written: tests of facts, joined by any, all and not, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from attendance_rules.edition.diagnostics import Diagnostics, Place, did_you_mean, shown
from attendance_rules.edition.nodes import Node, Scalar

COMPARATORS = ("at_least", "more_than", "at_most", "less_than")
JOINERS = ("any", "all", "not")


@dataclass(frozen=True, slots=True)
class Operand:
    """A value that a fact is compared with: a word, a number, a share or a parameter's name."""

    value: Scalar
    place: Place


@dataclass(frozen=True, slots=True)
class Test:
    """A fact or definition compared: `is` and `one_of` for values, the comparators for numbers."""

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
            for one in condition.of:
                yield from tests(one)


def always(place: Place) -> Condition:
    """The condition that holds whatever is known."""
    return All((), place)


def parse(node: Node, diagnostics: Diagnostics) -> Condition:
    """The condition that `node` writes down. Mistakes of form go to `diagnostics`."""
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
        if not node.items():
            diagnostics.add(
                node.place,
                "wrong-condition",
                f"`{name}` takes a list of conditions, and this is "
                + ("an empty list" if isinstance(node.value, list) else node.kind()),
                "start each condition on a line of its own with a dash",
            )
        children = tuple(parse(child, diagnostics) for child in node.items())
        return All(children, place) if name == "all" else Any(children, place)
    if isinstance(node.value, dict):
        return _comparisons(name, node, place, diagnostics)
    if isinstance(node.value, list):
        diagnostics.add(
            node.place,
            "wrong-condition",
            f"{shown(name)} is compared with a list",
            f"write `{name}: {{one_of: […]}}`",
        )
        return always(place)
    return Test(name, "is", (Operand(node.value, node.place),), place)


def _comparisons(name: str, node: Node, place: Place, diagnostics: Diagnostics) -> Condition:
    found: list[Condition] = []
    for comparator, child in node.entries().items():
        at = node.keys[comparator]
        if comparator == "one_of":
            if not child.items():
                diagnostics.add(child.place, "wrong-condition", "`one_of` takes a list of words")
            words = tuple(
                Operand(item.value, item.place)
                for item in child.items()
                if not isinstance(item.value, (dict, list))
            )
            if len(words) < len(child.items()):
                diagnostics.add(child.place, "wrong-condition", "`one_of` takes single words")
            found.append(Test(name, "one_of", words, at))
        elif comparator in COMPARATORS:
            if isinstance(child.value, (dict, list)):
                diagnostics.add(
                    child.place,
                    "wrong-condition",
                    f"`{comparator}` takes one number or the name of a parameter",
                )
                continue
            found.append(Test(name, comparator, (Operand(child.value, child.place),), at))
        else:
            diagnostics.add(
                at,
                "unknown-comparator",
                f"{shown(comparator)} is not a way to compare {shown(name)}",
                did_you_mean(comparator, (*COMPARATORS, "one_of")),
            )
    if not node.entries():
        diagnostics.add(node.place, "empty-condition", f"nothing is asked of {shown(name)}")
    return found[0] if len(found) == 1 else All(tuple(found), place)
