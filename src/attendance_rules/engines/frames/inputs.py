"""Columns of facts → the tests that can be made of them, and what is wrong with their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import YesNoFact
from attendance_rules.edition.vocabulary import YES_NO, one_of
from attendance_rules.program.program import AtLeast, Atom, Fact, OneOf, Program, Reaches

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Expr, Kind


class Inputs:
    """The columns of facts of one table. A fact without a column is unknown."""

    def __init__(
        self,
        program: Program,
        edition: Edition,
        columns: Mapping[str, str],
        schema: Mapping[str, Any],
        kind: Kind,
        *,
        checked: bool,
    ) -> None:
        """`columns` names each fact's column, where `schema` has it.

        `checked` says that all cells are known to be right before anything is asked of them.
        """
        self.program = program
        self.x = kind.x
        self._kind = kind
        self._checked = checked
        self.given = tuple(fact for fact in program.facts if columns[fact.name] in schema)
        self._columns = {fact.name: columns[fact.name] for fact in self.given}
        self._types = {fact.name: schema[columns[fact.name]] for fact in self.given}
        self._defaults = {
            name: fact.default
            for name, fact in edition.facts.items()
            if isinstance(fact, YesNoFact) and fact.default is not None
        }

    def wrong_types(self) -> Iterator[str]:
        """A message for each column whose type cannot hold its fact."""
        for fact in self.given:
            dtype, place = self._types[fact.name], f"column `{fact.name}`"
            if fact.kind == "count" and not dtype.is_integer():
                yield f"{place}: must be of an integer type; cast it to whole numbers"
            elif fact.kind == "word" and not self._is_text(fact):
                yield f"{place}: must be text, {one_of(fact.words)}; cast it to text"
            elif fact.kind == "yes_no" and dtype != self.x.Boolean and not self._is_text(fact):
                remedy = "cast it to boolean"
                if dtype.is_integer():
                    remedy = "where 1 says yes and 0 no, cast it to boolean"
                yield f"{place}: must be boolean, or text with {one_of(YES_NO)}; {remedy}"

    def _is_text(self, fact: Fact) -> bool:
        return self._types[fact.name] in (self.x.String, self.x.Categorical, self.x.Enum)

    def words(self, fact: Fact) -> tuple[str, ...]:
        """The words that the column of a fact may hold; none, unless it holds text."""
        if fact.kind == "yes_no" and self._is_text(fact):
            return YES_NO
        return fact.words

    def holds_only(self, fact: Fact, words: tuple[str, ...]) -> bool:
        """Whether the type of a column of text allows no other words."""
        dtype = self._types[fact.name]
        return isinstance(dtype, self.x.Enum) and is_limited_to(dtype, words)

    def compares_text(self) -> bool:
        """Whether words are looked for in text, not in categories that are known."""
        return any(
            self._is_text(fact) and not isinstance(self._types[fact.name], self.x.Enum)
            for fact in self.given
        )

    def word_columns(self) -> list[Expr]:
        """For each word of each column of text, whether it stands there.

        To compare text takes longer than all else, and the check of the cells and the rules
        compare with the same words, so these are columns to be added before either.
        """
        return [
            (self.column(fact) == word).alias(self._word_column(fact, word))
            for fact in self.given
            for word in self.words(fact)
        ]

    def is_word(self, fact: Fact, words: tuple[str, ...]) -> Expr:
        """Whether a column of text holds one of `words`, by the columns of words."""
        return reduce(or_, (self.x.col(self._word_column(fact, word)) for word in words))

    def _word_column(self, fact: Fact, word: str) -> str:
        return f"{self._columns[fact.name]}:{word}"

    def column(self, fact: Fact) -> Expr:
        """The column of a fact, as it is."""
        return self.x.col(self._columns[fact.name])

    def is_count(self, fact: Fact) -> Expr:
        """Whether the numbers in the column of a fact may be counts."""
        return self._kind.is_count(self.column(fact), self._types[fact.name])

    def count(self, name: str) -> Expr | None:
        """A count that fits 64 bits with a sign; None if it is not given."""
        if name not in self._columns:
            return None
        column = self.x.col(self._columns[name])
        x = self.x
        fit = [x.Int32, x.Int16, x.Int8, x.UInt32, x.UInt16, x.UInt8]
        if self._checked:
            fit.append(x.Int64)
        if self._types[name] not in fit:
            # A number that does not fit, or 10,000 times which does not, would raise an error that
            # quotes it; it is no count.
            column = x.when(self._kind.is_count(column, self._types[name])).then(column)
            column = column.cast(x.Int64)
        return column

    def test(self, atom: Atom) -> Expr:
        """Whether an atom holds; null where that is unknown."""
        if isinstance(atom, Reaches):
            return self._reaches(atom)
        fact = self.program.fact(atom.fact)
        default = self._defaults.get(fact.name)
        if fact not in self.given:
            return self.x.lit(default, dtype=self.x.Boolean)
        match atom:
            case AtLeast():
                count = self.count(fact.name)
                assert count is not None
                return count >= atom.bound
            case OneOf():
                return self._one_of(fact, atom.words)
            case _:
                known = self.is_word(fact, ("yes",)) if self.words(fact) else self.column(fact)
                return known if default is None else known.fill_null(default)

    def _reaches(self, atom: Reaches) -> Expr:
        """Exact in integers: part / whole >= bound / 10,000. Without a whole there is no rate."""
        rate = next(rate for rate in self.program.rates if rate.name == atom.rate)
        part, whole = self.count(rate.part), self.count(rate.whole)
        if part is None or whole is None:
            return self.x.lit(None, dtype=self.x.Boolean)
        # In 64 bits, because 10,000 times the largest count does not fit 32.
        scaled = part.cast(self.x.Int64) * 10_000
        least = self.x.when(whole > 0).then(whole).cast(self.x.Int64) * atom.bound
        return scaled > least if atom.strictly else scaled >= least

    def _one_of(self, fact: Fact, words: tuple[str, ...]) -> Expr:
        # One of most words is none of the others, which are fewer to compare with.
        others = tuple(word for word in fact.words if word not in words)
        if len(others) < len(words):
            return ~self.is_word(fact, others)
        return self.is_word(fact, words)


def is_limited_to(dtype: Any, words: tuple[str, ...]) -> bool:
    """Whether a type of categories allows no other words."""
    return set(dtype.categories) <= set(words)
