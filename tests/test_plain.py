"""Plain forms hold every field, and no `repr` of the package shows what is known of a pupil."""

from __future__ import annotations

import importlib
import inspect
import json
import pickle
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import chain
from typing import Any, Literal, cast

import pytest
from pydantic import BaseModel

import attendance_rules
from attendance_rules import Policy
from attendance_rules.decision.explain.explained import explain_all
from attendance_rules.decision.interview import Interview
from attendance_rules.escalation.drawing.view import view
from attendance_rules.plain import Plain, plain_fields, private

RULES_ONLY = ("edition", "documents", "program", "engines", "wording", "checks", "site", "messages")
"""Rooms whose classes know of the rules alone, and never of a pupil."""

SHOWN = {
    # What of the rules a value is about.
    "decision": "SourceItem PolicyIdentity Slot PartSlot",
    "escalation": "WayIn Difference Paths Tried",
    # Pictures of the rules: their places on the sheet.
    "escalation.drawing": "Spot Step Layout Band Line",
    # How a file is made: its columns, its sheets, where it is broken.
    "files": "Header _Fault Column Wanted Table Sheet Contents _Link Format",
    "caseload": "CaseRow Caseload FactColumn Layout",
    "registers": "Columns Layout Check Reason LaidOut Source Given _Pattern Wrong SparkSource "
    "WrittenAliases WrittenCode WrittenTable RegisterCode Reading RegisterCodes Window",
    # Counts of a whole register or caseload, made to be published.
    "reports": "OutOfDate Double Doubles RegisterReport Publication Engines Event Figures",
    # What the rules allow of anybody, and what a publication needs.
    "summary.disclosure": "Need Answers Core Option Options Group Related Change",
    # What somebody asks the command line for.
    "cli": "Hanging Mark Request",
}
"""Classes beside those rooms whose `repr` may show fields, since none of them is a pupil's."""


class Secret:
    """Stands in a field, and is seen wherever it is shown."""

    def __init__(self, field: str) -> None:
        self._field = field

    def __repr__(self) -> str:
        return f"SECRET {self._field}"


def classes() -> Iterator[type]:
    """Every class that the package defines."""
    for module in pkgutil.walk_packages(attendance_rules.__path__, "attendance_rules."):
        if not module.name.endswith("__main__"):
            for found in vars(importlib.import_module(module.name)).values():
                if inspect.isclass(found) and found.__module__ == module.name:
                    yield found


def full_of_secrets(cls: Any) -> Any:
    """A value of a class of values with a secret in each field; None for any other class."""
    if is_dataclass(cls):
        value: Any = object.__new__(cast(type, cls))
        for field in fields(cls):
            object.__setattr__(value, field.name, Secret(field.name))
        return value
    if issubclass(cls, BaseModel):
        return cls.model_construct(**{name: Secret(name) for name in cls.model_fields})
    if issubclass(cls, tuple):
        names = getattr(cls, "_fields", None)
        return cls._make(map(Secret, names)) if names else cls([Secret("an item")])
    return None


def shown_by(cls: type) -> list[str]:
    """The fields that the `repr` of a class shows."""
    value = full_of_secrets(cls)
    return [] if value is None else re.findall(r"SECRET (\w+)", repr(value))


def room(cls: type) -> str:
    return cls.__module__.split(".")[1]


def test_no_class_shows_a_fact_of_a_pupil() -> None:
    allowed = set(" ".join(SHOWN.values()).split())
    for cls in classes():
        if room(cls) not in RULES_ONLY and cls.__name__ not in allowed:
            # What a value is about is a name of the rules, or a place in a file.
            assert set(shown_by(cls)) <= {"obligation", "part", "fact", "tier", "number"}, cls


def test_every_class_that_may_show_its_fields_does() -> None:
    """The list holds no name that is not needed."""
    showing = {cls.__name__ for cls in classes() if room(cls) not in RULES_ONLY and shown_by(cls)}
    assert set(" ".join(SHOWN.values()).split()) <= showing


def test_few_classes_write_a_repr_of_their_own() -> None:
    written = {
        cls.__name__
        for cls in classes()
        if "__repr__" in vars(cls)
        and not (is_dataclass(cls) or issubclass(cls, BaseModel))
        and set(shown_by(cls)) != set(getattr(cls, "_fields", ["not a named tuple"]))
    }
    assert written == {"Decision", "Patterns", "Policy", "Pupils", "Row", "_Object"}


def told(policy: Policy, facts: Mapping[str, Any]) -> list[object]:
    """Everything that is said of a pupil."""
    decision = policy.decide(facts)
    record = decision.record("SECRET")
    record["outcome"]["tier"] = "severe"
    return [
        decision,
        decision.actions,
        explain_all(policy.edition, decision, standing=True),
        decision.questions(),
        decision.headroom(),
        decision.changes_since(policy.decide({})),
        policy.decide_history({"2022-09-01": {}, "2022-10-01": facts}),
        policy.replay(record),
        policy.next_steps(decision),
        view(policy.escalation, decision=decision),
        policy.read(facts),
        Interview(policy.decide, facts),
    ]


def within(value: object) -> Iterator[object]:
    """A value and all that it is made of."""
    yield value
    if isinstance(value, tuple | list):
        yield from chain.from_iterable(map(within, value))
    elif is_dataclass(value):
        for field in fields(value):
            yield from within(getattr(value, field.name))


FACTS = {
    "pupil_id": "SECRET",
    "school_id": "HIDDEN",
    "sessions_possible": 1234,
    "sessions_absent": 321,
    "sessions_remaining": 567,
    "engagement": "lacking",
    "support_outcome": "working",
    "medical_condition": True,
}
SECRETS = ("SECRET", "HIDDEN", "1234", "321", "567", "lacking", "26.01", "'", "=", "True")


def test_nothing_that_is_said_of_a_pupil_shows(policy: Policy) -> None:
    """And it can be stored, as the library's results can."""
    seen = set()
    for value in within(told(policy, FACTS)):
        if type(value).__module__.startswith("attendance_rules.") and type(value) not in (
            *(type(policy.decide(FACTS).policy), type(policy.decide(FACTS).actions[0].source)),
        ):
            seen.add(type(value).__name__)
            for secret in SECRETS:
                assert secret not in f"{value!r} {value}", type(value)
            if is_dataclass(value) and type(value).__name__ != "View":
                assert pickle.loads(pickle.dumps(value)) == value
    assert seen >= {
        *("Decision", "Action", "PartAnswer", "Reason", "Explained", "Why", "WhyNot", "Ground"),
        *("FactChange", "Effect", "Question", "Headroom", "Changes", "Change", "Moment", "Replay"),
        *("NextStep", "View", "CheckedFacts", "Interview"),
    }


def by_fields(value: Any) -> Any:
    """The plain form by the fields of a value, found anew for each."""
    if isinstance(value, Plain) and not value.has_own_form:
        names = [field.name for field in fields(value)]  # type: ignore[arg-type]
        return {name: by_fields(getattr(value, name)) for name in names}
    if isinstance(value, Plain):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: by_fields(held) for key, held in value.items()}
    if isinstance(value, tuple):
        return [by_fields(held) for held in value]
    return value


def test_plain_forms_hold_every_field(policy: Policy) -> None:
    checked = set()
    for value in within(told(policy, FACTS)):
        if isinstance(value, Plain):
            plain = value.to_dict()
            assert json.loads(json.dumps(plain)) == plain
            if not value.has_own_form and type(value).__name__ != "PolicyIdentity":
                assert plain == by_fields(value)
                assert list(plain) == [field.name for field in fields(value)]  # type: ignore[arg-type]
                checked.add(type(value).__name__)
    assert checked >= {"Action", "PartAnswer", "Reason", "Why", "WhyNot", "Change", "NextStep"}


def test_a_plain_form_is_the_callers_to_change(policy: Policy) -> None:
    decision = policy.decide(FACTS)
    before = json.dumps(decision.to_dict())
    for action in decision.to_dict()["actions"]:
        action["because"].append("x")
        action["parts"].append("x")
        action["missing"].append("x")
        action["source"]["item"] = "x"
        action["title"] = "x"
    assert json.dumps(decision.to_dict()) == before


@dataclass(frozen=True)
class Inner(Plain):
    name: str
    on: date | None = None


@private(about="kind")
class Outer(Plain):
    kind: Literal["a", "b"]
    inner: Inner
    perhaps: Inner | None
    several: tuple[Inner, ...]
    pairs: tuple[tuple[str, int], ...]
    lists: tuple[tuple[str, ...], ...]
    by_name: Mapping[str, tuple[str, ...]]
    value: bool | int | str | None


@private
class Own(Plain):
    left: str
    right: tuple[Own, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return plain_fields(self) | {"left": self.left.upper()}


def test_each_type_of_field_has_its_plain_form() -> None:
    inner = Inner("i", date(2024, 8, 19))
    plain = {"name": "i", "on": "2024-08-19"}
    outer = Outer("a", inner, None, (inner,), (("x", 1),), (("y", "z"),), {"k": ("v",)}, 7)
    assert outer.to_dict() == {
        "kind": "a",
        "inner": plain,
        "perhaps": None,
        "several": [plain],
        "pairs": {"x": 1},
        "lists": [["y", "z"]],
        "by_name": {"k": ["v"]},
        "value": 7,
    }
    assert repr(outer) == "<Outer a>"
    assert Inner("i").to_dict() == {"name": "i", "on": None}


def test_a_form_of_its_own_is_used_within_others() -> None:
    assert Own("a", (Own("b"),)).to_dict() == {"left": "A", "right": [{"left": "B", "right": []}]}
    assert repr(Own("a")) == "<Own>"


@dataclass(frozen=True)
class Odd(Plain):
    what: set[str]


def test_a_field_without_a_plain_form_is_an_error() -> None:
    with pytest.raises(TypeError, match="no plain form"):
        Odd({"a"}).to_dict()
