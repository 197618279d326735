"""Times every engine under every policy: seconds for one pupil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from time import perf_counter

from attendance_rules import Policy
from benchmarks.growth.engines import Engine, Work
from benchmarks.growth.pupils import Pupils
from benchmarks.turns import Times, take_turns

LEAST = 0.05
"""Seconds. A turn goes over the pupils as often as it takes to last about so long."""


class Turn:
    """What is timed: each answer is dropped before the next. `pupils` are decided in it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._passes = 1
        work.run(work.inputs[0])
        began = perf_counter()
        self()
        self._passes = ceil(LEAST / (perf_counter() - began))
        self.pupils = work.pupils * self._passes

    def __call__(self) -> None:
        run, inputs = self._work.run, self._work.inputs
        for _ in range(self._passes):
            for one in inputs:
                run(one)


def per_pupil(
    policies: Mapping[str, Policy], pupils: Pupils, engines: Iterable[Engine], rounds: int
) -> Times:
    """By the keys of engine and policy.

    The largest policy goes first, so that no small one comes right after all the memory of another
    engine's largest answer was given back.
    """
    engines = tuple(engines)
    turns = {
        f"{engine.key} {name}": Turn(engine.prepare(policy, pupils))
        for engine in engines
        for name, policy in reversed([*policies.items()])
    }
    times = take_turns(turns, rounds, ", ".join(engine.key for engine in engines))
    return Times(
        {
            key: [seconds / turn.pupils for seconds in times.rounds[key]]
            for key, turn in turns.items()
        }
    )
