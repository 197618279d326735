"""What a value must be, in an author's words."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.values import LONGEST_TITLE
from attendance_rules.messages.suggestions import did_you_mean, nearest

_MAPPING = frozenset({"dict_type", "model_type", "model_attributes_type", "dataclass_type"})


def wrong_value(detail: ErrorDetails, name: str, node: Node) -> tuple[str, str]:
    """The sentence and the remedy for what cannot stand at `node`, which is called `name`."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "string_type":
            if isinstance(node.value, dict | list):
                return f"{name} must be text, and this is {node.kind()}", ""
            return f"{name} must be text, and this is {node.kind()}", "put it in quotes"
        case "string_too_short":
            return f"{name} is empty", "write the text"
        case "control":
            return f"{name} holds a character that cannot be shown", "take it out"
        case "title":
            return (
                f"{name} must be one line of at most {LONGEST_TITLE} characters, without < and >",
                "say it in words; details belong in the text below",
            )
        case "int_type":
            return f"{name} must be a whole number, and this is {node.kind()}", ""
        case "greater_than_equal":
            return f"{name} must be {context['ge']} or more", ""
        case "tuple_type":
            return f"{name} must be a list, and this is {node.kind()}", "put it in square brackets"
        case kind if kind in _MAPPING:
            return f"{name} must be a mapping, and this is {node.kind()}", ""
        case "literal_error":
            return _one_of(name, node, _words(context["expected"].replace(" or ", ", ")))
        case "too_short":
            return f"{name} holds too little", f"at least {context['min_length']} needed"
        case "yes_no":
            return f"{name} must be `yes` or `no`", _near(node, ["yes", "no"])
        case "share":
            return (
                f"{name} must be a share of 0% to 100% with at most two decimals",
                "write it like `5%` or `8.25%`",
            )
        case "template":
            return (
                f"{name} holds a brace that is not a placeholder",
                f"use {context['allowed']}, and no other brace",
            )
        case "string_pattern_mismatch":
            return f"{name} must be a SHA-256: 64 digits and letters a to f", ""
        case "day":
            return f"{name} must be a day of the calendar", "write it like `2022-09-01`"
        case "address":
            return (
                f"{name} must be the address of a page",
                "write it like `https://www.example.org/a-page`",
            )
        case _:
            return f"{name} cannot be read: this is {node.kind()}", ""


def wrong_tag(detail: ErrorDetails, node: Node) -> tuple[str, str]:
    """The same for a `type` that is not known."""
    return _one_of("`type`", node, _words(detail["ctx"]["expected_tags"]))


def _one_of(name: str, node: Node, words: list[str]) -> tuple[str, str]:
    allowed = ", ".join(f"`{word}`" for word in words)
    return f"{name} must be one of {allowed}", _near(node, words)


def _near(node: Node, words: list[str]) -> str:
    if isinstance(node.value, str) and nearest(node.value.lower(), words):
        return did_you_mean(node.value.lower(), words)
    return ""


def _words(quoted: str) -> list[str]:
    return [word.strip("'") for word in quoted.split(", ")]
