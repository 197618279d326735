"""Compares answers, measures, and prints: `python -m benchmarks [--quick] [--write]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Literal

from attendance_rules import Policy, load_policy
from attendance_rules.engines import durable
from benchmarks.contestant import Contestant, DifferenceError, compare
from benchmarks.machine import machine
from benchmarks.measure import Times, measure
from benchmarks.own import expected, python_alone, with_parts
from benchmarks.pupils import Pupils, with_gaps, without_gaps
from benchmarks.report import Measurement, as_text, write_page
from benchmarks.startup import measure_startup

PEERS = {
    "zen": "zen-engine",
    "cel": "common-expression-language",
}
"""The peers by the module that each is imported as, which is also that of its translation here."""


def main() -> int:
    arguments = _arguments()
    rounds, processes = (3, 3) if arguments.quick else (25, 15)
    before = machine()
    policy = load_policy()
    gaps = with_gaps(policy)
    pupils: dict[Literal[2, 3], Pupils] = {3: gaps, 2: without_gaps(policy, gaps)}
    left_out = list(_left_out())
    if arguments.write and left_out:
        print(f"nothing is written while something is left out: {'; '.join(left_out)}")
        return 2
    contestants: dict[int, list[Contestant]] = {}
    times: dict[int, Times] = {}
    for values, of in pupils.items():
        taking_part = contestants[values] = list(_contestants(policy, of, values))
        _say(f"{values} values: comparing the answers for {len(of.values)} pupils")
        try:
            compare(taking_part, expected(policy, of), policy.program)
        except DifferenceError as difference:
            print(f"nothing is timed while answers differ: {difference}", file=sys.stderr)
            return 1
        times[values] = measure(taking_part, rounds, _progress(values, rounds))
    _say("start-up")
    measurement = Measurement(contestants, times, measure_startup(processes), before, left_out)
    _say("")
    print(as_text(measurement))
    if arguments.write:
        write_page(measurement)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--quick", action="store_true", help="a few rounds only")
    length.add_argument(
        "--write", action="store_true", help="put the result into docs/about/performance.md"
    )
    return parser.parse_args()


def _contestants(policy: Policy, pupils: Pupils, values: Literal[2, 3]) -> Iterator[Contestant]:
    yield python_alone(policy.program, pupils)
    if values == 3:
        yield from with_parts(policy, pupils)
    for module in PEERS:
        if find_spec(module) is not None:
            peer = import_module(f"benchmarks.peers.{module}")
            yield from peer.contestants(policy.program, pupils, values)


def _left_out() -> Iterator[str]:
    if not durable.available():
        yield "durable-rules, which cannot be imported here"
    for module, package in PEERS.items():
        if find_spec(module) is None:
            yield f"{package}, which is not installed; the extra `bench` brings it in"


def _progress(values: int, rounds: int) -> Callable[[int], None]:
    return lambda number: _say(f"{values} values: round {number} of {rounds}")


def _say(what: str) -> None:
    """Shows how far it is, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
