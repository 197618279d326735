"""What a fact or definition may be compared with."""

from __future__ import annotations

from collections.abc import Collection

from attendance_rules.documents.nodes import Scalar
from attendance_rules.documents.values import basis_points, is_name
from attendance_rules.edition.conditions import COMPARATORS, Test
from attendance_rules.edition.edition import Definition, Fact
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    RateDefinition,
    WordFact,
    YesNoFact,
)
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean

Problem = tuple[str, str, str]  # code, message, help


def as_yes_no(value: Scalar) -> bool | None:
    """A yes/no value as written in a rule file, else None."""
    if isinstance(value, bool):
        return value
    return {"yes": True, "no": False}.get(value) if isinstance(value, str) else None


def operand_problem(
    subject: Fact | Definition, test: Test, value: Scalar, parameters: Collection[str]
) -> Problem | None:
    """What is wrong with comparing `subject` with `value`, if anything."""
    name = shown(test.subject)
    by_size = test.comparator in COMPARATORS
    match subject:
        case YesNoFact() | ConditionDefinition():
            if test.comparator != "is":
                return "wrong-comparator", f"{name} is yes or no", f"write `{test.subject}: yes`"
            if as_yes_no(value) is None:
                near = did_you_mean(str(value).lower(), ("yes", "no"))
                return "wrong-value", f"{name} must be `yes` or `no`", near
        case WordFact():
            if by_size:
                return "wrong-comparator", f"{name} is a word", "name a word, or use `one_of`"
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
                return _no_share(name, value, parameters)
    return None


def _no_share(name: str, value: Scalar, parameters: Collection[str]) -> Problem:
    """What is wrong with a value that is neither a share nor a parameter's name."""
    if isinstance(value, str) and is_name(value):
        near = did_you_mean(value, parameters)
        return "unknown-parameter", f"there is no parameter {shown(value)}", near
    # A whole number is meant in per cent, and 0.1 as a tenth.
    meant = ""
    if isinstance(value, int):
        meant = f"{value}%"
    elif isinstance(value, float) and 0 < value < 1:
        meant = f"{round(value * 100, 2):g}%"
    return (
        "wrong-value",
        f"{name} is compared with a parameter or a share of 0% to 100%, with at most two decimals",
        f"did you mean `{meant}`?" if basis_points(meant) is not None else "write it like `8.25%`",
    )
