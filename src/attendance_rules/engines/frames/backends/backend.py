"""What every kind of data frame can do: come in, be computed, and go out as it came."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from attendance_rules.edition.vocabulary import LARGEST_COUNT

if TYPE_CHECKING:
    # Of narwhals or of Polars, which have the same methods by the same names.
    Expr = Any
    Library = Any
    Table = Any


LONG_COLUMNS: Final = ("obligation", "party", "status")
"""What a row of the long form tells, after the leading columns."""


@dataclass(frozen=True, slots=True)
class Action:
    """An obligation as rows of the long form: in which rows it is due, and what they say."""

    obligation: str
    party: str
    rule: str
    """The column of the rule that decides it, shared by actions with the same condition."""
    due: Expr
    status: Expr


class Kind(ABC):
    """One data frame of one library.

    Between coming in and going out, columns have names of the engine's own, so that no name of
    the caller's can clash with them or be misread by SQL: `l0`, `l1` … are the leading columns,
    which go into the answer as they are, and `f0`, `f1` … those of facts.
    """

    x: Library
    """Whose `col`, `lit`, `when`, `concat` and types make up expressions: narwhals or Polars."""
    categories: bool
    """Whether columns of a few words are categories; else they are text."""
    leading: Mapping[str, str]
    """The engine's name of each leading column of a table, with its name in the answer."""

    def lead_with(self, names: Sequence[str]) -> None:
        """Take these columns of the caller's to lead the answer."""
        self.leading = {f"l{number}": name for number, name in enumerate(names)}

    def words(self, words: Sequence[str]) -> Any:
        """The type of a column that holds some of these words."""
        return self.x.Enum(words) if self.categories else self.x.String()

    def is_count(self, column: Expr, dtype: Any) -> Expr:  # noqa: ARG002
        """Whether numbers of this type may be counts."""
        return (column >= 0) & (column <= LARGEST_COUNT)

    @property
    @abstractmethod
    def names(self) -> Sequence[object]:
        """The names of the caller's columns."""

    @abstractmethod
    def table(self, facts: Mapping[str, str]) -> Table:
        """The leading columns, and those of facts by the engine's name for each.

        A column that has no value and no type is left out: its fact is unknown.
        """

    def settle(self, table: Table) -> Table:
        """The table with its columns computed, if the kind computes at once."""
        return table

    @abstractmethod
    def row(self, table: Table) -> tuple[object, ...]:
        """The values of a table of one row, computed now."""

    @abstractmethod
    def long(self, table: Table, actions: Sequence[Action]) -> Table:
        """The leading columns by their names in the answer, and `LONG_COLUMNS`.

        It has a row for every row of the table and action that is due.
        """

    @abstractmethod
    def answer(self, table: Table) -> Any:
        """The frame to give back, made of a table whose columns have their names in it."""

    def leaders(self) -> list[Expr]:
        """The leading columns by their names in the answer."""
        return [self.x.col(own).alias(name) for own, name in self.leading.items()]

    def columns(self, names: Mapping[str, str]) -> list[Expr]:
        """The caller's columns by the engine's names for them."""
        return [self.x.col(name).alias(own) for own, name in names.items()]


def with_statuses(table: Table, actions: Sequence[Action]) -> Table:
    """The table with a column `s…` of statuses for each rule that decides an action."""
    statuses = {action.rule: action.status for action in actions}
    return table.with_columns([status.alias(f"s{rule}") for rule, status in statuses.items()])
