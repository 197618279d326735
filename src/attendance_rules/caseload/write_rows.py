"""Decisions → a table of actions, as CSV or Parquet.

CSV is made safe to open in a spreadsheet: identifiers, carried cells and their names go through
`no_formula`, which may put an apostrophe before them. Parquet holds them as they are.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from attendance_rules.caseload.caseload import Caseload, CaseRow
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import DataError
from attendance_rules.files.atomic import replacing
from attendance_rules.files.formulas import no_formula
from attendance_rules.messages.quoting import harmless

ROWS_AT_ONCE = 50_000  # as Python values; the rows before them lie packed


class Decided(Protocol):
    """What is written of a decision."""

    @property
    def pupil_id(self) -> str | None: ...
    @property
    def tier(self) -> str | None: ...
    @property
    def statuses(self) -> Mapping[str, str]: ...


def write_long(
    decisions: Iterable[Decided],
    caseload: Caseload,
    edition: Edition,
    target: Path,
    *,
    standing: bool = False,
) -> None:
    """Write a row for each action that is required or undetermined.

    The columns are `school_id` if the caseload has it, `pupil_id`, the carried columns,
    `obligation`, `party` and `status`. `decisions` are those of the caseload's rows, in its order.
    Standing obligations, which are owed for no single pupil, only if `standing`. The file is .csv
    or .parquet, and is written whole or not at all. Raises `DataError` when it cannot be.
    """
    rows = _long(decisions, caseload, edition, standing)
    _write(_long_columns(caseload), rows, target, caseload, edition)


def write_wide(
    decisions: Iterable[Decided], caseload: Caseload, edition: Edition, target: Path
) -> None:
    """Write a row for each pupil.

    The columns are `school_id` if the caseload has it, `pupil_id`, the carried columns, `tier`,
    which is empty when it is not known, and the status of every obligation of the edition, in its
    order. Otherwise as `write_long`.
    """
    obligations = tuple(edition.obligations)
    columns = (*_leading_columns(caseload), "tier", *obligations)
    _write(columns, _wide(decisions, caseload, obligations), target, caseload, edition)


def write_long_csv(
    decisions: Iterable[Decided],
    caseload: Caseload,
    edition: Edition,
    stream: TextIO,
    *,
    standing: bool = False,
) -> None:
    """Write what `write_long` writes to an open stream, such as standard output, as CSV.

    Identifiers are in it as they are, but for formulas: it is for programs to read.
    """
    rows = _long(decisions, caseload, edition, standing)
    _write_csv(_long_columns(caseload), rows, stream, caseload)


def _leading_columns(caseload: Caseload) -> tuple[str, ...]:
    school = ("school_id",) if caseload.has_schools else ()
    return (*school, "pupil_id", *caseload.carried)


def _long_columns(caseload: Caseload) -> tuple[str, ...]:
    return (*_leading_columns(caseload), "obligation", "party", "status")


def _leading_cells(row: CaseRow, decision: Decided) -> tuple[str, ...]:
    if decision.pupil_id not in (None, row.pupil_id):
        raise ValueError("the decisions are not in the order of the caseload's rows")
    school = () if row.school_id is None else (row.school_id,)
    return (*school, row.pupil_id, *row.carried)


def _long(
    decisions: Iterable[Decided], caseload: Caseload, edition: Edition, standing: bool
) -> Iterator[tuple[str, ...]]:
    # From the statuses, because a decision's actions come with their reasons, which take time.
    parties = {
        name: obligation.party
        for name, obligation in edition.obligations.items()
        if standing or not obligation.standing
    }
    for row, decision in zip(caseload.rows, decisions, strict=True):
        leading = _leading_cells(row, decision)
        statuses = decision.statuses
        for obligation, party in parties.items():
            if (status := statuses[obligation]) != "not_required":
                yield (*leading, obligation, party, status)


def _wide(
    decisions: Iterable[Decided], caseload: Caseload, obligations: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    for row, decision in zip(caseload.rows, decisions, strict=True):
        statuses = decision.statuses
        cells = (statuses[obligation] for obligation in obligations)
        yield (*_leading_cells(row, decision), decision.tier or "", *cells)


def check_target(target: Path, source: Path) -> str:
    """How the name of the target ends. Raises `DataError` for one that cannot be written."""
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".parquet"):
        raise DataError([f"{harmless(str(target))}: let its name end in .csv or .parquet"])
    if target.exists() and source.exists() and target.samefile(source):
        raise DataError([f"{harmless(str(target))}: is the caseload itself; name another file"])
    return suffix


def _write(
    columns: Sequence[str],
    rows: Iterator[tuple[str, ...]],
    target: Path,
    caseload: Caseload,
    edition: Edition,
) -> None:
    with replacing(target) as temporary:
        if check_target(target, caseload.path) == ".csv":
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                _write_csv(columns, rows, stream, caseload)
        else:
            _write_parquet(columns, rows, temporary, edition)


def _write_csv(
    columns: Sequence[str], rows: Iterator[tuple[str, ...]], stream: TextIO, caseload: Caseload
) -> None:
    leading = len(_leading_columns(caseload))
    writer = csv.writer(stream, lineterminator="\n")
    for row in itertools.chain([columns], rows):
        writer.writerow([*map(no_formula, row[:leading]), *row[leading:]])


def _write_parquet(
    columns: Sequence[str], rows: Iterator[tuple[str, ...]], temporary: Path, edition: Edition
) -> None:
    import polars as pl

    from attendance_rules.caseload.schemas import table_schema

    schema = table_schema(columns, edition)
    frames = [pl.DataFrame(schema=schema)]
    while batch := list(itertools.islice(rows, ROWS_AT_ONCE)):
        cells = [[cell or None for cell in row] for row in batch]
        frames.append(pl.DataFrame(cells, schema=schema, orient="row"))
    pl.concat(frames).write_parquet(temporary)
