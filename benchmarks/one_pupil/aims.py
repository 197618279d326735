"""What the project aims at, and whether a measurement meets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.one_pupil.startup import Startup
from benchmarks.report import Aim, at_most
from benchmarks.turns import Times

PEERS = ("zen-list", "zen-branching", "zen-table", "cel-list", "cel-branching")


def aims(times: Mapping[int, Times], startup: Startup) -> Iterator[Aim]:
    """Each aim for which something was measured; `times` by the number of truth values."""
    three = times[3]
    for key, what in (
        ("python", "Generated Python, three-valued"),
        ("python-parts", "The same with parts"),
    ):
        yield at_most(what, three.of(key), 2, "µs")
    for values, how in ((3, "three-valued"), (2, "two-valued")):
        found = times[values]
        peers = [key for key in PEERS if key in found.rounds]
        if peers:
            fastest = min(peers, key=found.of)
            ratio = found.ratio(fastest, "python")
            what = f"Fastest peer beside generated Python, {how}"
            yield Aim(what, "at least 8 times as long", f"{ratio:.1f} times", ratio >= 8)
    if "durable" in three.rounds:
        yield at_most("durable-rules, three-valued", three.of("durable"), 250, "µs")
        ratio = three.ratio("decide", "python-parts", "durable")
        what = "decide beside its two engines"
        yield Aim(what, "at most 1.5 times as long", f"{ratio:.2f} times", ratio <= 1.5)
    yield at_most("import attendance_rules", startup.importing, 0.15, "s")
    yield at_most("load_policy() after it", startup.loading, 0.3, "s")
