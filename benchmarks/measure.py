"""Times contestants in turn, round after round, so that what slows the machine slows them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter_ns

from benchmarks.contestant import Contestant

LEAST_NS = 10_000_000
"""A turn goes over the pupils as often as it takes to last about so long."""


@dataclass(frozen=True, slots=True)
class Times:
    """Microseconds for one pupil, by contestant and round."""

    rounds: Mapping[str, Sequence[float]]

    def of(self, key: str) -> float:
        """The median of all rounds."""
        return median(self.rounds[key])

    def range(self, key: str) -> tuple[float, float]:
        return min(self.rounds[key]), max(self.rounds[key])

    def ratio(self, over: str, *under: str) -> float:
        """How many times as long `over` takes as `under` together: the median over the rounds."""
        together = zip(*(self.rounds[key] for key in under), strict=True)
        below: list[float] = [sum(times) for times in together]
        return median([one / all_ for one, all_ in zip(self.rounds[over], below, strict=True)])


def measure(
    contestants: Sequence[Contestant], rounds: int, progress: Callable[[int], None]
) -> Times:
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
