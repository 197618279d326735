"""What a count can be, beside those that are known: a part is never more than its whole."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact
from attendance_rules.edition.vocabulary import LARGEST_COUNT, wholes
from attendance_rules.program.analysis.ways import Span
from attendance_rules.program.program import FactValue

_ALL = 10_000  # basis points

Limits = tuple[int, int]
"""The least and the most that a count can be, both included; nothing fits if they are crossed."""


def known_counts(edition: Edition, values: Mapping[str, FactValue]) -> dict[str, int]:
    """The counts among the facts, as far as they are known."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(edition.facts[name], CountFact) and isinstance(value, int)
    }


def limits(edition: Edition, known: Mapping[str, int], name: str) -> Limits:
    """What a count can be: what it is, or anything between its known parts and wholes."""
    if name in known:
        return known[name], known[name]
    parts = [value for other, value in known.items() if name in wholes(edition, other)]
    within = [known[whole] for whole in wholes(edition, name) if whole in known]
    return max(parts, default=0), min(within, default=LARGEST_COUNT)


def both(one: Limits, other: Limits) -> Limits:
    """What lies within both limits."""
    return max(one[0], other[0]), min(one[1], other[1])


def whole_numbers(span: Span) -> Limits:
    """The counts in a span of a count."""
    low = 0 if span.lowest is None else span.lowest[0]
    return low, LARGEST_COUNT if span.below is None else span.below[0] - 1


def parts_of(whole: int, span: Span) -> Limits:
    """The parts of a whole whose share lies in a span of basis points."""
    low, high = 0, whole
    if span.lowest is not None:
        bound, strictly = span.lowest
        low = bound * whole // _ALL + 1 if strictly else -(-bound * whole // _ALL)
    if span.below is not None:
        bound, strictly = span.below
        high = bound * whole // _ALL if strictly else -(-bound * whole // _ALL) - 1
    return low, high


def wholes_of(part: int, span: Span) -> Limits:
    """The wholes of which a part has a share that lies in a span of basis points."""
    low, high = max(part, 1), LARGEST_COUNT
    if span.lowest is not None and span.lowest != (0, False):
        bound, strictly = span.lowest
        if bound:
            high = -(-part * _ALL // bound) - 1 if strictly else part * _ALL // bound
        elif not part:
            high = 0
    if span.below is not None:
        bound, strictly = span.below
        if bound:
            least = -(-part * _ALL // bound) if strictly else part * _ALL // bound + 1
            low = max(low, least)
        elif part or not strictly:
            high = 0
    return low, high
