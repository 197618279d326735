"""A measurement as tables: plain text for a terminal, Markdown for the page on performance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.aims import aims
from benchmarks.contestant import Contestant
from benchmarks.measure import Times
from benchmarks.startup import Startup

PAGE = Path(__file__).parents[1] / "docs" / "about" / "performance.md"
BEGIN = "<!-- measurement: written by python -m benchmarks --write -->"
END = "<!-- end of the measurement -->"
WORDS = {3: "Three-valued, on facts with gaps", 2: "Two-valued, on complete facts"}


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that one run found; `contestants` and `times` by the number of truth values."""

    contestants: Mapping[int, Sequence[Contestant]]
    times: Mapping[int, Times]
    startup: Startup
    machine: Mapping[str, str]
    left_out: Sequence[str]

    def tables(self) -> Iterator[Table]:
        for values, title in WORDS.items():
            header = ("One decision", "µs, median", "µs, all rounds", "beside generated Python")
            rows = [self._row(values, one) for one in self.contestants[values]]
            yield Table(title, header, rows)
        found = self.startup
        steps = [
            ("import attendance_rules", f"{found.importing:.3f}"),
            ("load_policy()", f"{found.loading:.3f}"),
            ("the first decide", f"{found.first_decision:.3f}"),
        ]
        title = f"Start-up, {found.processes} fresh processes"
        yield Table(title, ("Step", "s, median"), steps)
        lines = [
            (one.what, one.aim, one.measured, "yes" if one.met else "no")
            for one in aims(self.times, found)
        ]
        yield Table("Aims", ("What", "Aim", "Measured", "Met"), lines)
        yield Table("Measured on", ("", ""), list(self.machine.items()))

    def _row(self, values: int, one: Contestant) -> tuple[str, ...]:
        times = self.times[values]
        low, high = times.range(one.key)
        ratio = times.ratio(one.key, "python")
        return (
            one.name,
            f"{times.of(one.key):.2f}",
            f"{low:.2f} to {high:.2f}",
            f"{ratio:.1f} times",
        )


def as_text(measurement: Measurement) -> str:
    """The tables for a terminal, and what was left out."""
    blocks = [_text(table) for table in measurement.tables()]
    blocks += [f"Left out: {what}." for what in measurement.left_out]
    return "\n\n".join(blocks)


def _text(table: Table) -> str:
    rows = [row for row in (table.header, *table.rows) if any(row)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([table.title, *lines])


def write_page(measurement: Measurement) -> None:
    """Puts the tables between the two markers of the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE.name} has lost its markers")
    tables = "\n\n".join(_markdown(table) for table in measurement.tables())
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def _markdown(table: Table) -> str:
    rows = [table.header, tuple("---" for _ in table.header), *table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"### {table.title}", "", *lines])
