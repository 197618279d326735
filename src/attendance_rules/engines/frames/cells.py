"""What cells may not hold: found by one query over the whole table, never quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from attendance_rules.edition.form import Edition
from attendance_rules.engines.frames.inputs import Inputs, count_in_range
from attendance_rules.engines.frames.vocabulary import LARGEST_COUNT, one_of, wholes
from attendance_rules.errors import DataError

if TYPE_CHECKING:
    import narwhals as nw

Query = Callable[["list[nw.Expr]"], tuple[object, ...]]
"""Gives the one row of some aggregates over the table."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A test that no row may meet (null is no), and what it means if one does."""

    met: nw.Expr
    message: str


def faults(inputs: Inputs, edition: Edition) -> Iterator[Fault]:
    """Everything that can be wrong with the cells of a table whose types are right."""
    given = inputs.given()
    for fact in given:
        if words := inputs.words(fact):
            message = f"column `{fact.name}`: must be {one_of(words)}, or null"
            yield Fault(~inputs.is_word(fact, words), message)
        elif fact.kind == "count":
            limits = f"a whole number, 0 or more and at most {LARGEST_COUNT:,}, or null"
            in_range = count_in_range(inputs.raw(fact.name))
            yield Fault(~in_range, f"column `{fact.name}`: must be {limits}")
    names = [fact.name for fact in given]
    for name in names:
        for whole in wholes(edition, name):
            part, limit = inputs.count(name), inputs.count(whole)
            if part is not None and limit is not None:
                yield Fault(part > limit, f"column `{name}` must not be more than `{whole}`")


def check(found: list[Fault], query: Query) -> None:
    """Raise `DataError` with everything that is wrong and in how many rows; never a cell."""
    import narwhals as nw

    if not found:
        return
    met = query([fault.met.any().alias(f"x{n}") for n, fault in enumerate(found)])
    wrong = [fault for fault, any_row in zip(found, met, strict=True) if any_row]
    if wrong:
        counts = query(
            [nw.when(fault.met).then(1).sum().alias(f"x{n}") for n, fault in enumerate(wrong)]
        )
        raise DataError(
            [
                f"{fault.message}; {_rows(count)}"
                for fault, count in zip(wrong, counts, strict=True)
            ]
        )


def sound(found: list[Fault]) -> nw.Expr:
    """Whether a row meets no fault."""
    import narwhals as nw

    if not found:
        return nw.lit(True)
    return ~reduce(or_, (fault.met.fill_null(False) for fault in found))


def _rows(count: object) -> str:
    assert isinstance(count, int)
    return "1 row is not so" if count == 1 else f"{count:,} rows are not so"
