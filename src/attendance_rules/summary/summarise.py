"""A file of pupils → its summary, exact for the school, or with small counts withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attendance_rules.caseload.caseload import CaseRow
from attendance_rules.caseload.decided import ROW, DecidedFile, answers_of
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.decision.decision import Decision
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy
from attendance_rules.summary.seen import Seen
from attendance_rules.summary.summary import Summary, put_together
from attendance_rules.summary.tally import Tally

if TYPE_CHECKING:
    import polars as pl

    from attendance_rules.caseload.checker import Batch
    from attendance_rules.summary.publication import Publication

WITHHELD_UNDER: Final = 5
"""Counts under this are withheld from what is published, unless another number is given."""

Progress = Callable[[Iterable[tuple[CaseRow, Decision]]], Iterable[tuple[CaseRow, Decision]]]


def summarise(
    policy: Policy, path: str | PathLike[str], *, ignore_unknown_columns: bool = False
) -> Summary:
    """The exact figures of the pupils in the file at `path`, for the school that they are of.

    Raises `DataError` with everything that is wrong with the file, and `EngineError` when there is
    no answer.
    """
    file = Pupils(Path(path), policy.edition, ignore_unknown_columns=ignore_unknown_columns)
    return summary_of(DecidedFile(policy, file))


def publish(
    policy: Policy,
    path: str | PathLike[str],
    *,
    withhold_under: int = WITHHELD_UNDER,
    by_school: bool = False,
    ignore_unknown_columns: bool = False,
) -> Publication:
    """The figures of the pupils in the file at `path` with small counts withheld, to be handed on.

    What is protected, and against whom, stands in the docs. Raises as `summarise` does, and
    `DataError` when figures `by_school` are asked for and the file does not tell schools apart.
    """
    file = Pupils(Path(path), policy.edition, ignore_unknown_columns=ignore_unknown_columns)
    return publication_of(DecidedFile(policy, file), withhold_under, by_school)


def summary_of(decided: DecidedFile, progress: Progress = lambda decisions: decisions) -> Summary:
    """The summary of a file that is decided as it is gone through."""
    policy = decided.policy
    tally, seen = Tally(policy, withhold=False), Seen(policy)
    if decided.by_table:
        for answered in decided.answered("wide"):
            batch, answers = answered.batch, answered.answers.drop(ROW)
            _add(tally, decided, batch, answers)
            seen.add_table(batch, answers, partial(decided.file.chosen, batch))
    else:
        tally.add_decisions(seen.add_decisions(progress(decided.decisions())))
    return put_together(
        policy.edition, policy.identity, decided.engines, tally, seen, _example(policy, tally, seen)
    )


def _example(policy: Policy, tally: Tally, seen: Seen) -> Decision | None:
    """The first pupil of the obligation that is required of a school for most pupils."""
    counted = dict(zip(tally.events, tally.all_schools(), strict=True))
    required = {
        event.name: count
        for event, count in counted.items()
        if event.about == "obligation" and event.status == "required" and event.name in seen.example
    }
    first_party = next(iter(policy.edition.about.parties))
    own = {
        name: count
        for name, count in required.items()
        if policy.edition.obligations[str(name)].party == first_party
    }
    if not (chosen := own or required):
        return None
    row = seen.example[str(max(chosen, key=lambda name: chosen[name]))]
    return policy.decide_checked(row.facts, row.pupil_id, row.school_id)


def publication_of(
    decided: DecidedFile,
    withhold_under: int,
    by_school: bool,
    progress: Progress = lambda decisions: decisions,
) -> Publication:
    """The publication of a file that is decided as it is gone through."""
    if by_school and not decided.file.has_schools:
        raise DataError(["--by school needs a column `school_id`; add it, or leave --by out"])
    from attendance_rules.summary.publication import Publication

    policy = decided.policy
    tally = Tally(policy, withhold=withhold_under > 0)
    if decided.by_table:
        for answered in decided.answered("wide"):
            _add(tally, decided, answered.batch, answered.answers.drop(ROW))
    else:
        decisions = [decision for _, decision in progress(decided.decisions())]
        (batch,) = decided.file.tables()
        _add(tally, decided, batch, answers_of(decisions, policy.edition))
    return Publication(policy, decided.engines, withhold_under, by_school, tally)


def _add(tally: Tally, decided: DecidedFile, batch: Batch, answers: pl.DataFrame) -> None:
    schools = batch.identifiers["school_id"] if decided.file.has_schools else None
    tally.add(schools, answers, batch.facts)
