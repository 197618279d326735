"""Made-up pupils in made-up schools, and what a reader may know of the kinds there can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from random import Random
from typing import Any

import polars as pl

from attendance_rules import Policy
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.summary.disclosure.suppression import Figures, suppress
from attendance_rules.summary.tally import Tally
from tests.summary.attack import Attack, School, kinds_among
from tests.support.policies import random_facts

TYPES = {"yes_no": pl.Boolean, "count": pl.Int64, "word": pl.String}


def table(policy: Policy, rows: Sequence[Any]) -> pl.DataFrame:
    """Facts of pupils, a column for each fact of the policy."""
    schema = {fact.name: TYPES[fact.kind] for fact in policy.program.facts}
    return pl.DataFrame(rows, schema, orient="row")


def tally_of(policy: Policy, schools: Mapping[School, pl.DataFrame]) -> Tally:
    tally = Tally(policy, withhold=True)
    for school, facts in schools.items():
        answers = policy.decide_frame(facts.with_columns(pupil_id=pl.lit("")))
        names = pl.repeat(school, len(facts), dtype=pl.String, eager=True)
        tally.add(names, answers, facts)
    return tally


def attack(
    policy: Policy,
    schools: Mapping[School, pl.DataFrame],
    domains: Mapping[str, Sequence[object]],
    threshold: int,
    *,
    by_school: bool,
    figures: Figures | None = None,
) -> Attack:
    """An attack on what is shown of some schools, or would be shown.

    `domains` holds values of each fact, enough to make every test of it come out either way.
    """
    tally = tally_of(policy, schools)
    found = figures or suppress(policy, tally, threshold, by_school)
    every = table(policy, list(grid(policy, domains)))
    kinds = {}
    for school, facts in schools.items():
        # What holds of the school is known of it, and no secret.
        kept = [
            pl.col(name).is_in(facts[name].unique().to_list(), nulls_equal=True)
            for name, fact in policy.edition.facts.items()
            if fact.about != "pupil" or facts[name].null_count() == len(facts)
        ]
        possible = every.filter(pl.lit(True), *kept)
        kinds[school] = kinds_among(policy, tally.events, pl.concat([possible, facts]))
    return Attack(policy, tally, found, threshold, kinds)


def grid(policy: Policy, domains: Mapping[str, Sequence[object]]) -> Sequence[tuple[object, ...]]:
    """Each value with each, or unknown, but no count above one that it lies within."""
    names = [fact.name for fact in policy.program.facts]
    within = [
        (names.index(name), names.index(whole))
        for name in names
        for whole in wholes(policy.edition, name)
    ]
    return [
        values
        for values in product(*([None, *domains.get(name, ())] for name in names))
        if all(_fits(values[part], values[whole]) for part, whole in within)
    ]


def size(domains: Mapping[str, Sequence[object]]) -> int:
    """How many rows a grid has."""
    return prod(1 + len(values) for values in domains.values())


def _fits(part: object, whole: object) -> bool:
    return not (isinstance(part, int) and isinstance(whole, int)) or part <= whole


def random_schools(
    policy: Policy, random: Random, facts: Sequence[str], sizes: Sequence[int]
) -> dict[School, pl.DataFrame]:
    """Schools of some sizes. Their pupils are of few kinds, so that some counts are large."""
    found: dict[School, pl.DataFrame] = {}
    for number, pupils in enumerate(sizes):
        unknown = random.choice((0.0, 0.1, 0.4))
        kept = [name for name in facts if random.random() < 0.9]
        models = [
            random_facts(policy.edition, random, unknown) for _ in range(random.choice((2, 5, 50)))
        ]
        rows = [{name: model.get(name) for name in kept} for model in models]
        body = {
            name: random.choice([True, False, None])
            for name in kept
            if policy.edition.facts[name].about != "pupil"
        }
        found[f"S{number}"] = table(policy, [random.choice(rows) | body for _ in range(pupils)])
    return found
