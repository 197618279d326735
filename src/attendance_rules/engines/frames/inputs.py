"""Columns of facts → the tests that can be made of them, and what is wrong with their types.

A table that comes in has the columns `f0`, `f1` … for the Program's facts, where they were given.
Each test becomes one nullable column: null where the fact is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import YesNoFact
from attendance_rules.engines.frames.vocabulary import LARGEST_COUNT, YES_NO, one_of
from attendance_rules.program.form import AtLeast, Atom, Fact, Holds, OneOf, Program, Reaches

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.dtypes import DType


def fact_column(position: int) -> str:
    """The name of the column of the fact at a position of the Program."""
    return f"f{position}"


class Inputs:
    """The columns of facts of one table, by their types. Facts without a column are unknown."""

    def __init__(self, program: Program, edition: Edition, schema: Mapping[str, DType]) -> None:
        self.program = program
        self._given: dict[str, tuple[str, DType]] = {}
        for position, fact in enumerate(program.facts):
            column = fact_column(position)
            if column in schema:
                self._given[fact.name] = (column, schema[column])
        self._defaults = {
            name: fact.default
            for name, fact in edition.facts.items()
            if isinstance(fact, YesNoFact) and fact.default is not None
        }

    def given(self) -> tuple[Fact, ...]:
        """The facts that have a column."""
        return tuple(fact for fact in self.program.facts if fact.name in self._given)

    def wrong_types(self) -> Iterator[str]:
        """Each column whose type cannot hold its fact."""
        for fact in self.given():
            dtype = self._given[fact.name][1]
            if fact.kind == "yes_no" and not (dtype.is_boolean() or _is_text(dtype)):
                yield f"column `{fact.name}`: must be boolean, or text with `yes` and `no`; cast it"
            elif fact.kind == "count" and not dtype.is_integer():
                yield f"column `{fact.name}`: must be of an integer type; cast it to whole numbers"
            elif fact.kind == "word" and not _is_text(dtype):
                yield f"column `{fact.name}`: must be text, {one_of(fact.words)}; cast it"

    def words(self, fact: Fact) -> tuple[str, ...]:
        """The words that the column of a fact may hold; none if it holds no text."""
        if fact.kind == "yes_no":
            return YES_NO if _is_text(self._given[fact.name][1]) else ()
        return fact.words

    def word_columns(self) -> Iterator[nw.Expr]:
        """For each word of each text column, whether it stands there.

        Columns of their own, because the check of the cells and the rules share them: to compare
        text takes longer than all else together.
        """
        import narwhals as nw

        for fact in self.given():
            column = self._given[fact.name][0]
            for number, word in enumerate(self.words(fact)):
                yield (nw.col(column) == word).alias(f"{column}_{number}")

    def is_word(self, fact: Fact, words: tuple[str, ...]) -> nw.Expr:
        """Whether one of `words` stands in a text column."""
        import narwhals as nw

        column, allowed = self._given[fact.name][0], self.words(fact)
        columns = [nw.col(f"{column}_{allowed.index(word)}") for word in words]
        return reduce(or_, columns)

    def count(self, name: str) -> nw.Expr | None:
        """A count in 64 bits, so that 10,000 times the largest has room; None if not given."""
        import narwhals as nw

        if name not in self._given:
            return None
        column, dtype = self._given[name]
        if dtype in (nw.UInt64, nw.Int128, nw.UInt128):
            # What does not fit would raise an error that quotes it. It is no count, so not missed.
            return nw.when(count_in_range(nw.col(column))).then(nw.col(column)).cast(nw.Int64)
        return nw.col(column).cast(nw.Int64)

    def raw(self, name: str) -> nw.Expr:
        """The column of a fact as it is."""
        import narwhals as nw

        return nw.col(self._given[name][0])

    def test(self, atom: Atom) -> nw.Expr:
        """Whether an atom holds, null where it is unknown."""
        import narwhals as nw

        unknown = nw.lit(None, dtype=nw.Boolean)
        if isinstance(atom, Reaches):
            rate = next(rate for rate in self.program.rates if rate.name == atom.rate)
            part, whole = self.count(rate.part), self.count(rate.whole)
            if part is None or whole is None:
                return unknown
            # Without a whole there is no rate, and a comparison with null is null.
            bound = nw.when(whole > 0).then(whole) * atom.bound
            return part * 10_000 > bound if atom.strictly else part * 10_000 >= bound
        fact = self.program.fact(atom.fact)
        if fact.name not in self._given:
            default = self._defaults.get(fact.name)
            return unknown if default is None else nw.lit(default)
        if isinstance(atom, AtLeast):
            count = self.count(fact.name)
            assert count is not None
            return count >= atom.bound
        if isinstance(atom, OneOf):
            return self._one_of(fact, atom.words)
        return self._holds(atom, fact)

    def _one_of(self, fact: Fact, words: tuple[str, ...]) -> nw.Expr:
        # Cells are checked, so to be one of most words is to be none of the others.
        others = tuple(word for word in fact.words if word not in words)
        if len(others) < len(words):
            return ~self.is_word(fact, others)
        return self.is_word(fact, words)

    def _holds(self, atom: Holds, fact: Fact) -> nw.Expr:
        known = self.is_word(fact, ("yes",)) if self.words(fact) else self.raw(fact.name)
        default = self._defaults.get(atom.fact)
        return known if default is None else known.fill_null(default)


def count_in_range(count: nw.Expr) -> nw.Expr:
    """Whether a number is one that a count may be."""
    return (count >= 0) & (count <= LARGEST_COUNT)


def _is_text(dtype: DType) -> bool:
    import narwhals as nw

    return dtype in (nw.String, nw.Categorical, nw.Enum)
