"""Decisions, one after another → a table of actions, as CSV or Parquet.

CSV is made safe to open in a spreadsheet: identifiers, carried cells and their names go through
`no_formula`, which may put an apostrophe before them. Parquet holds them as they are.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.files.formulas import no_formula

ROWS_AT_ONCE = 50_000  # as Python values; the rows before them lie packed

Decided = Iterable[tuple[CaseRow, Decision]]
Rows = Iterator[tuple[str, ...]]


def write_csv_rows(
    decided: Decided, file: Pupils, edition: Edition, stream: IO[bytes], wide: bool, standing: bool
) -> None:
    """Write the long form, or the `wide` one, as CSV to an open file.

    The long form has a row for each action that is required or undetermined: `school_id` if the
    file has it, `pupil_id`, the carried columns, `obligation`, `party` and `status`. Standing
    obligations, which are owed for no single pupil, only if `standing`. The wide form has a row for
    each pupil: the same identifiers, `tier`, which is empty when it is not known, and the status of
    every obligation of the edition, in its order.
    """
    columns, rows, leading = _table(decided, file, edition, wide, standing)
    text = io.TextIOWrapper(stream, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    for row in itertools.chain([columns], rows):
        writer.writerow([*map(no_formula, row[:leading]), *row[leading:]])
    text.detach()


def write_parquet_rows(
    decided: Decided, file: Pupils, edition: Edition, stream: IO[bytes], wide: bool, standing: bool
) -> None:
    """The same as Parquet, with words as an Enum and null for what is empty."""
    import polars as pl

    from attendance_rules.caseload.schemas import table_schema

    columns, rows, _ = _table(decided, file, edition, wide, standing)
    schema = table_schema(columns, edition)
    frames = [pl.DataFrame(schema=schema)]
    while batch := list(itertools.islice(rows, ROWS_AT_ONCE)):
        cells = [[cell or None for cell in row] for row in batch]
        frames.append(pl.DataFrame(cells, schema=schema, orient="row"))
    pl.concat(frames).write_parquet(stream)


def _table(
    decided: Decided, file: Pupils, edition: Edition, wide: bool, standing: bool
) -> tuple[Sequence[str], Rows, int]:
    """The columns, the rows, and how many columns lead them: identifiers and what is carried."""
    leading = (*(("school_id",) if file.has_schools else ()), "pupil_id", *file.carried)
    if wide:
        obligations = tuple(edition.obligations)
        return (*leading, "tier", *obligations), _wide(decided, obligations), len(leading)
    columns = (*leading, "obligation", "party", "status")
    return columns, _long(decided, edition, standing), len(leading)


def _leading_cells(row: CaseRow) -> tuple[str, ...]:
    school = () if row.school_id is None else (row.school_id,)
    return (*school, row.pupil_id, *row.carried)


def _long(decided: Decided, edition: Edition, standing: bool) -> Rows:
    # From the statuses, because a decision's actions come with their reasons, which take time.
    parties = {
        name: obligation.party
        for name, obligation in edition.obligations.items()
        if standing or not obligation.standing
    }
    for row, decision in decided:
        leading = _leading_cells(row)
        statuses = decision.statuses
        for obligation, party in parties.items():
            if (status := statuses[obligation]) != "not_required":
                yield (*leading, obligation, party, status)


def _wide(decided: Decided, obligations: Sequence[str]) -> Rows:
    for row, decision in decided:
        statuses = decision.statuses
        cells = (statuses[obligation] for obligation in obligations)
        yield (*_leading_cells(row), decision.tier or "", *cells)
