"""Calls of the library with what programs may hand over by mistake."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from attendance_rules import Policy
from attendance_rules.registers import register_facts
from tests.fuzz.mutating import ODD_CELLS, SECRET

ODD_VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 7, 10**9, 10**30, 10**1_500, 1.0, 1.5, math.nan, math.inf, "yes",
    "lacking", SECRET, f"x{SECRET}", b"x", [], [SECRET], {}, {"x": SECRET}, (1,), {1}, object(),
    np.int64(5), np.float64("nan"), np.bool_(True), np.array([1]), pd.NA, pd.NaT, pd.Timestamp(0),
    dt.date(2025, 9, 1), dt.datetime(2025, 9, 1), complex(1), range(3), int, print, *ODD_CELLS,
]  # fmt: skip


def call_at_random(random: Random, policy: Policy) -> None:
    """Raises what the library raises."""

    def odd() -> Any:
        return random.choice(ODD_VALUES)

    names = [*policy.edition.facts, "pupil_id", "school_id"]
    facts: dict[Any, Any] = {
        random.choice(names) if random.random() < 0.95 else odd_key(random): odd()
        for _ in range(random.randint(0, 5))
    }
    match random.randrange(9):
        case 0:
            policy.decide(random.choice([facts, facts, facts, odd()])).to_dict()
        case 1:
            list(policy.decide_many(random.choice([[facts, odd()], odd()])))
        case 2:
            decision = policy.decide({"sessions_possible": 120, "sessions_absent": 20})
            calls: list[Callable[[Any], object]] = [
                decision.why,
                decision.why_not,
                decision.required,
            ]
            random.choice(calls)(odd_key(random))
        case 3:
            policy.facts_from_text(random.choice([facts, odd()]))
        case 4:
            policy.replay(random.choice([odd(), {"schema_version": odd(), "facts": facts}]))
        case 5:
            policy.decide_history(random.choice([{odd_key(random): facts}, odd()]))
        case 6:
            policy.decide_frame(_frame(random, names), form=random.choice(["wide", "long"]))
        case 7:
            policy.decide_frame(odd())
        case _:
            register_facts(_frame(random, ["pupil_id", "date", "session", "code"]))


def odd_key(random: Random) -> Any:
    # Names are told in messages, values are not.
    keys = [value for value in ODD_VALUES if _can_be_a_key(value) and SECRET not in str(value)]
    return random.choice(keys)


def _can_be_a_key(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _frame(random: Random, names: list[str]) -> Any:
    chosen = random.sample(names, min(len(names), random.randint(1, 4)))
    cells: list[Any] = [None, 0, 1, 5, "yes", "lacking", SECRET, "P1", "2025-09-01", "AM", "/"]
    columns = {name: [random.choice(cells) for _ in range(3)] for name in chosen}
    if random.random() < 0.5:
        return pd.DataFrame(columns)
    return pl.DataFrame(columns, strict=False)
