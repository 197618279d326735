"""Columns of cells → columns of facts, and everything that is wrong with the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from attendance_rules.caseload.columns import Layout
from attendance_rules.caseload.rows import RowReader
from attendance_rules.caseload.values import Values, texts, values
from attendance_rules.decision.cells import carried, identifier
from attendance_rules.edition.edition import Edition, Fact
from attendance_rules.edition.models import CountFact, WordFact
from attendance_rules.edition.vocabulary import wholes
from attendance_rules.files.csv_batches import Cells
from attendance_rules.files.problems import Problems
from attendance_rules.files.table import Column, Unit


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """Some pupils of a file: a row each in every frame.

    `carried` holds text, null where it is blank; `facts` a column for each fact that the file
    has, which is boolean, whole numbers or an Enum of words, and null where it is unknown.
    """

    places: pl.Series
    identifiers: pl.DataFrame
    carried: pl.DataFrame
    facts: pl.DataFrame

    @property
    def leading(self) -> pl.DataFrame:
        """What leads a table of answers."""
        return self.identifiers.hstack(self.carried.get_columns())


class Checker:
    """Makes batches of the cells of one file. What is wrong with them goes to `problems`."""

    def __init__(
        self,
        unit: Unit,
        columns: Sequence[Column],
        layout: Layout,
        edition: Edition,
        problems: Problems,
    ) -> None:
        self.reader = RowReader(unit, columns, layout, edition, problems)
        self._columns = columns
        self.layout = layout
        self._edition = edition
        self._problems = problems
        self._types = {
            column.name: fact_type(edition.facts[column.name]) for column in layout.facts
        }

    def batch(self, cells: Cells) -> Batch:
        """The pupils in these records; of no use to anybody if there is a problem with one."""
        layout, found = self.layout, cells.columns
        wrong: list[pl.Series] = []

        def right(read: Values) -> pl.Series:
            if read.wrong is not None:
                wrong.append(read.wrong)
            return read.known

        identifiers = {
            self._columns[index].name: right(texts(found[str(index)], _present))
            for index in layout.identifiers
        }
        facts = {
            column.name: right(
                values(found[str(column.index)], column.read, self._types[column.name])
            )
            for column in layout.facts
        }
        kept = {
            self._columns[index].name: right(texts(found[str(index)], _kept))
            for index in layout.carried
        }
        batch = Batch(
            cells.places, pl.DataFrame(identifiers), pl.DataFrame(kept), pl.DataFrame(facts)
        )
        wrong += self._contradictions(batch.facts)
        if wrong:
            self._report(cells, wrong)
        return batch

    def identifiers(self, cells: Cells) -> pl.DataFrame:
        """As those of a batch are, and nothing else is looked at."""
        return pl.DataFrame(
            {
                self._columns[index].name: texts(cells.columns[str(index)], _present).known
                for index in self.layout.identifiers
            }
        )

    def _contradictions(self, facts: pl.DataFrame) -> Iterator[pl.Series]:
        """For each count that lies within others, the rows where it is more than one of them."""
        for name in facts.columns:
            known = [one for one in wholes(self._edition, name) if one in facts]
            above = [(facts[name] > facts[one]).fill_null(False) for one in known]
            if above:
                contradicts = reduce(or_, above)
                if contradicts.any():
                    yield contradicts

    def _report(self, cells: Cells, wrong: list[pl.Series]) -> None:
        """Name the first problems as the row reader does, and count the others."""
        problems = self._problems
        before = problems.count
        width = len(self._columns)
        for row in reduce(or_, wrong).arg_true():
            if problems.is_full:
                break
            record: list[object] = [None] * width
            for name, cell in zip(cells.columns.columns, cells.columns.row(row), strict=True):
                record[int(name)] = cell
            self.reader.row(cells.places[row], record)
        problems.add_more(sum(int(one.sum()) for one in wrong) - (problems.count - before))


def fact_type(fact: Fact) -> pl.DataType:
    """The type of a fact's column."""
    match fact:
        case CountFact():
            return pl.Int64()
        case WordFact():
            return pl.Enum(list(fact.words))
        case _:
            return pl.Boolean()


def _present(cell: object) -> str:
    """An identifier, which must not be blank."""
    text = identifier(cell)
    if not text:
        raise ValueError
    return text


def _kept(cell: object) -> str | None:
    return carried(cell) or None
