"""How far a pupil is from each tier, in sessions. All in whole numbers, nothing rounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from attendance_rules.decision.decide import Case
from attendance_rules.program.form import Reaches, atoms
from attendance_rules.wording.rates import share

REMAINING = "sessions_remaining"
_ALL = 10_000  # basis points


@dataclass(frozen=True, slots=True, repr=False)
class Headroom:
    """What lies between a pupil and the absence rate from which a tier is entered.

    Sessions are added as they come: a session that is missed counts as possible and as absent, one
    that is attended as possible only. `reached` says whether the rate is reached now. If it is not:

    - `missed_in_a_row`: after so many further sessions missed in a row it is reached;
    - `can_miss`: so many of the sessions left in the year can be missed, at whatever time, so that
      the year still ends below it. None if the sessions left are not known or it is reached at the
      end whatever happens.

    If it is reached:

    - `attended_in_a_row`: after so many further sessions attended in a row the rate is below.

    A number that cannot be reached within the sessions left, or not at all, is None.
    """

    tier: str
    threshold: str
    reached: bool
    missed_in_a_row: int | None
    attended_in_a_row: int | None
    can_miss: int | None

    def __repr__(self) -> str:
        return f"<Headroom to {self.tier}>"

    def to_dict(self) -> dict[str, Any]:
        return {
            "tier": self.tier,
            "threshold": self.threshold,
            "reached": self.reached,
            "missed_in_a_row": self.missed_in_a_row,
            "attended_in_a_row": self.attended_in_a_row,
            "can_miss": self.can_miss,
        }


def headroom(case: Case) -> tuple[Headroom, ...] | None:
    """The headroom to each tier that is entered by a rate, the lowest first.

    None when the sessions are not known.
    """
    found = []
    for tier, test in _thresholds(case):
        part, whole = case.deciding().counts(test)
        if part is None or whole is None:
            return None
        remaining = case.value(REMAINING)
        left = remaining if isinstance(remaining, int) else None
        found.append(_to(tier, test, part, whole, left))
    return tuple(found)


def _thresholds(case: Case) -> Iterator[tuple[str, Reaches]]:
    """Each tier with the lowest rate that brings a pupil its support."""
    decider = case.decider
    for step, tier in zip(decider.program.tiers, decider.edition.tier_ladder(), strict=True):
        tests = [atom for atom in atoms(decider.condition(step)) if isinstance(atom, Reaches)]
        if tests:
            yield tier, min(tests, key=lambda test: (test.bound, test.strictly))


def _to(tier: str, test: Reaches, absent: int, possible: int, left: int | None) -> Headroom:
    bound, strictly = test.bound, test.strictly
    # How far below the threshold, in basis points of a session; 0 is exactly at it.
    short = bound * possible - _ALL * absent
    reached = possible > 0 and (short < 0 if strictly else short <= 0)
    missed = attended = can_miss = None
    if reached:
        if bound:
            # The least k for which absent / (possible + k) falls below the threshold, or to it.
            attended = -(short // bound) if strictly else -short // bound + 1
    else:
        if bound < _ALL:
            over = _ALL - bound
            missed = max(1, short // over + 1 if strictly else -(-short // over))
        elif not strictly and short <= 0:
            missed = 1
        if left is not None:
            can_miss = _by_the_end(bound, strictly, absent, possible + left, left)
    return Headroom(
        tier,
        share(bound),
        reached,
        _within(missed, left),
        _within(attended, left),
        can_miss,
    )


def _by_the_end(bound: int, strictly: bool, absent: int, possible: int, left: int) -> int | None:
    """How many of the sessions left can be missed while the year's rate stays below."""
    limit = bound * possible
    most = limit // _ALL if strictly else -(-limit // _ALL) - 1
    return None if most < absent else min(most - absent, left)


def _within(sessions: int | None, left: int | None) -> int | None:
    return None if sessions is None or (left is not None and sessions > left) else sessions
