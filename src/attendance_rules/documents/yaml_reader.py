"""YAML text → nodes with places.

Read by the core rules of YAML 1.2, so `no`, `10:30` and `010` are what they look like. Anchors,
aliases, tags and several documents in one file are refused: rules need none of them, and they
are how a small file grows without bound.
"""

from __future__ import annotations

import re

import yaml

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.scalars import resolve
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import shown

DEEPEST = 40  # levels; a condition nested deeper than that can no longer be read by a person
MOST_NODES = 200_000  # in all files together; those of the package hold about 4,000
MOST_TEXT = 20_000_000  # characters, in all files together

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Beside what YAML forbids: line breaks that only YAML 1.1 knows, since no editor counts lines by
# them, and marks that turn the direction of writing, since what follows is not what it looks like.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)


class TooMuchError(Exception):
    """The documents together hold more than can be rules."""


class Allowance:
    """How much the documents of an edition may still hold together."""

    def __init__(self) -> None:
        self._nodes = MOST_NODES
        self._text = MOST_TEXT

    def take_node(self) -> None:
        self._nodes -= 1
        if self._nodes < 0:
            raise TooMuchError

    def take_text(self, text: str) -> None:
        self._text -= len(text)
        if self._text < 0:
            raise TooMuchError


class _RefusedError(Exception):
    """The document cannot be read further; the diagnostic says why."""


def parse(
    text: str, name: str, diagnostics: Diagnostics, allowance: Allowance | None = None
) -> Node | None:
    """The nodes of one YAML document, or None when it is broken or empty.

    `name` is how the file is called in diagnostics. A broken file gives one diagnostic: what
    stands behind the first fault cannot be told. Raises `TooMuchError`.
    """
    allowance = allowance or Allowance()
    allowance.take_text(text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        place = _place_of(text, forbidden.start(), name)
        diagnostics.add(place, "yaml-syntax", "here is a character that no text needs", "remove it")
        return None
    try:
        return _Builder(name, diagnostics, allowance).build(text)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        place = min(position, _place_of(text, len(text.rstrip()), name))
        problem = " ".join((error.problem or "it cannot be read").split())
        diagnostics.add(place, "yaml-syntax", f"this is not YAML: {problem}", _syntax_help(problem))
    return None


def _place_of(text: str, position: int, name: str) -> Place:
    lines = re.split("\r\n|\r|\n", text[:position])
    return Place(name, len(lines), len(lines[-1]) + 1)


def _syntax_help(problem: str) -> str:
    if "tab" in problem or "cannot start any token" in problem:
        return "indent with spaces, and put text that starts with a special character in quotes"
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon in quotes"
    return "check the indentation, the quotes and the brackets before this place"


_HELP = {
    "alias": "write the text out where it is needed",
    "several-documents": "keep one document in a file",
    "too-deep": "name a part of it as a definition",
    "tag": "remove the tag",
    "wrong-key": "write a name and a colon before the value",
}


class _Builder:
    """Builds nodes from the parser's events, without recursion, so that depth cannot hurt."""

    def __init__(self, name: str, diagnostics: Diagnostics, allowance: Allowance) -> None:
        self._name = name
        self._diagnostics = diagnostics
        self._allowance = allowance
        self._open: list[Node] = []
        self._pending: list[tuple[str, Place] | None] = []
        self._root: Node | None = None

    def build(self, text: str) -> Node | None:
        documents = 0
        for event in yaml.parse(text, Loader=_PARSER):
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._refuse(event, "several-documents", "a second document starts here")
                case yaml.AliasEvent():
                    self._refuse(event, "alias", "aliases are not used in rules")
                case yaml.NodeEvent() if event.anchor is not None:
                    self._refuse(event, "alias", "anchors are not used in rules")
                case yaml.ScalarEvent():
                    self._scalar(event)
                case yaml.MappingStartEvent():
                    self._begin(event, {})
                case yaml.SequenceStartEvent():
                    self._begin(event, [])
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._open.pop()
                    self._pending.pop()
        if self._root is None:
            self._diagnostics.add(
                Place(self._name), "empty", "this file holds nothing", "write `{}` if that is meant"
            )
        return self._root

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1) if mark else Place(self._name)

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._diagnostics.add(self._place(event), code, message, _HELP[code])
        raise _RefusedError

    def _begin(self, event: yaml.CollectionStartEvent, value: list[Node] | dict[str, Node]) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, "tag", "tags are not used in rules")
        if len(self._open) >= DEEPEST:
            self._refuse(event, "too-deep", f"this is nested more than {DEEPEST} levels deep")
        if self._awaits_key():
            self._refuse(event, "wrong-key", "a name must be plain text")
        node = Node(value, self._place(event))
        self._put(node)
        self._open.append(node)
        self._pending.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, "tag", "tags are not used in rules")
        if self._awaits_key():
            if not event.value:
                self._refuse(event, "wrong-key", "here a name is missing")
            self._pending[-1] = (event.value, self._place(event))
            return
        plain = event.implicit[0]
        self._put(Node(resolve(event.value) if plain else event.value, self._place(event)))

    def _awaits_key(self) -> bool:
        return bool(
            self._open and isinstance(self._open[-1].value, dict) and self._pending[-1] is None
        )

    def _put(self, node: Node) -> None:
        self._allowance.take_node()
        if not self._open:
            self._root = node
            return
        parent, pending = self._open[-1], self._pending[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict) and pending is not None:
            key, place = pending
            self._pending[-1] = None
            if key in parent.value:
                self._diagnostics.add(
                    place,
                    "duplicate-key",
                    f"{shown(key)} stands here twice",
                    f"the first is on line {parent.keys[key].line}; keep one of them",
                )
                return
            parent.value[key] = node
            parent.keys[key] = place
