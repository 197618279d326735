"""A year of England's registers, from Parquet to everyone's actions, by the two commands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from benchmarks.apart import Cost, command
from benchmarks.made_up.registers import MARKS_A_PUPIL, Registers, write_registers
from benchmarks.part import DifferenceError
from benchmarks.progress import say
from benchmarks.report import Table


@dataclass(frozen=True, slots=True)
class Year:
    """What the two commands cost, and what went in and came out."""

    pupils: int
    registers: Cost
    evaluate: Cost
    megabytes_in: float
    actions: int
    megabytes_out: float

    @property
    def seconds(self) -> float:
        return self.registers.seconds + self.evaluate.seconds

    @property
    def peak(self) -> float:
        """Megabytes."""
        return max(self.registers.megabytes, self.evaluate.megabytes)

    def table(self) -> Table:
        """Its costs, for a page."""
        marks = self.pupils * MARKS_A_PUPIL
        steps = (
            ("`registers`: marks to facts", self.registers),
            ("`evaluate`: facts to long actions", self.evaluate),
            ("Both", Cost(self.seconds, self.peak)),
        )
        rows = [(what, f"{one.seconds:.1f}", f"{one.megabytes:,.0f}") for what, one in steps]
        size = f"{self.pupils:,} pupils, {marks / 1e6:,.0f} million marks"
        sizes = f"{self.megabytes_in:,.0f} MB in, {self.megabytes_out:,.0f} MB out"
        title = f"{size}, {self.actions / 1e6:,.1f} million actions ({sizes})"
        return Table(title, ("Step, in a process of its own", "s", "peak, MB"), rows)


def year(pupils: int) -> Year:
    """Writes the registers, and runs both commands on them once."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        say(f"england: writing the registers of {pupils:,} pupils")
        files = write_registers(Registers(pupils), folder / "registers")
        facts, actions = folder / "facts.parquet", folder / "actions.parquet"
        say("england: registers")
        reading = command("registers", *map(str, files), "--out", str(facts))
        say("england: evaluate")
        deciding = command("evaluate", str(facts), "--out", str(actions))
        found = pl.scan_parquet(facts).select(pl.len()).collect().item()
        if found != pupils:
            raise DifferenceError(f"{found:,} pupils came out of the registers of {pupils:,}")
        return Year(
            pupils,
            reading,
            deciding,
            sum(one.stat().st_size for one in files) / 1e6,
            pl.scan_parquet(actions).select(pl.len()).collect().item(),
            actions.stat().st_size / 1e6,
        )
