"""What a YAML document holds, every node with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from attendance_rules.messages.diagnostics import Place

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list of nodes, or a mapping of names to nodes.

    `keys` holds the place of each name of a mapping: a mistake about the entry as a whole is
    reported there, a mistake about its value at the value.
    """

    value: Scalar | list[Node] | dict[str, Node]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)

    def entries(self) -> dict[str, Node]:
        """The entries of a mapping; none of anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def items(self) -> list[Node]:
        """The items of a list; none of anything else."""
        return self.value if isinstance(self.value, list) else []

    def at(self, *steps: str | int) -> Place:
        """The place of what lies at the end of `steps`, or of the last part that exists."""
        return self.descend(*steps).place

    def key_at(self, *steps: str | int) -> Place:
        """The place of the name that the last step leads through."""
        parent, last = self.descend(*steps[:-1]), steps[-1]
        return parent.keys.get(str(last), self.at(*steps))

    def descend(self, *steps: str | int) -> Node:
        """What lies at the end of `steps`, or the last part of the way that exists."""
        node = self
        for step in steps:
            if isinstance(node.value, dict) and step in node.value:
                node = node.value[str(step)]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
        return node

    def kind(self) -> str:
        """In an author's words, what this is."""
        match self.value:
            case dict():
                return "a mapping"
            case list():
                return "a list"
            case bool():
                return "true or false"
            case int() | float():
                return "a number"
            case None:
                return "nothing"
            case _:
                return "text"

    def walk(self) -> Iterator[Node]:
        """This node and every node below it."""
        yield self
        children = self.entries().values() if isinstance(self.value, dict) else self.items()
        for child in children:
            yield from child.walk()
