"""Models → JSON Schemas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from attendance_rules.decision.form import DecisionForm
from attendance_rules.decision.record import Record
from attendance_rules.errors import expect
from attendance_rules.policy import Policy
from attendance_rules.schemas.documents import Decisions

Name = Literal["facts", "decision", "decisions", "record"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)


class _Written(GenerateJsonSchema):
    """Of what is written: a field that has a default is there all the same."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        if field["type"] == "typed-dict-field":
            return super().field_is_required(field, total)
        return True


def json_schema(name: Name, policy: Policy) -> dict[str, Any]:
    """The JSON Schema of facts, of a decision, of the document of decisions, or of a record.

    That of `facts` is of one pupil and holds what the policy's vocabulary says. The others are the
    same for every policy. They allow keys that a later version may add, except that of a record,
    which is read as strictly as `replay` reads it. Raises `UnknownNameError`.
    """
    expect("schema", name, NAMES)
    return {"$schema": GenerateJsonSchema.schema_dialect, **_SCHEMAS[name](policy)}


def _facts(policy: Policy) -> dict[str, Any]:
    return policy.facts_model.model_json_schema()


def _record(_: Policy) -> dict[str, Any]:
    return Record.model_json_schema(mode="serialization", schema_generator=_Written)


def _form(form: type) -> Callable[[Policy], dict[str, Any]]:
    def schema(_: Policy) -> dict[str, Any]:
        return TypeAdapter(form).json_schema(mode="serialization", schema_generator=_Written)

    return schema


_SCHEMAS: Final[Mapping[Name, Callable[[Policy], dict[str, Any]]]] = {
    "facts": _facts,
    "decision": _form(DecisionForm),
    "decisions": _form(Decisions),
    "record": _record,
}
"""How each is made. A further one is a name in `Name` and a line here."""
