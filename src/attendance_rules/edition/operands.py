"""What a fact or definition may be compared with."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.conditions import COMPARATORS, Test
from attendance_rules.edition.diagnostics import did_you_mean, shown
from attendance_rules.edition.form import Definition, Fact
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    Parameter,
    RateDefinition,
    WordFact,
    YesNoFact,
    basis_points,
)
from attendance_rules.edition.nodes import Scalar

Problem = tuple[str, str, str]  # code, message, help


def as_yes_no(value: Scalar) -> bool | None:
    """A yes/no value as written in a rule file, else None."""
    if isinstance(value, bool):
        return value
    return {"yes": True, "no": False}.get(value) if isinstance(value, str) else None


def operand_problem(
    subject: Fact | Definition, test: Test, value: Scalar, parameters: Mapping[str, Parameter]
) -> Problem | None:
    """What is wrong with comparing `subject` with `value`, if anything."""
    name = shown(test.subject)
    by_size = test.comparator in COMPARATORS
    match subject:
        case YesNoFact() | ConditionDefinition():
            if test.comparator != "is":
                return "wrong-comparator", f"{name} is yes or no", f"write `{test.subject}: yes`"
            if as_yes_no(value) is None:
                return "wrong-value", f"{name} must be `yes` or `no`", ""
        case WordFact():
            words = ", ".join(f"`{word}`" for word in subject.words)
            if by_size:
                return "wrong-comparator", f"{name} is a word", f"use one of {words}"
            if value not in subject.words:
                known = did_you_mean(str(value), subject.words)
                return "unknown-word", f"{shown(str(value))} is not a word of {name}", known
        case CountFact():
            if not by_size and test.comparator != "is":
                return "wrong-comparator", f"{name} is a number", "use `at_least` or `at_most`"
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
                return "wrong-value", f"{name} is compared with a whole number", ""
        case RateDefinition():
            if not by_size:
                return "wrong-comparator", f"{name} is a rate", "use `at_least` or `less_than`"
            if value not in parameters and basis_points(value) is None:
                near = did_you_mean(str(value), parameters)
                return (
                    "wrong-value",
                    f"{name} is compared with a share like `10%` or the name of a parameter",
                    near,
                )
    return None
