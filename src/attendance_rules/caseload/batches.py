"""A file of pupils that may be larger than memory, checked, some pupils at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from attendance_rules.caseload.caseload import Caseload, CaseRow
from attendance_rules.caseload.checker import Batch, Checker, fact_type
from attendance_rules.caseload.columns import lay_out
from attendance_rules.caseload.duplicates import Repeated, repeats
from attendance_rules.caseload.read import known_suffix, reason
from attendance_rules.caseload.sources import SOURCES, Source
from attendance_rules.decision.facts import FactReader
from attendance_rules.edition.edition import Edition
from attendance_rules.files.problems import NO_PUPILS, Problems
from attendance_rules.program.program import FactValue


class Batches:
    """The pupils of a CSV or Parquet file, read as `read_caseload` reads them.

    They are read anew whenever they are iterated. That ends with a `DataError` if anything is
    wrong with them; of the batches that came before it, nobody should see anything.
    """

    def __init__(
        self,
        path: Path,
        edition: Edition,
        *,
        ignore_unknown_columns: bool = False,
        carry: Sequence[str] = (),
    ) -> None:
        """Raises `DataError` for a file or a column of which nothing can be read."""
        self.path = path
        self._edition = edition
        self._carry = tuple(carry)
        self._ignore_unknown = ignore_unknown_columns
        self._facts = FactReader(edition)
        self._positions = {name: at for at, name in enumerate(edition.facts)}
        problems = Problems(path)
        fault = ""
        try:
            self._source: Source = SOURCES[known_suffix(path, problems)](path, problems)
        except OSError as error:
            fault = reason(error)
        if fault:
            raise problems.error(f"cannot be read: {fault}")
        self.columns = tuple(column.name for column in self._source.columns)

    @property
    def carried(self) -> tuple[str, ...]:
        """The columns that are carried through."""
        return self._carry

    @property
    def has_schools(self) -> bool:
        """Whether the file says of each pupil which school it is."""
        return "school_id" in self.columns

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self._source.share_read

    def __iter__(self) -> Iterator[Batch]:
        problems = Problems(self.path)
        checker, repeated, any_pupil = self._checker(problems), Repeated(), False
        fault = ""
        try:
            for cells in self._source.cells(checker.layout.wanted, problems):
                if cells.columns.height:
                    any_pupil = True
                    batch = checker.batch(cells)
                    repeated.add(batch.identifiers)
                    if not problems:
                        yield batch
            suspects = repeated.suspects()
            if not suspects.is_empty():
                for first, place in repeats(self._identified(checker), suspects):
                    checker.reader.report_same(first, place)
        except OSError as error:
            fault = reason(error)
        if fault:
            raise problems.error(f"cannot be read: {fault}")
        if problems:
            raise problems.error()
        if not any_pupil:
            raise problems.error(NO_PUPILS)

    def rows(self, batch: Batch, chosen: list[int] | None = None) -> Iterator[CaseRow]:
        """The pupils of a batch, or of those rows of it, counted from 0."""
        places, leading, facts = batch.places, batch.leading, batch.facts
        if chosen is not None:
            places, leading = places.gather(chosen), leading[chosen]
            facts = facts[chosen] if facts.width else facts
        at = [self._positions[name] for name in facts.columns]
        known = facts.iter_rows() if at else itertools.repeat(())
        for place, texts, cells in zip(places, leading.iter_rows(), known, strict=False):
            values: list[FactValue] = [None] * len(self._positions)
            for position, value in zip(at, cells, strict=True):
                values[position] = value
            school_id = texts[0] if self.has_schools else None
            pupil_id, *kept = texts[self.has_schools :]
            carried = tuple(text or "" for text in kept)
            yield CaseRow(place, pupil_id, school_id, self._facts.with_defaults(values), carried)

    def _checker(self, problems: Problems) -> Checker:
        source = self._source
        layout = lay_out(
            source.columns,
            self._edition,
            problems,
            blank=source.blank,
            carry=self._carry,
            ignore_unknown=self._ignore_unknown,
        )
        return Checker(source.unit, source.columns, layout, self._edition, problems)

    def _identified(self, checker: Checker) -> Iterator[tuple[pl.Series, pl.DataFrame]]:
        """Places and identifiers once more; what else is wrong has been said."""
        for cells in self._source.cells(checker.layout.wanted, Problems(self.path)):
            if cells.columns.height:
                yield cells.places, checker.identifiers(cells)


def batch_of(caseload: Caseload, edition: Edition) -> Batch:
    """Pupils that were read row by row, as a table. A default is no fact that the file has."""
    rows = caseload.rows
    identifiers = {"school_id": [row.school_id for row in rows]} if caseload.has_schools else {}
    identifiers["pupil_id"] = [row.pupil_id for row in rows]
    carried = {
        name: [row.carried[at] or None for row in rows] for at, name in enumerate(caseload.carried)
    }
    facts = [
        pl.Series(
            name,
            [None if name in row.facts.assumed else row.facts.values[at] for row in rows],
            dtype=fact_type(fact),
        )
        for at, (name, fact) in enumerate(edition.facts.items())
        if name in caseload.columns
    ]
    return Batch(
        pl.Series([row.row for row in rows], dtype=pl.Int64),
        pl.DataFrame(identifiers, schema=dict.fromkeys(identifiers, pl.String)),
        pl.DataFrame(carried, schema=dict.fromkeys(carried, pl.String)),
        pl.DataFrame(facts),
    )
