"""Where something is first wrong. Looked for only once it is known that something is."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import shown
from attendance_rules.registers.marks import Check, checks, marks, rows
from attendance_rules.registers.reasons import no_code
from attendance_rules.registers.sources.columns import Laid


def wrong_rows(laid: Laid) -> DataError:
    """The error that names the first of the rows that cannot be used, for each reason."""
    return wrong_by(laid, list(checks(laid)))


def wrong_by(laid: Laid, reasons: list[Check]) -> DataError:
    """The same for reasons that the caller gives. Where one row has several, the first is told."""
    problems = laid.source.problems()
    before = pl.lit(False)
    asked = []
    for number, reason in enumerate(reasons):
        wrong = reason.wrong.fill_null(True) & ~before
        before = before | reason.wrong.fill_null(True)
        asked.append(wrong.sum().alias(f"count {number}"))
        asked.append(pl.col("row").filter(wrong).first().alias(f"first {number}"))
    found = laid.source.collect(rows(laid, with_rows=True).select(asked)).row(0, named=True)
    for number, reason in enumerate(reasons):
        if count := found[f"count {number}"]:
            place = f"{laid.source.unit} {found[f'first {number}']}"
            column = f"column {shown(laid.shown(reason.role))}"
            problems.add(f"{place}, {column}: {reason.message}{_so_many(count, 'row')}")
    return problems.error()


def unknown_marks(sources: list[Laid], known: Mapping[str, object]) -> DataError:
    """The error that names the marks that are no codes, how many there are and where the first."""
    text = pl.col("mark").cast(pl.String).fill_null("").str.strip_chars()
    error: DataError | None = None
    for laid in sources:
        unknown = (
            marks(laid, with_rows=True)
            .select("row", text)
            .filter(~pl.col("mark").is_in(list(known)))
            .group_by("mark")
            .agg(pl.col("row").min(), pl.len())
            .sort("row", "mark")
        )
        problems = laid.source.problems()
        column = shown(laid.shown("code" if laid.form == "long" else "marks"))
        for mark, row, count in laid.source.collect(unknown).iter_rows():
            place = f"{laid.source.unit} {row}, column {column}"
            problems.add(f"{place}: {no_code(mark, len(mark))}{_so_many(count, 'mark')}")
        if problems:
            found = problems.error()
            error = found if error is None else DataError([*error.problems, *found.problems])
    return error or DataError(["there is a mark that is no register code"])


def _so_many(count: int, noun: str) -> str:
    return f" ({count:,} {noun}s in all)" if count > 1 else ""
