"""A file of pupils that may be larger than memory → checked columns, some pupils at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from attendance_rules.caseload.cells import carried, identifier
from attendance_rules.caseload.checking import Checking
from attendance_rules.caseload.form import CaseRow
from attendance_rules.caseload.layout import lay_out
from attendance_rules.caseload.plain_csv import Cells
from attendance_rules.caseload.problems import NO_PUPILS, Problems
from attendance_rules.caseload.read import known_suffix, reason
from attendance_rules.caseload.repeated import Repeated, repeats
from attendance_rules.caseload.sources import open_source
from attendance_rules.caseload.values import Values, texts, values
from attendance_rules.decision.facts import FactReader
from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import CountFact, WordFact


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """Some pupils. `places` says where they stand, `leading` holds identifiers and carried cells.

    `facts` has a column for each fact that the file has: boolean, whole numbers or an Enum.
    """

    places: pl.Series
    leading: pl.DataFrame
    facts: pl.DataFrame


class Batches:
    """The pupils of a CSV or Parquet file, read as `read_caseload` reads them.

    To iterate reads the whole file, and ends with `DataError` if anything is wrong with it; once
    something is, the batches that come are of no use to anybody.
    """

    def __init__(
        self,
        path: Path,
        edition: Edition,
        *,
        ignore_unknown_columns: bool = False,
        carry: Sequence[str] = (),
    ) -> None:
        """Raises `DataError` for what is wrong with the file's format or its columns."""
        self._problems = Problems(path)
        self._edition = edition
        self._source = open_source(path, known_suffix(path, self._problems), self._problems)
        source = self._source
        self._layout = lay_out(
            source.columns,
            edition,
            self._problems,
            blank=source.blank,
            carry=carry,
            ignore_unknown=ignore_unknown_columns,
        )
        self.path = path
        self.columns = tuple(column.name for column in source.columns)
        self.carried = tuple(carry)
        self._facts = FactReader(edition)
        self._positions = {name: at for at, name in enumerate(edition.facts)}
        self._types = {name: _type(edition, name) for name in edition.facts}

    @property
    def has_schools(self) -> bool:
        """Whether the file says of each pupil which school it is."""
        return self._layout.school_id is not None

    @property
    def share_read(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return self._source.share_read

    def __iter__(self) -> Iterator[Batch]:
        problems, repeated, pupils = self._problems, Repeated(), False
        checking = Checking(self._source, self._layout, self._edition, problems)
        fault = ""
        try:
            for cells in self._source.cells(self._layout, problems):
                if cells.columns.height:
                    pupils = True
                    batch, columns = self._batch(cells)
                    repeated.add(batch.leading[:, : self._identifiers])
                    checking.check(cells, columns, batch.facts)
                    yield batch
            for first, place in repeats(self._identified(), repeated.suspects()):
                checking.reader.report_same(first, place)
        except OSError as error:
            fault = reason(error)
        if fault:
            raise problems.error(f"cannot be read: {fault}")
        if problems:
            raise problems.error()
        if not pupils:
            raise problems.error(NO_PUPILS)

    def rows(self, batch: Batch, chosen: Sequence[int] | None = None) -> Iterator[CaseRow]:
        """The pupils of a batch, or those that stand at the chosen numbers in it, from 0."""
        places, leading, facts = batch.places, batch.leading, batch.facts
        if chosen is not None:
            places, leading, facts = places.gather(chosen), leading[chosen], facts[chosen]
        at = [self._positions[name] for name in facts.columns]
        for place, texts_, known in zip(places, leading.iter_rows(), _tuples(facts), strict=True):
            values_ = [None] * len(self._positions)
            for position, value in zip(at, known, strict=True):
                values_[position] = value
            *school, pupil_id = texts_[: self._identifiers]
            kept = tuple(text or "" for text in texts_[self._identifiers :])
            checked = self._facts.with_defaults(values_)
            yield CaseRow(place, pupil_id, school[0] if school else None, checked, kept)

    @property
    def _identifiers(self) -> int:
        return 1 + self.has_schools

    def _batch(self, cells: Cells) -> tuple[Batch, dict[int, Values]]:
        ...
