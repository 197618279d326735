"""Thresholds that a caller sets."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import basis_points
from attendance_rules.errors import ParameterError
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean


def read_parameters(edition: Edition, given: Mapping[str, str]) -> dict[str, int]:
    """Every parameter of the edition in basis points, with those in `given` set.

    Raises `ParameterError` for an unknown name, for what is no share of 0% to 100% with at most
    two decimals, and for thresholds that would stand in the wrong order.
    """
    values = {name: parameter.value for name, parameter in edition.parameters.items()}
    for name, text in given.items():
        if name not in values:
            near = did_you_mean(name, values)
            raise ParameterError(f"there is no parameter {shown(name)}" + (near and f", {near}"))
        points = basis_points(text)
        if points is None:
            raise ParameterError(
                f"{shown(name)} must be a share of 0% to 100% with at most two decimals, "
                "such as `8%` or `8.25%`"
            )
        values[name] = points
    for name, parameter in edition.parameters.items():
        if parameter.not_below is not None and values[name] < values[parameter.not_below]:
            raise ParameterError(f"{shown(name)} must not be below {shown(parameter.not_below)}")
    return values
