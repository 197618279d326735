"""Tallies → facts, and the table of facts as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from attendance_rules.errors import DataError
from attendance_rules.files.atomic import replacing
from attendance_rules.files.formulas import no_formula
from attendance_rules.messages.quoting import harmless
from attendance_rules.registers.codes.codes import ABSENCES, CATEGORIES, UNCOUNTED, Category
from attendance_rules.registers.meanings import UNEXPLAINED

SUM_OF: Mapping[str, tuple[str, ...]] = {
    "sessions_possible": tuple(one for one in CATEGORIES if one not in UNCOUNTED),
    "sessions_absent": ABSENCES,
    "sessions_unauthorised": ("unauthorised_absence",),
    "sessions_unexplained": (UNEXPLAINED,),
}
"""Each fact with the tallies that it is the sum of."""

FACTS = tuple(SUM_OF)


def facts_of(tallied: pl.DataFrame, ids: Sequence[str]) -> pl.DataFrame:
    """The facts that follow from how many sessions each pupil has in each category."""
    summed = (pl.sum_horizontal(tallies).alias(fact) for fact, tallies in SUM_OF.items())
    return tallied.select(*ids, *summed).with_columns(pl.col(FACTS).cast(pl.Int64))


def sums(facts: pl.DataFrame) -> dict[str, int | None]:
    """The sum of each fact over all pupils, None where a pupil's is unknown."""
    return {one: None if facts[one].null_count() else int(facts[one].sum()) for one in FACTS}


def by_category(tallied: pl.DataFrame) -> dict[Category, int]:
    """How many sessions all pupils have in each category."""
    return {one: int(tallied[one].cast(int).sum()) for one in CATEGORIES}


def write_facts(facts: pl.DataFrame, target: Path, inputs: Sequence[Path] = ()) -> None:
    """Write facts as .csv or .parquet, whole or not at all; `inputs` are not to be overwritten.

    In CSV, identifiers that a spreadsheet would take for formulas get an apostrophe before them.
    Raises `DataError`.
    """
    name = harmless(str(target))
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise DataError([f"{name}: let its name end in .csv or .parquet"])
    with replacing(target) as temporary:
        if target.exists() and any(target.samefile(one) for one in inputs):
            raise DataError([f"{name}: is a register that is being read; name another file"])
        if suffix == ".parquet":
            facts.write_parquet(temporary)
        else:
            with temporary.open("wb") as stream:
                write_facts_csv(facts, stream)


def write_facts_csv(facts: pl.DataFrame, stream: BinaryIO) -> None:
    """Write facts as CSV to an open stream."""
    ids = [one for one in facts.columns if one not in FACTS]
    # A look at each identifier by Python takes long, and hardly any needs it.
    risky = pl.any_horizontal(pl.col(ids).str.contains(r"[^A-Za-z0-9_./ ]"))
    if facts.select(risky.any()).item():
        facts = facts.with_columns(
            pl.when(risky)
            .then(pl.col(one).map_elements(no_formula, return_dtype=pl.String))
            .otherwise(pl.col(one))
            for one in ids
        )
    facts.write_csv(stream)
