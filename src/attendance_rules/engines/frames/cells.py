"""What cells must not hold: looked for in the whole table at once, and never quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from attendance_rules.edition.form import Edition
from attendance_rules.edition.vocabulary import LARGEST_COUNT, one_of, wholes
from attendance_rules.engines.frames.inputs import Inputs, is_count
from attendance_rules.errors import DataError

if TYPE_CHECKING:
    from attendance_rules.engines.frames.kinds import Expr, Library


@dataclass(frozen=True, slots=True)
class Fault:
    """What no row may be, and the message if one is. `met` may be null, which is no fault."""

    met: Expr
    message: str


def faults(inputs: Inputs, edition: Edition) -> Iterator[Fault]:
    """Everything that can be wrong with cells whose types are right."""
    for fact in inputs.given:
        place = f"column `{fact.name}`"
        if words := inputs.words(fact):
            yield Fault(~inputs.is_word(fact, words), f"{place}: must be {one_of(words)}, or null")
        elif fact.kind == "count":
            limits = f"0 or more and at most {LARGEST_COUNT:,}, or null"
            yield Fault(~is_count(inputs.column(fact)), f"{place}: must be {limits}")
    for fact in inputs.given:
        for name in wholes(edition, fact.name):
            part, whole = inputs.count(fact.name), inputs.count(name)
            if part is not None and whole is not None:
                yield Fault(part > whole, f"column `{fact.name}` must not be more than `{name}`")


def check_cells(
    found: Sequence[Fault], query: Callable[[list[Expr]], tuple[object, ...]], x: Library
) -> None:
    """Raise `DataError` with every fault that is met and the number of rows that meet it.

    `query` gives the values of aggregates over the table; for `x` see `Kind`.
    """
    if not found:
        return
    met = query([fault.met.any().alias(f"x{n}") for n, fault in enumerate(found)])
    wrong = [fault for fault, is_met in zip(found, met, strict=True) if is_met]
    if not wrong:
        return
    rows = query([x.when(fault.met).then(1).sum().alias(f"x{n}") for n, fault in enumerate(wrong)])
    raise DataError(
        [
            f"{fault.message}; {count:,} {'row is' if count == 1 else 'rows are'} not so"
            for fault, count in zip(wrong, rows, strict=True)
        ]
    )


def sound(found: Sequence[Fault], x: Library) -> Expr:
    """Whether a row meets no fault."""
    if not found:
        return x.lit(True)
    return ~reduce(or_, (fault.met.fill_null(False) for fault in found))
