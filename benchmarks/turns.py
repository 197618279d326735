"""Times things in turn, round after round, so that what slows the machine slows them all."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from benchmarks.progress import say


@dataclass(frozen=True, slots=True)
class Times:
    """How long each took, by key and round, in a unit that whoever made it tells."""

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


def take_turns(
    runs: Mapping[str, Callable[[], object]], rounds: int, what: str, *, warm: bool = False
) -> Times:
    """Seconds for each. Every one is run once before, unmeasured; if `warm`, before each turn, so
    that what the one before it left in caches and in memory does not count."""
    for run in runs.values():
        run()
    found: dict[str, list[float]] = {key: [] for key in runs}
    for number in range(rounds):
        say(f"{what}: round {number + 1} of {rounds}")
        for key, run in runs.items():
            if warm:
                run()
            gc.collect()
            began = perf_counter()
            answer = run()
            found[key].append(perf_counter() - began)
            del answer
    return Times(found)
