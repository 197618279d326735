"""Times contestants in turn, round after round: microseconds for one pupil."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from time import perf_counter_ns

from benchmarks.one_pupil.contestant import Contestant
from benchmarks.turns import Times

LEAST_NS = 10_000_000
"""A turn goes over the pupils as often as it takes to last about so long."""


def turns(contestants: Sequence[Contestant], rounds: int, progress: Callable[[int], None]) -> Times:
    """The garbage collector stays on, as callers have it, and is run before each turn."""
    repeats = {one.key: max(1, round(LEAST_NS / _turn(one, 1))) for one in contestants}
    gc.collect()
    gc.freeze()
    found: dict[str, list[float]] = {one.key: [] for one in contestants}
    for number in range(rounds):
        progress(number + 1)
        for one in contestants:
            gc.collect()
            passes = repeats[one.key]
            found[one.key].append(_turn(one, passes) / passes / len(one.inputs) / 1_000)
    gc.unfreeze()
    return Times(found)


def _turn(contestant: Contestant, passes: int) -> int:
    """Nanoseconds for so many passes over all pupils."""
    run, inputs = contestant.run, contestant.inputs
    began = perf_counter_ns()
    for _ in range(passes):
        for facts in inputs:
            run(facts)
    return perf_counter_ns() - began
