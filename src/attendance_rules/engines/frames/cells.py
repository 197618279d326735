"""What cells must not hold: looked for in the whole table at once, and never quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import LARGEST_COUNT, YES_NO, one_of, wholes
from attendance_rules.engines.frames.inputs import Inputs
from attendance_rules.errors import DataError
from attendance_rules.messages.english import number_of

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Expr

_TURN = " (turn other words for them, such as true or 0, into these, and blanks into null)"


@dataclass(frozen=True, slots=True)
class Fault:
    """What no row may be, and the message if one is. `met` may be null, which is no fault."""

    met: Expr
    message: str


class Cells:
    """Everything that can be wrong with the cells of a table whose types are right."""

    def __init__(self, inputs: Inputs, edition: Edition) -> None:
        self._x = inputs.x
        self._faults = tuple(_faults(inputs, edition))
        self._met = [fault.met.any().alias(f"x{n}") for n, fault in enumerate(self._faults)]

    def check(self, query: Callable[[list[Expr]], tuple[Any, ...]]) -> None:
        """Raise `DataError` with every fault that is met and the number of rows that meet it.

        `query` gives the values of aggregates over the table.
        """
        met = query(self._met) if self._met else ()
        wrong = [fault for fault, is_met in zip(self._faults, met, strict=True) if is_met]
        if not wrong:
            return
        asked = [self._x.when(fault.met).then(1).sum() for fault in wrong]
        rows = query([count.alias(f"x{n}") for n, count in enumerate(asked)])
        raise DataError(
            [
                f"{fault.message}; {number_of(count, 'row is', 'rows are')} not so"
                for fault, count in zip(wrong, rows, strict=True)
            ]
        )

    def sound(self) -> Expr:
        """Whether a row meets no fault."""
        if not self._faults:
            return self._x.lit(True)
        return ~reduce(or_, (fault.met.fill_null(False) for fault in self._faults))


def _faults(inputs: Inputs, edition: Edition) -> Iterator[Fault]:
    for fact in inputs.given:
        place = f"column `{fact.name}`"
        if words := inputs.words(fact):
            if not inputs.holds_only(fact, words):
                is_word = inputs.is_word(fact, words)
                turn = _TURN if words == YES_NO else ""
                yield Fault(~is_word, f"{place}: must be {one_of(words)}, or null{turn}")
        elif fact.kind == "count":
            limits = f"0 or more and at most {LARGEST_COUNT:,}, or null"
            yield Fault(~inputs.is_count(fact), f"{place}: must be {limits}")
    for fact in inputs.given:
        for name in wholes(edition, fact.name):
            part, whole = inputs.count(fact.name), inputs.count(name)
            if part is not None and whole is not None:
                yield Fault(part > whole, f"column `{fact.name}` must not be more than `{name}`")
