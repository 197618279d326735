"""Nodes → models. Every mistake becomes one diagnostic in an author's words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from attendance_rules.edition.diagnostics import Diagnostics, did_you_mean, shown
from attendance_rules.edition.models import Written
from attendance_rules.edition.nodes import Node

_CONDITION_KEYS = frozenset({"when"})


@lru_cache(maxsize=32)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def validate(node: Node, kind: Any, diagnostics: Diagnostics) -> Any | None:
    """What `node` holds as a value of `kind`, or None with every mistake reported."""
    try:
        model = _adapter(kind).validate_python(_plain(node), context=diagnostics)
    except ValidationError as error:
        seen: set[tuple[str | int, ...]] = set()
        for detail in error.errors(include_url=False, include_input=False):
            loc = _location(node, detail["loc"])
            if loc not in seen:
                seen.add(loc)
                _report(node, loc, detail, kind, diagnostics)
        return None
    if isinstance(model, Written):
        model._origin = node  # noqa: SLF001 - the loader is what sets it
    return model


def _plain(node: Node) -> Any:
    """Plain values for the model; conditions stay nodes, since they need their places."""
    if isinstance(node.value, dict):
        return {
            key: child if key in _CONDITION_KEYS else _plain(child)
            for key, child in node.value.items()
        }
    if isinstance(node.value, list):
        return tuple(_plain(child) for child in node.value)
    return node.value


def _location(node: Node, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path of a mistake in the document, without the steps that only the model has."""
    path: list[str | int] = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
            path.append(step)
        elif isinstance(node.value, list) and isinstance(step, int):
            node = node.value[step]
            path.append(step)
        elif last and isinstance(node.value, dict):
            path.append(step)
    return tuple(path)


def _report(
    node: Node,
    loc: tuple[str | int, ...],
    detail: ErrorDetails,
    model: Any,
    diagnostics: Diagnostics,
) -> None:
    kind = detail["type"]
    context = detail.get("ctx", {})
    name = shown(str(loc[-1])) if loc and isinstance(loc[-1], str) else "this"
    if kind == "missing":
        parent = node.key_at(*loc[:-1]) if len(loc) > 1 else node.place
        diagnostics.add(parent, "missing-key", f"{name} is missing", f"add a line `{loc[-1]}: …`")
    elif kind == "extra_forbidden":
        present = node.descend(*loc[:-1]).entries()
        known = [key for key in _keys(model, detail["loc"][:-1]) if key not in present]
        diagnostics.add(
            node.key_at(*loc),
            "unknown-key",
            f"{name} means nothing here",
            did_you_mean(str(loc[-1]), known),
        )
    elif kind == "union_tag_not_found":
        diagnostics.add(node.at(*loc), "missing-key", "`type` is missing", "add a line `type: …`")
    elif kind == "union_tag_invalid":
        words = context["expected_tags"].replace("'", "`")
        diagnostics.add(node.at(*loc, "type"), "wrong-value", "`type` is not known", f"use {words}")
    else:
        message, help = _wrong_value(kind, context, name, node, loc)
        diagnostics.add(node.at(*loc), "wrong-value", message, help)


def _wrong_value(
    kind: str, context: dict[str, Any], name: str, node: Node, loc: tuple[str | int, ...]
) -> tuple[str, str]:
    at = node.descend(*loc)
    match kind:
        case "string_type":
            return (
                f"{name} must be text, and this is {at.kind()}",
                "put it in quotes if it is meant",
            )
        case "string_too_short":
            return f"{name} is empty", "write the text"
        case "int_type":
            return f"{name} must be a whole number, and this is {at.kind()}", ""
        case "greater_than_equal":
            return f"{name} must be {context['ge']} or more", ""
        case "tuple_type":
            return f"{name} must be a list, and this is {at.kind()}", "put it in square brackets"
        case "dict_type" | "model_type" | "model_attributes_type" | "dataclass_type":
            return f"{name} must be a mapping, and this is {at.kind()}", ""
        case "literal_error":
            words = context["expected"].replace("'", "`")
            near = did_you_mean(str(at.value), [w.strip("'") for w in _words(context["expected"])])
            return f"{name} must be one of {words}", near if near.startswith("did") else ""
        case "too_short":
            return f"{name} holds too little", f"at least {context['min_length']} needed"
        case "yes_no":
            return f"{name} must be `yes` or `no`", ""
        case "share":
            return (
                f"{name} must be a share of 0% to 100% with at most two decimals",
                "write it like `5%` or `8.25%`",
            )
        case "template":
            return (
                f"{name} holds a placeholder that is not known",
                "use {value}, or {part} and {whole}",
            )
        case "string_pattern_mismatch" if "64" in context.get("pattern", ""):
            return f"{name} must be a SHA-256: 64 digits and letters a to f", ""
        case "string_pattern_mismatch":
            return f"{name} must be a date", "write it like `2022-09-01`"
        case _:
            return f"{name} cannot be read: this is {at.kind()}", ""


def _words(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")


def _keys(kind: Any, loc: tuple[str | int, ...]) -> list[str]:
    """The names that a mapping at `loc` in a document of `kind` can hold."""
    models = list(_models(kind))
    for step in loc:
        fields = [field for model in models for name, field in _fields(model) if name == step]
        tagged = [model for model in models if _tag(model) == step]
        if fields:
            models = [model for field in fields for model in _models(field.annotation)]
        elif tagged:
            models = tagged
    return [name for model in models for name, _ in _fields(model)]


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
