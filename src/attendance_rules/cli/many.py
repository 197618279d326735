"""Many pupils, decided by the table engine, a sample of them again by the single engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import polars as pl

from attendance_rules.caseload import CaseRow
from attendance_rules.caseload.batches import Batches
from attendance_rules.caseload.checker import Batch
from attendance_rules.caseload.sample import Answer, Sample
from attendance_rules.caseload.schemas import table_schema
from attendance_rules.caseload.write_frames import without_formulas
from attendance_rules.cli.console.share import watched
from attendance_rules.policy import Policy

_ROW: Final = "pupil_id"
"""Stands for the number of a pupil's row in its batch: no identifier goes into the engine."""


@dataclass(frozen=True, slots=True, repr=False)
class Decided:
    """A batch, and the answers for it: `_ROW`, and what the engine says of it."""

    batch: Batch
    answers: pl.DataFrame


class Many:
    """Decides the pupils of a large file."""

    def __init__(
        self, policy: Policy, batches: Batches, form: Literal["long", "wide"], *, standing: bool
    ) -> None:
        """`standing` is whether standing obligations are told of in the long form."""
        self._policy = policy
        self._batches = batches
        self._form: Literal["long", "wide"] = form
        self._standing = standing
        self._told = [
            name
            for name, obligation in policy.edition.obligations.items()
            if form == "wide" or standing or not obligation.standing
        ]
        self.sample = Sample()
        self.pupils = 0

    @property
    def schema(self) -> pl.Schema:
        """The columns of the tables."""
        school = ("school_id",) if self._batches.has_schools else ()
        own = ("tier", *self._told) if self._form == "wide" else ("obligation", "party", "status")
        columns = (*school, "pupil_id", *self._batches.carried, *own)
        return table_schema(columns, self._policy.edition)

    def tables(self, *, safe: bool) -> Iterator[pl.DataFrame]:
        """The table of answers, a piece at a time; `safe` to open in a spreadsheet.

        Ends with an error if anything is wrong with the file, or an answer with the engine's.
        """
        schema = self.schema
        for decided in self.decided():
            leading = decided.batch.leading
            if safe:
                leading = without_formulas(leading)
            answers = decided.answers
            table = leading[answers[_ROW]].hstack(answers.drop(_ROW).get_columns())
            yield table.cast(schema)

    def decided(self) -> Iterator[Decided]:
        """The batches with their answers. Raises as `tables` does."""
        for batch in watched(self._batches):
            decided = Decided(batch, self._answers(batch))
            self.pupils += len(batch.places)
            self.sample.draw(len(batch.places), partial(self._taken, decided))
            yield decided
        self.sample.confirm(self._policy)

    def _answers(self, batch: Batch) -> pl.DataFrame:
        number = pl.int_range(len(batch.places), dtype=pl.UInt32, eager=True).alias(_ROW)
        facts = pl.DataFrame([number, *batch.facts.get_columns()])
        answers = self._policy.decide_frame(facts, form=self._form, standing=self._standing)
        if self._form == "long":
            # It is ordered by obligation, which is the order to keep within a pupil.
            answers = answers.sort(_ROW, maintain_order=True)
        return answers

    def _taken(self, decided: Decided, rows: list[int]) -> list[tuple[CaseRow, Answer]]:
        pupils = self._batches.rows(decided.batch, rows)
        answers = decided.answers.filter(pl.col(_ROW).is_in(rows))
        if self._form == "wide":
            return list(zip(pupils, answers.drop(_ROW).to_dicts(), strict=True))
        found = {row: dict.fromkeys(self._told, "not_required") for row in rows}
        for row, obligation, status in answers.select(_ROW, "obligation", "status").rows():
            found[row][obligation] = status
        return list(zip(pupils, found.values(), strict=True))
