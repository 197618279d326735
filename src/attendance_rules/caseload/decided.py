"""The pupils of a file, decided: one meaning, whoever decides.

A few are decided by the single engines, which confirm each other. Many are decided as tables, and
the single engines confirm a sample. Each answer is the same, which tests hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.caseload.engines import Engines, single, table
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.decision.decision import Decision
from attendance_rules.edition.edition import Edition
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    import polars as pl

    from attendance_rules.caseload.checker import Batch
    from attendance_rules.caseload.sample import Answer

Watch = Callable[[Iterable["Batch"], Pupils], Iterable["Batch"]]
"""Passes tables through, and may show how much of the file has been read."""

ROW: Final = "pupil_id"
"""Stands for the number of a pupil's row in its table: no identifier goes into the engine."""


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """A table of pupils, and the answers for it: `ROW`, and what the engine says of it."""

    batch: Batch
    answers: pl.DataFrame


class DecidedFile:
    """Decides the pupils of a file, as often as it is asked to.

    `by_table` says whether the table engine decides, which is chosen by their number if it is
    None. `pupils` and `engines` say, afterwards, how many there were and who decided.
    """

    def __init__(
        self,
        policy: Policy,
        file: Pupils,
        *,
        by_table: bool | None = None,
        watch: Watch = lambda tables, _: tables,
    ) -> None:
        self.policy = policy
        """The rules that decide."""
        self.file = file
        """The pupils."""
        self.by_table = file.are_many if by_table is None else by_table
        """Whether the table engine decides."""
        self.pupils = 0
        """How many have been decided."""
        self.engines: Engines = single(policy)
        """Who decided."""
        self._watch = watch

    def decisions(self, pupil: str | None = None) -> Iterator[tuple[CaseRow, Decision]]:
        """Every pupil with the decision of the single engines, which has the reasons.

        Of one `pupil` only, if that is given: a row for each school that has this pupil.
        """
        self.pupils = 0
        self.engines = single(self.policy)
        for row in self.file.rows():
            if pupil is None or row.pupil_id == pupil:
                self.pupils += 1
                yield row, self.policy.decide_checked(row.facts, row.pupil_id, row.school_id)

    def answered(
        self, form: Literal["wide", "long"], *, standing: bool = False
    ) -> Iterator[Answered]:
        """Tables of pupils with the answers of the table engine, in the wide or the long form.

        Ends with an error if anything is wrong with the file, or an answer with the engine's: the
        single engines have decided a sample again.
        """
        from attendance_rules.caseload.sample import Sample

        self.pupils = 0
        sample = Sample()
        obligations = self.policy.edition.obligations
        told = [
            name
            for name, obligation in obligations.items()
            if form == "wide" or standing or not obligation.standing
        ]
        for batch in self._watch(self.file.tables(), self.file):
            answered = Answered(batch, self._answers(batch, form, standing))
            self.pupils += len(batch.places)
            sample.draw(len(batch.places), partial(self._sampled, answered, form, told))
            yield answered
        sample.confirm(self.policy)
        self.engines = table(self.policy, len(sample))

    def _answers(self, batch: Batch, form: Literal["wide", "long"], standing: bool) -> pl.DataFrame:
        import polars as pl

        number = pl.int_range(len(batch.places), dtype=pl.UInt32, eager=True).alias(ROW)
        facts = pl.DataFrame([number, *batch.facts.get_columns()])
        answers = self.policy.decide_frame(facts, form=form, standing=standing)
        if form == "long":
            # It is ordered by obligation, which is the order to keep within a pupil.
            answers = answers.sort(ROW, maintain_order=True)
        return answers

    def _sampled(
        self, answered: Answered, form: Literal["wide", "long"], told: list[str], rows: list[int]
    ) -> list[tuple[CaseRow, Answer]]:
        import polars as pl

        pupils = self.file.chosen(answered.batch, rows)
        answers = answered.answers.filter(pl.col(ROW).is_in(rows))
        if form == "wide":
            return list(zip(pupils, answers.drop(ROW).to_dicts(), strict=True))
        found: dict[int, dict[str, str | None]] = {
            row: dict.fromkeys(told, "not_required") for row in rows
        }
        for row, obligation, status in answers.select(ROW, "obligation", "status").rows():
            found[row][obligation] = status
        return list(zip(pupils, found.values(), strict=True))


def answers_of(decisions: Iterable[Decision], edition: Edition) -> pl.DataFrame:
    """Decisions of the single engines as the table engine would give them, in the wide form."""
    import polars as pl

    from attendance_rules.caseload.schemas import table_schema

    rows = [{"tier": decision.tier, **decision.statuses} for decision in decisions]
    return pl.DataFrame(rows, table_schema(("tier", *edition.obligations), edition))
