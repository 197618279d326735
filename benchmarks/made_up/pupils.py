"""What is known of as many pupils as wanted: all facts of the vocabulary, as one Polars frame.

A fifth of the pupils misses a tenth of the sessions or more, somewhat under two in a hundred miss
half; support is for those, and most pupils have nothing out of the ordinary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact
from benchmarks.made_up.registers import PUPILS_A_SCHOOL

SEED = 20260204
SESSIONS_A_YEAR = 380
MOST_GAPS = 0.2
"""The share of nulls in the column that has most of them."""
NO_SESSIONS = 0.005
"""The share of pupils with gaps for whom no session was possible yet."""

_MEDIAN, _SPREAD = 0.034, 1.28
"""Of the absence rate, which is log-normal: 20% reach 10%, and 1.8% reach 50%."""

_YES: Mapping[str, tuple[float, float]] = {
    # The share of yes among the pupils who miss little, and among those who miss a tenth or more.
    "identified_at_risk": (0.06, 0.60),
    "in_school_barriers": (0.03, 0.25),
    "out_of_school_barriers": (0.03, 0.35),
    "issue_persists": (0.02, 0.45),
    "early_help_appropriate": (0.02, 0.30),
    "partners_needed": (0.01, 0.20),
    "safeguarding_concern": (0.01, 0.06),
    "medical_condition": (0.06, 0.20),
    "disability": (0.03, 0.07),
    "adjustments_needed": (0.04, 0.15),
    "education_blocked_by_health": (0.002, 0.02),
    "compulsory_school_age": (0.88, 0.88),
    "social_worker": (0.025, 0.08),
    "deletion_planned": (0.005, 0.01),
}
_YES_OF_A_SCHOOL: Mapping[str, float] = {"common_barriers": 0.3, "in_multi_academy_trust": 0.5}
_OTHER_WORDS: Mapping[str, tuple[float, float]] = {
    # The share of each word but the first, again among those who miss little and the others.
    "lead_practitioner": (0.004, 0.08),
    "engagement": (0.02, 0.30),
    "support_outcome": (0.01, 0.12),
    "send": (0.08, 0.14),
    "looked_after": (0.005, 0.012),
}


@dataclass(frozen=True, slots=True)
class Pupils:
    """How the frame is made. With `gaps`, columns hold nulls, up to a fifth of them, and some
    pupils have no possible session. Words are `Enum`, or `String` if `text`."""

    number: int
    gaps: bool = False
    text: bool = False
    seed: int = SEED


def make_pupils(pupils: Pupils, edition: Edition) -> pl.DataFrame:
    """A row for each pupil: `school_id`, `pupil_id`, and a column for each fact of the edition.

    Counts are Int64, as counting registers gives them, and yes/no facts Boolean. A fact that this
    module does not know raises `KeyError`.
    """
    random = np.random.default_rng(pupils.seed)
    school: np.ndarray = np.arange(pupils.number) // PUPILS_A_SCHOOL
    counts = _counts(school, pupils.gaps, random)
    often = counts["sessions_absent"] * 10 >= np.maximum(counts["sessions_possible"], 1)
    facts: dict[str, pl.Series] = {}
    for name, fact in edition.facts.items():
        if isinstance(fact, CountFact):
            facts[name] = pl.Series(name, counts[name], dtype=pl.Int64)
        elif isinstance(fact, WordFact):
            words = pl.Series(name, list(fact.words), pl.Enum(list(fact.words)))
            facts[name] = words.gather(_word(len(words), _OTHER_WORDS[name], often, random))
        else:
            facts[name] = pl.Series(name, _yes(name, school, often, random))
    frame = pl.DataFrame([*_identifiers(school), *facts.values()])
    if pupils.gaps:
        frame = frame.with_columns(_with_gaps(facts, random))
    return frame.with_columns(pl.col(pl.Enum).cast(pl.String)) if pupils.text else frame


def _identifiers(school: np.ndarray) -> Iterator[pl.Series]:
    """As the registers have them."""
    numbers = {"school_id": school + 1_000_000, "pupil_id": np.arange(len(school)) + 100_000_000}
    for name, letter in (("school_id", "S"), ("pupil_id", "P")):
        yield (letter + pl.Series(numbers[name]).cast(pl.String)).alias(name)


def _counts(
    school: np.ndarray, gaps: bool, random: np.random.Generator
) -> Mapping[str, np.ndarray]:
    """Sessions: each count lies within the one that it is a part of."""
    number = len(school)
    so_far = random.integers(226, 236, school.max(initial=-1) + 1)[school]
    late = random.random(number) < 0.05
    possible = np.where(late, random.integers(1, 226, number), so_far)
    if gaps:
        possible[random.random(number) < NO_SESSIONS] = 0
    rate = np.minimum(random.lognormal(np.log(_MEDIAN), _SPREAD, number), 1)
    absent = random.binomial(possible, rate)
    unauthorised = random.binomial(absent, np.where(rate < 0.1, 0.2, 0.4))
    return {
        "sessions_possible": possible,
        "sessions_absent": absent,
        "sessions_unauthorised": unauthorised,
        "sessions_unexplained": random.binomial(unauthorised, 0.15),
        "sessions_remaining": SESSIONS_A_YEAR - so_far,
    }


def _yes(
    name: str, school: np.ndarray, often: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """Whether a fact is yes; one of the school is the same for all its pupils."""
    if name in _YES_OF_A_SCHOOL:
        drawn = random.random(school.max(initial=-1) + 1)[school]
        share = np.array(_YES_OF_A_SCHOOL[name])
    else:
        drawn = random.random(len(school))
        share = np.where(often, *reversed(_YES[name]))
    yes: np.ndarray = drawn < share
    return yes


def _word(
    words: int, shares: tuple[float, float], often: np.ndarray, random: np.random.Generator
) -> np.ndarray:
    """The places of words; the first stands for nothing out of the ordinary."""
    seldom, more = shares
    drawn = random.random(len(often)) / np.where(often, more, seldom)
    return np.where(drawn < words - 1, drawn + 1, 0).astype(np.uint8)


def _with_gaps(facts: Mapping[str, pl.Series], random: np.random.Generator) -> Iterator[pl.Series]:
    """The columns, each with more nulls than the one before it in an order drawn by lot."""
    shares = random.permutation(np.linspace(0, MOST_GAPS, len(facts)))
    for column, share in zip(facts.values(), shares, strict=True):
        unknown = pl.Series(random.random(len(column)) < share)
        yield column.zip_with(~unknown, pl.Series([None], dtype=column.dtype))
