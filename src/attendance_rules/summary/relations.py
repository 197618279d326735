"""Which sums of events are one and the same, whatever the pupils are, because of the rules and of
what is known of anybody.

Whoever knows that every severely absent pupil is owed a joint approach knows the one number by
the other. Such relations are found by trial: what holds for many random pupils is taken for a
relation. One that is none makes the withholding more careful than it must be, never less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from random import Random
from typing import Any, Final

import polars as pl

from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.policy import Policy
from attendance_rules.summary.tally import Event, indicators

Vector = tuple[int, ...]
_PRIME: Final = 2**61 - 1
_PUPILS: Final = 5_000
_ENOUGH: Final = 500  # kinds of pupils that teach nothing new


def vectors(policy: Policy, events: Sequence[Event], known: Collection[str]) -> list[Vector]:
    """A vector for each event, such that sums of events are related as those of vectors are.

    Nothing but the facts `known` is known of anybody: the fewer they are, the more relations hold.
    """
    answers = policy.decide_frame(_pupils(policy, known))
    kinds = answers.select(indicators(policy.edition, events)).unique(maintain_order=True).rows()
    rows: dict[int, Vector] = {}  # reduced, by the place of their first 1
    idle = 0
    for kind in kinds:
        row: Vector = kind
        for place, other in rows.items():
            row = _less(row, row[place], other)
        idle += 1
        first = next((place for place, value in enumerate(row) if value), None)
        if first is not None:
            idle = 0
            row = _scaled(row)
            rows = {place: _less(other, other[first], row) for place, other in rows.items()}
            rows[first] = row
        if idle == _ENOUGH:
            break
    return list(zip(*rows.values(), strict=True))


def _pupils(policy: Policy, known_facts: Collection[str]) -> pl.DataFrame:
    """Facts of pupils that there never were, some of them with many gaps."""
    random = Random(_PRIME)  # noqa: S311
    rows: list[dict[str, Any]] = []
    for number in range(_PUPILS):
        row: dict[str, Any] = {"pupil_id": str(number)}
        gaps = random.choice((0, 0.1, 0.4))
        for name, fact in policy.edition.facts.items():
            match fact:
                case CountFact():
                    limits = [row.get(one) for one in wholes(policy.edition, name)]
                    known = [limit for limit in limits if limit is not None]
                    most = min(known, default=random.choice((10, 400, 10_000)))
                    value: object = int(most * random.choice((0, 0.04, 0.07, 0.3, 1)))
                    value = random.choice((value, random.randint(0, most)))
                case WordFact():
                    value = random.choice(list(fact.words))
                case _:
                    value = random.random() < 0.5
            is_gap = name not in known_facts or random.random() < gaps
            row[name] = None if is_gap else value
        rows.append(row)
    types = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}
    schema = {fact.name: types[fact.kind] for fact in policy.program.facts}
    return pl.DataFrame(rows, schema={"pupil_id": pl.String, **schema})


class Span:
    """What sums and differences of some vectors can be, and some that they must not be."""

    def __init__(self, forbidden: Iterable[Vector]) -> None:
        self._rows: dict[int, Vector] = {}
        self._forbidden = {_scaled(vector) for vector in forbidden}

    def add(self, vector: Vector) -> bool:
        """Add a vector, unless that would bring a forbidden one in. Says whether it is in now."""
        rest = self._rest(vector)
        if not any(rest):
            return True
        rest = _scaled(rest)
        if rest in self._forbidden:
            return False
        place = next(place for place, value in enumerate(rest) if value)
        self._rows[place] = rest
        self._forbidden = {
            _scaled(_less(one, one[place], rest)) if one[place] else one for one in self._forbidden
        }
        return True

    def __contains__(self, vector: Vector) -> bool:
        return not any(self._rest(vector))

    def _rest(self, vector: Vector) -> Vector:
        for place, row in self._rows.items():
            if vector[place]:
                vector = _less(vector, vector[place], row)
        return vector


def total(vectors: Iterable[Vector]) -> Vector:
    return tuple(sum(values) % _PRIME for values in zip(*vectors, strict=True))


def difference(one: Vector, other: Vector) -> Vector:
    return _less(one, 1, other)


def _less(row: Sequence[int], times: int, other: Sequence[int]) -> Vector:
    if not times:
        return tuple(row)
    return tuple((a - times * b) % _PRIME for a, b in zip(row, other, strict=True))


def _scaled(vector: Vector) -> Vector:
    """The vector with 1 as the first value that is not 0."""
    first = next((value for value in vector if value), 1)
    inverse = pow(first, -1, _PRIME)
    return tuple(value * inverse % _PRIME for value in vector)
