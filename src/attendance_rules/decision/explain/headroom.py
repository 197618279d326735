"""How far a pupil is from each tier, in sessions. All in whole numbers, nothing rounded."""

from __future__ import annotations

from collections.abc import Iterator

from attendance_rules.decision.case import Case
from attendance_rules.decision.decide import Decider
from attendance_rules.plain import Plain, private
from attendance_rules.program.program import All, Any, Condition, Not, Reaches, Ref
from attendance_rules.wording.rates import share

REMAINING = "sessions_remaining"
_ALL = 10_000  # basis points


@private(about="tier")
class Headroom(Plain):
    """What lies between a pupil and the absence rate from which a tier is entered.

    Sessions are added as they come: a session that is missed counts as possible and as absent, one
    that is attended as possible only. `reached` says whether the rate is reached now; where no
    session was possible yet there is no rate, and it is not.

    Two distances are told. Of the sessions so far, `more_missed` is how many more missed would
    have reached it, and if it is reached, `fewer_missed` how many fewer would have stayed below.
    From now on, `missed_in_a_row` is how many further sessions missed in a row reach it, and if it
    is reached, `attended_in_a_row` how many attended in a row bring the rate below. Each is None
    where there are not so many sessions, or where it can never be.

    `can_miss` is how many of the sessions left in the year can be missed, at whatever time, so
    that the year ends below. It is None if `sessions_remaining` is, since then nothing bounds it;
    otherwise None says that the year will not end below, even if no more are missed.
    """

    tier: str
    """The tier."""
    threshold: str
    """The absence rate from which it is entered, such as `10%`."""
    reached: bool
    """Whether that rate is reached now."""
    more_missed: int | None
    """How many more of the sessions so far would have reached it, missed."""
    fewer_missed: int | None
    """How many fewer missed would have stayed below."""
    missed_in_a_row: int | None
    """How many further sessions missed in a row reach it."""
    attended_in_a_row: int | None
    """How many further sessions attended in a row bring the rate below."""
    can_miss: int | None
    """How many of the sessions left can be missed and the year still end below."""
    sessions_remaining: int | None
    """The sessions left in the year; None if that is not known."""


def headroom(case: Case) -> tuple[Headroom, ...] | None:
    """The headroom to each tier that can be entered by a rate, the lowest first.

    None when the sessions are not known.
    """
    left = case.values.get(REMAINING)
    found = []
    for tier, test in _thresholds(case.decider):
        part, whole = case.deciding().counts(test)
        if part is None or whole is None:
            return None
        found.append(_to(tier, test, part, whole, left if isinstance(left, int) else None))
    return tuple(found)


def _thresholds(decider: Decider) -> Iterator[tuple[str, Reaches]]:
    """Each tier with the rate that brings a pupil its support."""
    entries = _Entries(decider)
    for rule, tier in zip(decider.program.tiers, decider.edition.tier_ladder(), strict=True):
        test = entries.of(Ref(rule), False)
        if test is not None:
            yield tier, test


class _Entries:
    """Finds the rate from which a condition can hold, whatever else it asks."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self._known: dict[tuple[str, bool], Reaches | None] = {}

    def of(self, condition: Condition, negated: bool) -> Reaches | None:
        """Of rates that are all asked for the highest, of those that are enough the lowest.

        None for a condition that asks for no rate.
        """
        match condition:
            case Not():
                return self.of(condition.of, not negated)
            case Ref():
                at = condition.rule, negated
                if at not in self._known:
                    self._known[at] = self.of(self._decider.condition(condition.rule), negated)
                return self._known[at]
            case All() | Any():
                found = [self.of(one, negated) for one in condition.of]
                tests = [one for one in found if one is not None]
                choose = max if isinstance(condition, All) != negated else min
                return choose(tests, key=lambda test: (test.bound, test.strictly), default=None)
            case Reaches() if not negated:
                return condition
        return None


def _to(tier: str, test: Reaches, absent: int, possible: int, left: int | None) -> Headroom:
    # How far below the threshold, in basis points of a session; 0 is exactly at it.
    short = test.bound * possible - _ALL * absent
    reached = possible > 0 and (short < 0 if test.strictly else short <= 0)
    return Headroom(
        tier,
        share(test.bound),
        reached,
        None if reached else _up_to(possible - absent, _more(test, short)),
        _up_to(absent, _fewer(test, -short)) if reached else None,
        None if reached else _up_to(left, _missed(test, short)),
        _up_to(left, _attended(test, -short)) if reached else None,
        None if left is None else _by_the_end(test, absent, possible, left),
        left,
    )


def _more(test: Reaches, short: int) -> int:
    """The least k, from 1, for which (absent + k) / possible reaches the bound."""
    return max(1, short // _ALL + 1 if test.strictly else -(-short // _ALL))


def _fewer(test: Reaches, over: int) -> int:
    """The least k for which (absent - k) / possible no longer reaches the bound."""
    return -(-over // _ALL) if test.strictly else over // _ALL + 1


def _missed(test: Reaches, short: int) -> int | None:
    """The least k, from 1, for which (absent + k) / (possible + k) reaches the bound."""
    each = _ALL - test.bound
    if each:
        return max(1, short // each + 1 if test.strictly else -(-short // each))
    return 1 if short == 0 and not test.strictly else None


def _attended(test: Reaches, over: int) -> int | None:
    """The least k for which absent / (possible + k) no longer reaches the bound."""
    if not test.bound:
        return None
    return -(-over // test.bound) if test.strictly else over // test.bound + 1


def _by_the_end(test: Reaches, absent: int, possible: int, left: int) -> int | None:
    """How many of the sessions left can be missed while the year's rate ends below the bound."""
    if not possible + left:
        return 0
    limit = test.bound * (possible + left)
    most = limit // _ALL if test.strictly else -(-limit // _ALL) - 1
    return None if most < absent else min(most - absent, left)


def _up_to(most: int | None, sessions: int | None) -> int | None:
    """The number of sessions, where there are so many; None as `most` says that nothing bounds."""
    return None if sessions is None or (most is not None and sessions > most) else sessions
