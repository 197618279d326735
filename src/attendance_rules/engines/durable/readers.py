"""Facts → the whole numbers that the rules compare.

Exact types only: the library compares text with numbers, takes 1 for true and reads floats by the
locale. Counts and rates are cut off just beyond the bounds that they are compared with, so however
large they are, they fit; nothing else is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from attendance_rules.engines.durable.bounds import Number
from attendance_rules.program.program import Fact, FactValue, FactValues, Program, Rate

Reader = Callable[[FactValues], int | None]
"""A number of a pupil, None where it is unknown."""


def reader(program: Program, number: Number, bounds: Collection[int]) -> Reader:
    """Reads a fact or a rate that is compared with `bounds`."""
    positions = {fact.name: position for position, fact in enumerate(program.facts)}
    lowest, highest = min(bounds) - 1, max(bounds)
    if number.of == "fact":
        fact = program.facts[positions[number.name]]
        if fact.kind == "count":
            return _count(positions[number.name], lowest, highest)
        return _choice(positions[number.name], fact)
    rate = next(rate for rate in program.rates if rate.name == number.name)
    return _rate(positions, rate, lowest, highest, up=number.of == "rate_up")


def _count(position: int, lowest: int, highest: int) -> Reader:
    def read(facts: FactValues) -> int | None:
        count = facts[position]
        if count is None:
            return None
        assert isinstance(count, int)
        return max(lowest, min(count, highest))

    return read


def _choice(position: int, fact: Fact) -> Reader:
    choices: tuple[FactValue, ...] = fact.words or (False, True)
    numbers: dict[FactValue, int | None] = {choice: n for n, choice in enumerate(choices)}
    numbers[None] = None

    def read(facts: FactValues) -> int | None:
        return numbers[facts[position]]

    return read


def _rate(positions: dict[str, int], rate: Rate, lowest: int, highest: int, *, up: bool) -> Reader:
    part_position, whole_position = positions[rate.part], positions[rate.whole]

    def read(facts: FactValues) -> int | None:
        part, whole = facts[part_position], facts[whole_position]
        if part is None or not whole:
            return None
        assert isinstance(part, int)
        assert isinstance(whole, int)
        points = -(-part * 10_000 // whole) if up else part * 10_000 // whole
        return max(lowest, min(points, highest))

    return read
