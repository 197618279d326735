"""A record of a decision that can be audited, and what deciding it again gives.

A record holds only the facts that bore on the outcome, and no identity unless the caller adds a
reference.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError

from attendance_rules.decision.actions import SCHEMA_VERSION
from attendance_rules.edition.models import Status, YesNoFact
from attendance_rules.errors import RecordError
from attendance_rules.plain import Plain, plain_fields, private
from attendance_rules.program.kleene import UNKNOWN
from attendance_rules.version import __version__

if TYPE_CHECKING:
    from attendance_rules.decision.case import Case
    from attendance_rules.decision.decision import Decision

Text = Annotated[str, Strict()]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def __repr_args__(self) -> tuple[()]:
        """Of a record nothing is shown: it holds a pupil's facts."""
        return ()


class RecordedPolicy(_Form):
    id: Text
    digest: Text
    engines: tuple[Text, ...]
    parameters: dict[str, Text]


class Outcome(_Form):
    """What was decided: the tier, and the status of each obligation and `obligation#part`."""

    tier: Text | None
    statuses: dict[str, Status]


class Record(_Form):
    """A decision as it was made. `digest` is of all the rest, so that a slip in it shows.

    It guards against accidents only: whoever changes a record on purpose can make a new one.
    """

    schema_version: Annotated[int, Strict(), Field(ge=SCHEMA_VERSION, le=SCHEMA_VERSION)]
    version: Text
    policy: RecordedPolicy
    reference: Text | None = None
    facts: dict[str, Annotated[bool, Strict()] | Annotated[int, Strict(), Field(ge=0)] | Text]
    assumed: tuple[Text, ...]
    outcome: Outcome
    digest: Text

    @property
    def intact(self) -> bool:
        """Whether the record is as it was written."""
        return self.digest == _digest(self.model_dump(exclude={"digest"}, mode="json"))


@private
class Difference(Plain):
    """An answer that comes out otherwise: a tier, an obligation or `obligation#part`."""

    what: str
    """`tier`, an obligation's id or `obligation#part`."""
    before: str | None
    """The answer in the record; None if it has none."""
    after: str | None
    """The answer now; None if there is none."""


@private
class Replay(Plain):
    """A recorded decision made again."""

    same_policy: bool
    """Whether the rules and the thresholds are those of the record."""
    intact: bool
    """Whether the record is as it was written."""
    differences: tuple[Difference, ...]
    """The answers that come out otherwise."""

    @property
    def same(self) -> bool:
        """Whether the record is intact and its outcome comes out again."""
        return self.intact and not self.differences

    def to_dict(self) -> dict[str, Any]:
        return {"same": self.same, **plain_fields(self)}


def record(decision: Decision, case: Case, reference: str | None = None) -> dict[str, Any]:
    """The record of a decision as plain values, ready for JSON."""
    written = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "policy": decision.policy.to_dict(),
        "reference": reference,
        "facts": _facts_that_bore(case),
        "assumed": list(decision.assumed),
        "outcome": outcome_of(decision).model_dump(),
    }
    return written | {"digest": _digest(written)}


def outcome_of(decision: Decision) -> Outcome:
    """The tier and every status of a decision."""
    statuses = {
        obligation if part is None else f"{obligation}#{part}": status
        for (obligation, part), status in decision.all_statuses().items()
    }
    return Outcome.model_validate({"tier": decision.tier, "statuses": statuses})


def read_record(data: Mapping[str, Any]) -> Record:
    """A record from plain values. Raises `RecordError`, which repeats none of them."""
    try:
        return Record.model_validate(dict(data) if isinstance(data, Mapping) else data)
    except ValidationError as error:
        places = {str(one["loc"][0]) for one in error.errors(include_input=False) if one["loc"]}
        wrong = ", ".join(f"`{place}`" for place in sorted(places & set(Record.model_fields)))
        what = f"{wrong} cannot be read" if wrong else "it is not of this form"
    raise RecordError(f"this is not a record of a decision: {what}")


def compare(recorded: Record, decision: Decision) -> Replay:
    """What differs between a record and the same facts decided again."""
    before, after = recorded.outcome, outcome_of(decision)
    found = []
    if before.tier != after.tier:
        found.append(Difference("tier", before.tier, after.tier))
    for name in dict.fromkeys((*before.statuses, *after.statuses)):
        one, other = before.statuses.get(name), after.statuses.get(name)
        if one != other:
            found.append(Difference(name, one, other))
    same = recorded.policy.digest == decision.policy.digest
    parameters = recorded.policy.parameters == dict(decision.policy.parameters)
    return Replay(same and parameters, recorded.intact, tuple(found))


def _facts_that_bore(case: Case) -> dict[str, Any]:
    """Facts that alone give the outcome. What was assumed is not among them."""
    decider = case.decider
    bore: set[str] = set()
    for position in decider.outcome_positions(case.answers):
        if case.answers[position] == UNKNOWN:
            # A fact that is left out would take its default, which may settle what is open.
            bore.update(decider.ways(decider.alike[position]).variables.keys() & _defaults(case))
        bore.update(name for reason in case.why(position) for name in reason.given)
    bore.difference_update(case.facts.assumed)
    return {name: value for name, value in case.values.items() if name in bore}


def _defaults(case: Case) -> set[str]:
    """The facts for which the vocabulary states a default."""
    facts = case.decider.edition.facts.items()
    return {
        name for name, fact in facts if isinstance(fact, YesNoFact) and fact.default is not None
    }


def _digest(written: Mapping[str, Any]) -> str:
    text = json.dumps(written, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
