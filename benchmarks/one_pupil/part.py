"""How long one decision takes, beside ZEN and CEL, and what comes before the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from attendance_rules import Policy, load_policy
from benchmarks.one_pupil.aims import aims
from benchmarks.one_pupil.contestant import Contestant, compare
from benchmarks.one_pupil.measure import turns
from benchmarks.one_pupil.own import expected, python_alone, with_parts
from benchmarks.one_pupil.peers import cel, zen
from benchmarks.one_pupil.pupils import Pupils, with_gaps, without_gaps
from benchmarks.one_pupil.startup import measure_startup
from benchmarks.progress import say
from benchmarks.report import Finding, Table
from benchmarks.turns import Times

WORDS = {3: "Three-valued, on facts with gaps", 2: "Two-valued, on complete facts"}


def measure(quick: bool) -> Finding:
    """Every answer is compared first, then all take turns."""
    rounds, processes = (3, 3) if quick else (25, 15)
    policy = load_policy()
    gaps = with_gaps(policy)
    pupils: Mapping[Literal[2, 3], Pupils] = {3: gaps, 2: without_gaps(policy, gaps)}
    tables: list[Table] = []
    times: dict[int, Times] = {}
    for values, of in pupils.items():
        taking_part = list(_contestants(policy, of, values))
        say(f"{values} values: comparing the answers for {len(of.values)} pupils")
        compare(taking_part, expected(policy, of), policy.program)
        times[values] = turns(taking_part, rounds, _progress(values, rounds))
        tables.append(_table(WORDS[values], taking_part, times[values]))
    say("start-up")
    startup = measure_startup(processes)
    steps = [
        ("import attendance_rules", f"{startup.importing:.3f}"),
        ("load_policy()", f"{startup.loading:.3f}"),
        ("the first decide", f"{startup.first_decision:.3f}"),
    ]
    tables.append(Table(f"Start-up, {processes} fresh processes", ("Step", "s, median"), steps))
    return Finding(tables, list(aims(times, startup)))


def _contestants(policy: Policy, pupils: Pupils, values: Literal[2, 3]) -> Iterator[Contestant]:
    yield python_alone(policy.program, pupils)
    if values == 3:
        yield from with_parts(policy, pupils)
    for peer in (zen, cel):
        yield from peer.contestants(policy.program, pupils, values)


def _table(title: str, contestants: Sequence[Contestant], times: Times) -> Table:
    rows = []
    for one in contestants:
        low, high = times.range(one.key)
        ratio = times.ratio(one.key, "python")
        shown = (f"{times.of(one.key):.2f}", f"{low:.2f} to {high:.2f}", f"{ratio:.1f} times")
        rows.append((one.name, *shown))
    header = ("One decision", "µs, median", "µs, all rounds", "beside generated Python")
    return Table(title, header, rows)


def _progress(values: int, rounds: int) -> Callable[[int], None]:
    return lambda number: say(f"{values} values: round {number} of {rounds}")
