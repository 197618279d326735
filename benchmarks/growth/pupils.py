"""The pupils: those of the example caseload, as many as wanted, and made-up ones with gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

import polars as pl

from attendance_rules import Policy
from attendance_rules.decision.facts import FactReader
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.program.program import FactValue, FactValues
from benchmarks.growth.policy import LARGEST_BOUND, SEED
from benchmarks.one_pupil.pupils import with_gaps

UNKNOWN = 0.3
"""The share of a made-up pupil's facts that are not known."""

Given = dict[str, FactValue]


@dataclass(frozen=True, slots=True)
class Pupils:
    """The same pupils as a caller gives them, as checked values, and as a table."""

    given: Sequence[Given] = field(repr=False)
    values: Sequence[FactValues] = field(repr=False)
    table: pl.DataFrame = field(repr=False)


def caseload(policy: Policy, number: int, rows: int) -> Pupils:
    """So many pupils of the example caseload, and a table of as many rows drawn from all of it."""
    given = list(with_gaps(policy).given)
    random = Random(SEED)
    random.shuffle(given)
    some = _pupils(policy.edition, given, random.choices(range(len(given)), k=rows))
    return replace(some, given=some.given[:number], values=some.values[:number])


def made_up(edition: Edition, number: int) -> Pupils:
    """Pupils of every kind, with gaps, whose counts lie near the bounds that are asked for."""
    random = Random(SEED)
    return _pupils(edition, [_pupil(edition, random) for _ in range(number)], range(number))


def _pupils(edition: Edition, given: list[Given], rows: Sequence[int]) -> Pupils:
    reader = FactReader(edition)
    kinds = {CountFact: pl.Int32, YesNoFact: pl.Boolean, WordFact: pl.String}
    frame = pl.DataFrame(given, {name: kinds[type(one)] for name, one in edition.facts.items()})
    number = pl.int_range(pl.len()).cast(pl.String)
    table = frame[rows].select(number.alias("pupil_id"), *edition.facts)
    return Pupils(given, [reader.read(one).values for one in given], table)


def _pupil(edition: Edition, random: Random) -> Given:
    found: Given = {}
    for name, fact in edition.facts.items():
        if random.random() < UNKNOWN:
            continue
        match fact:
            case CountFact():
                around = [found[whole] for whole in wholes(edition, name) if whole in found]
                most = min((one for one in around if isinstance(one, int)), default=None)
                found[name] = _count(random, most)
            case WordFact(words=words):
                found[name] = random.choice(list(words))
            case _:
                found[name] = random.random() < 0.5
    return found


def _count(random: Random, most: int | None) -> int:
    # Of 100 or 200, many shares are whole per cents, as those are that the rules ask for.
    if most is None:
        return random.choice((0, 1, 100, 200, random.randint(0, 200)))
    return min(random.randint(0, LARGEST_BOUND + 1) * random.choice((1, 2)), most)
