"""The policy that a caller holds: an edition, compiled and ready to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attendance_rules.checks.load import load_edition
from attendance_rules.decision.actions import PolicyIdentity
from attendance_rules.decision.case import Case
from attendance_rules.decision.decide import Decider
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.facts import FactReader, check_rows, read_identifiers
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.parameters import read_parameters
from attendance_rules.engines.pair import EnginePair
from attendance_rules.errors import FactsError
from attendance_rules.program.lower import lower
from attendance_rules.wording.rates import percent

if TYPE_CHECKING:
    import networkx

    from attendance_rules.decision.changes import Moment
    from attendance_rules.decision.facts import CheckedFacts
    from attendance_rules.decision.record import Replay
    from attendance_rules.engines.frames import Form, FrameEngine
    from attendance_rules.escalation import NextStep

FrameT = TypeVar("FrameT")


def load_policy(
    path: str | PathLike[str] | None = None, *, parameters: Mapping[str, str] | None = None
) -> Policy:
    """The edition that comes with the package, or the one in the folder `path`.

    `parameters` sets thresholds, each a share such as `"8%"`. Raises `PolicyError` with every
    mistake in the folder, and `ParameterError` for a threshold that cannot be set so.
    """
    return Policy(load_edition(None if path is None else Path(path)), parameters)


class Policy:
    """Decides, for what is known of a pupil, what is required of each party."""

    def __init__(self, edition: Edition, parameters: Mapping[str, str] | None = None) -> None:
        self.edition = edition
        self._set = dict(parameters or {})
        self.parameters: Mapping[str, int] = read_parameters(edition, self._set)
        """Each threshold in basis points."""
        self.program = lower(edition, self.parameters)
        self._reader = FactReader(edition)

    def __reduce__(self) -> tuple[type[Policy], tuple[Edition, Mapping[str, str]]]:
        return type(self), (self.edition, self._set)

    def __repr__(self) -> str:
        return f"<Policy {self.edition.id}>"

    @property
    def id(self) -> str:
        """The name of the edition."""
        return self.edition.id

    @cached_property
    def engines(self) -> EnginePair:
        """What decides: durable-rules where it can be installed, confirmed by generated Python."""
        return EnginePair(self.program)

    @cached_property
    def identity(self) -> PolicyIdentity:
        """Which rules decide, with which thresholds set, and by which engines."""
        changed = tuple((name, percent(self.parameters[name], 10_000)) for name in self._set)
        return PolicyIdentity(self.edition.id, self.edition.digest, self.engines.names, changed)

    @cached_property
    def _decider(self) -> Decider:
        return Decider(self.edition, self.program)

    def decide(self, facts: Mapping[str, object], *, ignore_unknown: bool = False) -> Decision:
        """The decision for one pupil.

        `facts` holds what is known, by the names of the vocabulary; what is left out, None, NaN or
        pandas' `NA` is unknown. `pupil_id` and `school_id` are passed on to the decision. A name
        that is no fact is an error unless `ignore_unknown`. Raises `FactsError` with everything
        that is wrong with the facts, and `EngineError` when there is no answer.
        """
        checked = self.read(facts, ignore_unknown=ignore_unknown)
        return self.decide_checked(checked, *read_identifiers(facts))

    def read(self, facts: Mapping[str, object], *, ignore_unknown: bool = False) -> CheckedFacts:
        """The facts in the program's order, checked. Raises `FactsError`."""
        return self._reader.read(facts, ignore_unknown=ignore_unknown)

    def facts_from_text(
        self, row: Mapping[str, str | None], *, ignore_unknown: bool = False
    ) -> dict[str, bool | int | str]:
        """The facts in a row of text, as `csv.DictReader` or a form gives it.

        Cells say what they say in files: yes/no facts also true/false, y/n and 1/0, in any case;
        what is blank is unknown. `policy.decide(policy.facts_from_text(row))` decides such a row.
        Raises `FactsError` with everything that is wrong, which holds no cell.
        """
        from attendance_rules.decision.text_row import facts_from_text

        return facts_from_text(self.edition, row, ignore_unknown=ignore_unknown)

    def decide_checked(
        self, facts: CheckedFacts, pupil_id: str | None = None, school_id: str | None = None
    ) -> Decision:
        """The decision for facts that have been checked already, as those of a file are."""
        answers = self.engines.evaluate(facts.values)
        return Decision(self.identity, Case(self._decider, facts, answers), pupil_id, school_id)

    def decide_many(
        self, rows: Iterable[Mapping[str, object]], *, ignore_unknown: bool = False
    ) -> Iterator[Decision]:
        """A decision for each row, one at a time.

        Raises as `decide` does when it comes to the row, and says which it is, from 1.
        """
        check_rows(rows)
        return self._decide_rows(rows, ignore_unknown)

    def _decide_rows(
        self, rows: Iterable[Mapping[str, object]], ignore_unknown: bool
    ) -> Iterator[Decision]:
        for number, row in enumerate(rows, start=1):
            try:
                decision = self.decide(row, ignore_unknown=ignore_unknown)
            except FactsError as error:
                problems = [f"row {number}: {problem}" for problem in error.problems]
            else:
                yield decision
                continue
            raise FactsError(problems)

    @cached_property
    def _frames(self) -> FrameEngine:
        from attendance_rules.engines.frames import FrameEngine

        return FrameEngine(self.program, self.edition)

    def decide_frame(
        self,
        frame: FrameT,
        *,
        form: Form = "wide",
        standing: bool = False,
        carry: Sequence[str] = (),
        ignore_unknown_columns: bool = False,
        check: bool = True,
    ) -> FrameT:
        """The decisions for a table with a row for each pupil, as a frame of the same kind.

        `frame` is a DataFrame or LazyFrame of Polars, a DataFrame of pandas, a Table of PyArrow, a
        relation of DuckDB or a DataFrame of PySpark; lazy ones stay lazy. Columns are named by
        facts, besides `pupil_id`, `school_id` and those in `carry`. A column that is missing, or a
        null, is unknown. The wide form has a column of statuses for each obligation, the long form
        a row for each pupil and action that is required or undetermined, standing obligations only
        if asked for. See `FrameEngine.decide` for the types, for `check`, and for the order.

        Raises `DataError` with everything that is wrong with names, types or cells.
        """
        return self._frames.decide(
            frame,
            form=form,
            standing=standing,
            carry=carry,
            ignore_unknown_columns=ignore_unknown_columns,
            check=check,
        )

    def decide_history(
        self, facts_by_date: Mapping[str | date, Mapping[str, object]]
    ) -> tuple[Moment, ...]:
        """A pupil's timeline: what was known on each date, decided, with what changed since.

        Dates are `datetime.date` or ISO text, in any order; of a `datetime` the day counts. Raises
        `FactsError` for a date that cannot be read or stands twice and for facts that cannot be
        used, with their date, and otherwise as `decide` does.
        """
        from attendance_rules.decision.changes import Moment, changes

        moments: list[Moment] = []
        for on, facts in sorted(_dated(facts_by_date).items()):
            try:
                decision = self.decide(facts)
            except FactsError as error:
                raise FactsError([f"{on.isoformat()}: {one}" for one in error.problems]) from None
            since = changes(moments[-1].decision, decision) if moments else None
            moments.append(Moment(on, decision, since))
        return tuple(moments)

    def replay(self, record: Mapping[str, Any]) -> Replay:
        """Decide a recorded decision again, under these rules and the recorded thresholds.

        Raises `RecordError` for what is no record, `FactsError` and `ParameterError` where these
        rules do not know what it names.
        """
        from attendance_rules.decision.record import compare, read_record

        recorded = read_record(record)
        same = recorded.policy.parameters == dict(self.identity.parameters)
        policy = self if same else Policy(self.edition, recorded.policy.parameters)
        return compare(recorded, policy.decide(recorded.facts))

    @cached_property
    def escalation(self) -> networkx.MultiDiGraph[str]:
        """The graph of tiers, obligations and the steps between them."""
        from attendance_rules.escalation import build

        return build(self.edition, self.parameters)

    def next_steps(self, decision: Decision) -> tuple[NextStep, ...]:
        """The steps that are required now for a pupil, and those that come next."""
        from attendance_rules.escalation import next_steps

        return next_steps(self.escalation, decision)

    def opened_by(
        self, decision: Decision, party: str | None = None
    ) -> Mapping[str, tuple[str, ...]]:
        """For each unknown fact, the steps that it could open; what opens most comes first."""
        from attendance_rules.escalation import opened_by

        return opened_by(self.escalation, decision, party)


def _dated(
    facts_by_date: Mapping[str | date, Mapping[str, object]],
) -> dict[date, Mapping[str, object]]:
    if not isinstance(facts_by_date, Mapping):
        raise FactsError(["a history must be a mapping of dates to facts"])
    found: dict[date, Mapping[str, object]] = {}
    for key, facts in facts_by_date.items():
        on = _date(key)
        if on is None:
            raise FactsError(["a date must be written like 2022-09-01"])
        if on in found:
            raise FactsError([f"the date {on.isoformat()} stands twice"])
        found[on] = facts
    return found


def _date(key: object) -> date | None:
    """A day from a date, a moment or ISO text; None if it is none of these."""
    if isinstance(key, datetime):
        return key.date()
    if isinstance(key, date):
        return key
    try:
        return date.fromisoformat(key) if isinstance(key, str) else None
    except ValueError:
        return None
