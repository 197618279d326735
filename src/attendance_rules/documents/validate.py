"""Nodes → models. Every mistake becomes one diagnostic in an author's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, ClassVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from attendance_rules.documents import wrong_values as messages
from attendance_rules.documents.nodes import Node
from attendance_rules.documents.written import Written
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean, nearest

Path = tuple[str | int, ...]
"""The steps from the top of a document down to one of its nodes."""


class Reading:
    """Where mistakes go while documents are read.

    A subclass may keep entries as nodes, by their names, and read these itself.
    """

    kept_as_nodes: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, diagnostics: Diagnostics) -> None:
        self.diagnostics = diagnostics


@lru_cache(maxsize=32)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def validate(node: Node, kind: Any, reading: Reading, at: Place | None = None) -> Any | None:
    """What `node` holds as a value of `kind`, or None with every mistake reported.

    `at` is the place of the name of the entry that is validated, if it is not a whole document.
    """
    kept = reading.kept_as_nodes
    details: list[ErrorDetails] = []
    model = None
    try:
        model = _adapter(kind).validate_python(_plain(node, kept), context=reading)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    empty = dict.fromkeys(_empty(node, (), kept))
    if details or empty:
        _Mistakes(node, kind, at or node.place, reading.diagnostics).report(details, empty)
        return None
    if isinstance(model, Written):
        model._origin = node  # noqa: SLF001 - the loader is what sets it
    return model


def _plain(node: Node, kept: frozenset[str]) -> Any:
    """Plain values for the model; what is `kept` stays nodes, since it needs its places."""
    if isinstance(node.value, dict):
        return {
            key: child if key in kept else _plain(child, kept) for key, child in node.value.items()
        }
    if isinstance(node.value, list):
        return tuple(_plain(child, kept) for child in node.value)
    return node.value


def _empty(node: Node, path: Path, kept: frozenset[str]) -> Iterator[Path]:
    """The paths of names after which nothing stands. What is `kept` is for its own reader."""
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            if key not in kept:
                yield from _empty(child, (*path, key), kept)
    elif isinstance(node.value, list):
        for position, child in enumerate(node.value):
            yield from _empty(child, (*path, position), kept)
    elif node.value is None:
        yield path


class _Mistakes:
    """Tells what is wrong with one document, each mistake once."""

    def __init__(self, node: Node, kind: Any, at: Place, diagnostics: Diagnostics) -> None:
        self._node = node
        self._kind = kind
        self._at = at
        self._diagnostics = diagnostics

    def report(self, details: list[ErrorDetails], empty: dict[Path, None]) -> None:
        sorted_out: dict[str, dict[Path, ErrorDetails]] = {"missing": {}, "extra_forbidden": {}}
        for detail in details:
            kind = detail["type"] if detail["type"] in sorted_out else "other"
            sorted_out.setdefault(kind, {}).setdefault(self._path(detail), detail)
        unknown = [path for path in sorted_out["extra_forbidden"] if not self._dedented(path)]
        missing = list(sorted_out["missing"])
        for path in unknown:
            self._unknown_key(path, missing)
        for path in missing:
            self._missing_key(path)
        for path in empty:
            if path not in sorted_out["extra_forbidden"]:
                self._empty_key(path)
        other = sorted_out.get("other", {})
        for path, detail in other.items():
            # An entry that is wrong does not count, so that its list may seem too short.
            seems_short = detail["type"] == "too_short" and any(
                inner != path and inner[: len(path)] == path for inner in map(self._path, details)
            )
            if path not in empty and not seems_short:
                self._wrong_value(path, detail)

    def _path(self, detail: ErrorDetails) -> Path:
        """The path of a mistake in the document, without the steps that only the model has."""
        path = detail["loc"]
        if _is_tagged(self._kind) and not detail["type"].startswith("union_tag"):
            path = path[1:]
        return path[:-1] if path[-1:] == ("[key]",) else path

    def _place_of_parent(self, path: Path) -> Place:
        return self._node.key_at(*path[:-1]) if len(path) > 1 else self._at

    def _unknown_key(self, path: Path, missing: list[Path]) -> None:
        """Report a key that means nothing, and forget the missing one that it was to be."""
        present = self._node.descend(*path[:-1]).entries()
        known = [key for key in self._keys(path[:-1]) if key not in present]
        elsewhere = [absent for absent in missing if absent[-1] == path[-1]]
        meant = (*path[:-1], nearest(str(path[-1]), known) or "")
        if elsewhere:
            owner = elsewhere[0][:-1]
            help = (
                f"it belongs under {shown(str(owner[-1]))}" if owner else "it belongs further out"
            )
            missing.remove(elsewhere[0])
        else:
            help = did_you_mean(str(path[-1]), known)
            beside = [absent for absent in missing if absent[:-1] == path[:-1]]
            if meant in missing:
                missing.remove(meant)
            elif meant[-1] == "" and len(beside) == 1:
                help = f"did you mean {_name(beside[0])}, which is missing?"
                missing.remove(beside[0])
        self._diagnostics.add(
            self._node.key_at(*path), "unknown-key", f"{_name(path)} means nothing here", help
        )

    def _dedented(self, path: Path) -> bool:
        """Whether a key stands beside the empty one that it belongs under."""
        beside = self._node.descend(*path[:-1]).entries()
        return any(
            child.value is None and path[-1] in self._keys((*path[:-1], name), inside=True)
            for name, child in beside.items()
        )

    def _missing_key(self, path: Path) -> None:
        help = f"add a line `{path[-1]}: …`"
        place = self._place_of_parent(path)
        self._diagnostics.add(place, "missing-key", f"{_name(path)} is missing", help)

    def _empty_key(self, path: Path) -> None:
        if path and isinstance(path[-1], str):
            self._diagnostics.add(
                self._node.key_at(*path),
                "wrong-value",
                f"{_name(path)} is empty",
                "write what belongs there, indented if it is on the next line, and in quotes if it "
                "starts with #",
            )
        else:
            place = self._node.at(*path) if path else self._at
            help = "write what belongs there, or take the line away"
            self._diagnostics.add(place, "wrong-value", f"{_name(path)} is empty", help)

    def _wrong_value(self, path: Path, detail: ErrorDetails) -> None:
        node = self._node.descend(*path)
        if detail["type"] == "union_tag_not_found" and isinstance(node.value, dict):
            near = nearest("type", node.value)
            if near is not None:
                self._diagnostics.add(
                    node.keys[near],
                    "unknown-key",
                    f"{shown(near)} means nothing here",
                    "did you mean `type`?",
                )
            else:
                self._missing_key((*path, "type"))
        elif detail["type"] == "union_tag_invalid":
            message = messages.wrong_tag(detail, node.descend("type"))
            self._diagnostics.add(self._node.at(*path, "type"), "wrong-value", *message)
        elif detail["type"] == "name":
            self._diagnostics.add(
                self._node.key_at(*path) if path else self._at,
                "wrong-name",
                f"{_name(path)} cannot be a name here",
                f"start with a small letter, and use small letters, digits and single "
                f"{detail['msg']}",
            )
        else:
            name = _name(path) if path else "this"
            self._diagnostics.add(
                node.place, "wrong-value", *messages.wrong_value(detail, name, node)
            )

    def _keys(self, path: Path, inside: bool = False) -> list[str]:
        """The names that a mapping at `path` can hold; `inside` one that can only be a mapping."""
        models = list(_models(self._kind))
        tag = self._node.descend("type").value
        if _is_tagged(self._kind):
            models = [model for model in models if _tag(model) == tag] or models
        for step in path:
            fields = [field for model in models for name, field in _fields(model) if name == step]
            if fields:
                models = [model for field in fields for model in _models(field.annotation)]
            elif inside:
                return []
        return [name for model in models for name, _ in _fields(model)]


def _name(path: Path) -> str:
    """How a message calls what lies at the end of a path."""
    if path and isinstance(path[-1], str):
        return shown(path[-1])
    return f"an entry of {shown(str(path[-2]))}" if len(path) > 1 else "this"


def _is_tagged(kind: Any) -> bool:
    """Whether a document is of one of several kinds, told apart by `type`."""
    return not isinstance(kind, type)


def _models(annotation: Any) -> Iterator[type[Written]]:
    """The parts of a document that an annotation allows, within unions, lists and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _fields(model: type[Written]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def _tag(model: type[Written]) -> str | None:
    field = model.model_fields.get("type")
    return get_args(field.annotation)[0] if field is not None else None
