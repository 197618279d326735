"""The pupils of the example caseload: with the gaps that real data have, and with none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attendance_rules import Policy
from attendance_rules.caseload import read_caseload
from attendance_rules.decision.facts import CheckedFacts
from attendance_rules.program.program import Fact, FactValue, FactValues, Program

CASELOAD = Path(__file__).parents[2] / "examples" / "caseload.csv"
SESSIONS = 200
"""The possible sessions of a pupil for whom none are known."""


@dataclass(frozen=True, slots=True)
class Pupils:
    """The same pupils twice over: as checked values, and as a caller gives them, by name."""

    values: tuple[FactValues, ...] = field(repr=False)
    given: tuple[dict[str, FactValue], ...] = field(repr=False)

    def checked(self) -> list[CheckedFacts]:
        return [CheckedFacts(values, ()) for values in self.values]


def with_gaps(policy: Policy) -> Pupils:
    """As the file has them: what is blank is unknown and left out."""
    checked = [row.facts for row in read_caseload(CASELOAD, policy.edition).rows]
    names = [fact.name for fact in policy.program.facts]
    given: Iterator[dict[str, FactValue]] = (
        {
            name: value
            for name, value in zip(names, facts.values, strict=True)
            if value is not None and name not in facts.assumed
        }
        for facts in checked
    )
    return Pupils(tuple(facts.values for facts in checked), tuple(given))


def without_gaps(policy: Policy, pupils: Pupils) -> Pupils:
    """Every gap filled: no, 0 or the first word, which is none, no, engaged or working.

    A pupil with no possible session has no rate, which two values cannot say: that is a gap too.
    """
    program = policy.program
    names = [fact.name for fact in program.facts]
    values = tuple(_filled(program, names, one) for one in pupils.values)
    return Pupils(values, tuple(dict(zip(names, one, strict=True)) for one in values))


def _filled(program: Program, names: list[str], values: FactValues) -> FactValues:
    filled = [
        _default(fact) if value is None else value
        for fact, value in zip(program.facts, values, strict=True)
    ]
    for rate in program.rates:
        part, whole = names.index(rate.part), names.index(rate.whole)
        if not filled[whole]:
            missed = filled[part]
            assert isinstance(missed, int)
            filled[whole] = max(SESSIONS, missed)
    return tuple(filled)


def _default(fact: Fact) -> FactValue:
    return {"yes_no": False, "count": 0, "word": next(iter(fact.words), None)}[fact.kind]
