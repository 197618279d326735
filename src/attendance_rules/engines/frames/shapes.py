"""Columns of rules → the answer: a row for each pupil, or a row for each pupil and action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from attendance_rules.engines.frames.backends.backend import Action, Kind
from attendance_rules.program.kleene import FALSE, STATUS, TRUE, UNKNOWN

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Expr, Table

Form = Literal["wide", "long"]
STATUSES: Final = (STATUS[TRUE], STATUS[FALSE], STATUS[UNKNOWN])


@dataclass(frozen=True, slots=True)
class Wide:
    """Columns to be made, and those that the answer has."""

    made: list[Expr]
    chosen: list[Expr]

    def of(self, table: Table, kind: Kind) -> Table:  # noqa: ARG002
        """The answer for a table that has a column for each rule."""
        return table.select(self.made).select(self.chosen)


@dataclass(frozen=True, slots=True)
class Long:
    """The actions that the answer has a row for, where they are due."""

    actions: list[Action]

    def of(self, table: Table, kind: Kind) -> Table:
        """The answer for a table that has a column for each rule."""
        return kind.long(kind.settle(table), self.actions)


class Shaper:
    """Makes shapes of answers of the columns of rules."""

    def __init__(self, kind: Kind, columns: Mapping[str, str], sound: str | None) -> None:
        """`columns` gives the name of the column of each rule.

        `sound` is the column that says that a row's cells are allowed, unless all were checked.
        """
        self._kind = kind
        self._columns = columns
        self._sound = sound
        dtype = kind.words(STATUSES)
        self._statuses = [kind.x.lit(status, dtype=dtype) for status in STATUSES]

    def wide(self, tiers: Mapping[str, str], obligations: Sequence[str]) -> Wide:
        """A row for each row, with the tier and the status of each obligation.

        `tiers` gives the rule of each tier, the lowest first.
        """
        # Obligations with the same condition share a column, so that it is made once.
        shared = dict.fromkeys(self._columns[name] for name in obligations)
        return Wide(
            [
                *(self._kind.x.col(own) for own in self._kind.leading),
                self._tier(tiers).alias("t"),
                *(self._status(column).alias(f"s{column}") for column in shared),
            ],
            [
                *self._kind.leaders(),
                self._kind.x.col("t").alias("tier"),
                *(self._kind.x.col(f"s{self._columns[name]}").alias(name) for name in obligations),
            ],
        )

    def long(self, parties: Mapping[str, str]) -> Long:
        """A row for each row and obligation, unless it is known not to be required.

        `parties` gives the party of each obligation that is to be told of.
        """
        rules = [self._columns[name] for name in parties]
        return Long(
            [
                Action(name, parties[name], rule, self._due(rule), self._status(rule))
                for name, rule in zip(parties, rules, strict=True)
            ]
        )

    def _status(self, column: str) -> Expr:
        """The status by a column; null where a row's cells are not allowed."""
        x = self._kind.x
        required, not_required, undetermined = self._statuses
        holds = x.col(column)
        known = x.when(holds).then(required).otherwise(not_required)
        return self._if_sound(x.when(holds.is_null()).then(undetermined).otherwise(known))

    def _tier(self, tiers: Mapping[str, str]) -> Expr:
        """The highest tier whose rule holds; null where that is not known."""
        x = self._kind.x
        dtype = self._kind.words(tuple(tiers))
        tier = x.lit(None, dtype=dtype)
        for name, rule in tiers.items():
            holds = x.col(self._columns[rule])
            lower = x.when(~holds).then(tier)
            tier = x.when(holds).then(x.lit(name, dtype=dtype)).otherwise(lower)
        return self._if_sound(tier)

    def _due(self, column: str) -> Expr:
        due = self._kind.x.col(column).fill_null(True)
        return due if self._sound is None else due | ~self._kind.x.col(self._sound)

    def _if_sound(self, answer: Expr) -> Expr:
        if self._sound is None:
            return answer
        return self._kind.x.when(self._kind.x.col(self._sound)).then(answer)
