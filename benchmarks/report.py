"""What a part of the benchmark found: as text for a terminal, as Markdown for a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
END = "<!-- end of the measurement -->"


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Aim:
    """One line: what is aimed at, what was measured, both in words, and whether it was met."""

    what: str
    aim: str
    measured: str
    met: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """All that one part found. `files` are pictures, by their path within `docs`."""

    tables: Sequence[Table]
    aims: Sequence[Aim] = ()
    files: dict[str, str] = field(default_factory=dict)

    def all_tables(self) -> Iterator[Table]:
        yield from self.tables
        if self.aims:
            lines = [
                (one.what, one.aim, one.measured, "yes" if one.met else "no") for one in self.aims
            ]
            yield Table("Aims", ("What", "Aim", "Measured", "Met"), lines)


def at_most(what: str, measured: float, bound: float, unit: str) -> Aim:
    """An aim that a figure stays under a bound."""
    return Aim(what, f"under {bound:,} {unit}", f"{measured:,.3g} {unit}", measured < bound)


def as_text(finding: Finding) -> str:
    """The tables for a terminal."""
    return "\n\n".join(map(_text, finding.all_tables()))


def _text(table: Table) -> str:
    rows = [row for row in (table.header, *table.rows) if any(row)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([table.title, *lines])


def write(part: str, page: str, finding: Finding, machine: Table) -> None:
    """Puts the tables between the two markers of the part on a page within `docs`."""
    path = DOCS / page
    begin = f"<!-- {part}: written by python -m benchmarks {part} --write -->"
    before, found, rest = path.read_text(encoding="utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not found or not end:
        raise ValueError(f"{page} has lost the markers of {part}")
    tables = "\n\n".join(map(_markdown, [*finding.all_tables(), machine]))
    for name, content in finding.files.items():
        (DOCS / name).write_text(content, encoding="utf-8")
    path.write_text(f"{before}{begin}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def _markdown(table: Table) -> str:
    rows = [table.header, tuple("---" for _ in table.header), *table.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"### {table.title}", "", *lines])
