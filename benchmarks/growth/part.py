"""How the cost grows with the number of obligations, engine by engine."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from attendance_rules import Policy, load_policy
from benchmarks.growth.engines import ENGINES, ONE_PUPIL, TABLES, compare
from benchmarks.growth.once import STEPS, once
from benchmarks.growth.per_pupil import per_pupil
from benchmarks.growth.plot import THEMES, Line, draw
from benchmarks.growth.policy import write_policy
from benchmarks.growth.pupils import Pupils, caseload, made_up
from benchmarks.growth.words import duration
from benchmarks.progress import say
from benchmarks.report import Finding, Table
from benchmarks.turns import Times, take_turns

SHIPPED = "shipped, 48"
ONE_BY_ONE = 100
"""The pupils that are decided one after the other; in tables there are many more."""


def measure(quick: bool) -> Finding:
    """All engines are compared on every policy first, then all of them take turns."""
    sizes = (48, 200, 500) if quick else (48, 100, 200, 500, 1000)
    single, rounds = (1, 1) if quick else (15, 5)
    rows, strangers = (10_000, 50) if quick else (100_000, 200)
    shipped = load_policy()
    with TemporaryDirectory() as folder:
        folders: dict[str, Path | None] = {SHIPPED: None} | {
            f"{size:,}": write_policy(shipped.edition, size, Path(folder, f"made-up-{size}"))
            for size in sizes
        }
        policies = {name: load_policy(path) for name, path in folders.items()}
        _compare(policies, made_up(shipped.edition, strangers))
        pupils = caseload(shipped, ONE_BY_ONE, rows)
        _set_aside()
        one_by_one = per_pupil(policies, pupils, ONE_PUPIL, single)
        in_tables = per_pupil(policies, pupils, TABLES, rounds)
        steps = dict(_first(folders, policies, pupils, rounds))
        _set_aside()
        first = take_turns(steps, rounds, "what comes once")
        gc.unfreeze()
    each = Times({**one_by_one.rounds, **in_tables.rounds})
    names = {engine.key: engine.name for engine in ENGINES}
    tables = [
        _rules(policies, pupils),
        _table("Time for one pupil", "Engine", each, names, sizes),
        _table("What comes once", "Step", first, STEPS, sizes),
    ]
    lines = [
        Line(name, [each.of(f"{key} {size:,}") for size in sizes]) for key, name in names.items()
    ]
    pictures = {
        f"assets/growth-{name}.svg": draw(sizes, lines, theme) for name, theme in THEMES.items()
    }
    return Finding(tables, files=pictures)


def _compare(policies: Mapping[str, Policy], pupils: Pupils) -> None:
    for name, policy in policies.items():
        say(f"{name} obligations: comparing the answers")
        compare(policy, pupils, name)


def _set_aside() -> None:
    """Spares the garbage collector what is there: no program holds so many policies at once."""
    gc.collect()
    gc.freeze()


def _first(
    folders: Mapping[str, Path | None],
    policies: Mapping[str, Policy],
    pupils: Pupils,
    rounds: int,
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that comes once, for each policy."""
    for name, policy in policies.items():
        for key, run in once(folders[name], policy, pupils, rounds):
            yield f"{key} {name}", run


def _rules(policies: Mapping[str, Policy], pupils: Pupils) -> Table:
    """What the policies hold, and how much they say of a pupil."""
    rows = []
    some = pupils.table.head(10_000)
    for name, policy in policies.items():
        steps = [one for one in policy.program.rules if one.role in ("obligation", "part")]
        different = {one.condition for one in steps}
        edition = policy.edition
        held = (edition.obligations, steps, different, edition.definitions, edition.facts)
        actions = policy.decide_frame(some, form="long").height / some.height
        rows.append((name, *(f"{len(one):,}" for one in held), f"{actions:.1f}"))
    header = (
        "Policy",
        "obligations",
        "with their parts",
        "different conditions",
        "definitions",
        "facts",
        "actions of a pupil",
    )
    return Table("The policies", header, rows)


def _table(
    title: str, what: str, times: Times, names: Mapping[str, str], sizes: Sequence[int]
) -> Table:
    """A row for each of `names`, a column for each policy, and the growth over all sizes."""
    heads = (SHIPPED, *(f"{size:,}" for size in sizes))
    first, last = heads[1], heads[-1]
    rows = []
    for key, name in names.items():
        cells = [duration(times.of(f"{key} {head}")) for head in heads]
        growth = times.ratio(f"{key} {last}", f"{key} {first}")
        rows.append((name, *cells, f"{growth:.1f} times"))
    proportion = f"{last} beside {first} ({sizes[-1] / sizes[0]:.1f} in proportion)"
    return Table(title, (what, *heads, proportion), rows)
