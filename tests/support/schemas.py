"""JSON held to the schemas that come with the package, and to nothing beside them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from attendance_rules import Policy, load_policy
from attendance_rules.schemas import Name, json_schema


def closed(schema: Any) -> Any:
    """The schema without room for keys that it does not name: a test finds those that are new."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: closed(value) for key, value in schema.items()}
    if isinstance(inside.get("properties"), dict) and "type" in inside:
        inside.setdefault("additionalProperties", False)
    return inside


@cache
def _validator(name: Name) -> Draft202012Validator:
    return Draft202012Validator(closed(json_schema(name, load_policy())))


def validate(name: Name, document: Any) -> None:
    """Fails with every place that does not fit."""
    errors = _validator(name).iter_errors(document)
    wrong = [f"{error.json_path}: {error.message}" for error in errors]
    assert not wrong, "\n".join(wrong)


def facts_validator(policy: Policy) -> Draft202012Validator:
    """For the facts of a policy, whose vocabulary may be its own."""
    return Draft202012Validator(json_schema("facts", policy))
