"""YAML text → nodes with places.

Read by the core rules of YAML 1.2, so `no`, `10:30` and `010` are what they look like. Anchors,
aliases, tags and several documents in one file are refused: rules need none of them, and they
are how a small file grows without bound.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from attendance_rules.edition.diagnostics import Diagnostics, Place, shown
from attendance_rules.edition.nodes import Node, Scalar

LARGEST_FILE = 1_000_000  # bytes; the largest file of the edition has about 10,000
DEEPEST = 40  # levels; a condition nested deeper than that can no longer be read by a person

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CORE_NULL = re.compile(r"null|Null|NULL|~|")
_CORE_BOOL = {
    word: value
    for value, words in ((True, "true True TRUE"), (False, "false False FALSE"))
    for word in words.split()
}
_CORE_INT = re.compile(r"[-+]?[0-9]{1,18}")
_CORE_BASED = re.compile(r"0o[0-7]{1,18}|0x[0-9a-fA-F]{1,16}")
_CORE_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")


class _RefusedError(Exception):
    """The document cannot be read further; the diagnostic says why."""


def read(path: Path, name: str, diagnostics: Diagnostics) -> tuple[Node | None, bytes]:
    """The document in `path`, with its bytes, or None when it is broken.

    `name` is how the file is called in diagnostics. A broken file gives one diagnostic: what
    stands behind the first fault cannot be told.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            diagnostics.add(
                Place(name), "too-large", "this file is larger than 1 MB", "split it into several"
            )
            return None, b""
        content = path.read_bytes()
    except OSError:
        diagnostics.add(Place(name), "unreadable", "this file cannot be read")
        return None, b""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        column = error.start - (content.rfind(b"\n", 0, error.start) + 1) + 1
        diagnostics.add(
            Place(name, line, column), "not-utf-8", "this is not UTF-8 text", "save it as UTF-8"
        )
        return None, content
    return parse(text, name, diagnostics), content


def parse(text: str, name: str, diagnostics: Diagnostics) -> Node | None:
    """The nodes of one YAML document, or None when it is broken or empty."""
    try:
        return _Builder(name, diagnostics).build(text)
    except _RefusedError:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        problem = " ".join((error.problem or "it cannot be read").split())
        diagnostics.add(place, "yaml-syntax", f"this is not YAML: {problem}", _syntax_help(problem))
    except yaml.YAMLError as error:
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        diagnostics.add(
            Place(name, line), "yaml-syntax", "a character that YAML does not allow", "remove it"
        )
    return None


def _syntax_help(problem: str) -> str:
    if "tab" in problem or "cannot start any token" in problem:
        return "indent with spaces, and put text that starts with a special character in quotes"
    if "mapping values are not allowed" in problem:
        return "put text that holds a colon in quotes"
    return "check the indentation, the quotes and the brackets before this place"


class _Builder:
    """Builds nodes from the parser's events, without recursion, so that depth cannot hurt."""

    def __init__(self, name: str, diagnostics: Diagnostics) -> None:
        self._name = name
        self._diagnostics = diagnostics
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
            self._diagnostics.add(Place(self._name), "empty", "this file holds nothing")
        return self._root

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._name, mark.line + 1, mark.column + 1) if mark else Place(self._name)

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        helps = {
            "alias": "write the text out where it is needed",
            "several-documents": "keep one document in a file",
            "too-deep": "name a part of it as a definition",
            "tag": "remove the tag",
        }
        self._diagnostics.add(self._place(event), code, message, helps.get(code, ""))
        raise _RefusedError

    def _begin(self, event: yaml.CollectionStartEvent, value: list[Node] | dict[str, Node]) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, "tag", "tags are not used in rules")
        if len(self._open) >= DEEPEST:
            self._refuse(event, "too-deep", f"this is nested more than {DEEPEST} levels deep")
        node = Node(value, self._place(event))
        self._put(node)
        self._open.append(node)
        self._pending.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag not in (None, "!"):
            self._refuse(event, "tag", "tags are not used in rules")
        if self._open and isinstance(self._open[-1].value, dict) and self._pending[-1] is None:
            self._pending[-1] = (event.value, self._place(event))
            return
        plain = event.implicit[0]
        self._put(Node(resolve(event.value) if plain else event.value, self._place(event)))

    def _put(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            pending = self._pending[-1]
            if pending is None:
                self._diagnostics.add(node.place, "wrong-key", "a name must be plain text")
                raise _RefusedError
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


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar by the core schema of YAML 1.2."""
    if _CORE_NULL.fullmatch(text):
        return None
    if text in _CORE_BOOL:
        return _CORE_BOOL[text]
    if _CORE_INT.fullmatch(text):
        return int(text)
    if _CORE_BASED.fullmatch(text):
        return int(text, 0)
    if _CORE_FLOAT.fullmatch(text):
        return float(text)
    return text
