"""One Program for tables of any kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attendance_rules.edition.edition import Edition
from attendance_rules.engines.frames.backends.backend import LONG_COLUMNS
from attendance_rules.engines.frames.backends.recognise import kind_of, unwrapped
from attendance_rules.engines.frames.columns import lay_out
from attendance_rules.engines.frames.plan import Asked, Planner
from attendance_rules.engines.frames.shapes import Form
from attendance_rules.program.program import Program

FrameT = TypeVar("FrameT")


class FrameEngine:
    """Decides for tables of pupils, by column expressions of the library that holds the table."""

    def __init__(self, program: Program, edition: Edition) -> None:
        self._edition = edition
        self._planner = Planner(program, edition)

    def decide(
        self,
        frame: FrameT,
        *,
        form: Form = "wide",
        standing: bool = False,
        carry: Sequence[str] = (),
        ignore_unknown_columns: bool = False,
        check: bool = True,
    ) -> FrameT:
        """The answers for a table with a row for each pupil, as a frame of the same kind.

        `frame` is a DataFrame or LazyFrame of Polars, a DataFrame of pandas, a Table of PyArrow, a
        relation of DuckDB or a DataFrame of PySpark, or any of these in narwhals. Columns are named
        by facts; what has no column or is null is unknown, and takes the default of the vocabulary
        if it has one. A yes/no fact is boolean, or text with `yes` and `no`; a count of an integer
        type; the others text (categories will do). `pupil_id` must be there, `school_id` may, and
        `carry` names further columns to go into the answer. Ids are not looked at: the answer has
        the rows that the table has.

        The wide form has a row for each row of the table: the identifiers, the carried columns,
        `tier`, which is null where it is not known, and for each obligation of the edition a
        column named by its id with `required`, `not_required` or `undetermined`. The long form has
        a row for each pupil and action that is required or undetermined: identifiers, carried
        columns, `obligation`, `party`, `status`; standing obligations only if `standing`.

        Frames in memory keep the order of their rows in the wide form; in the long form they are
        ordered by obligation, as the edition is, and then as the table is. In pandas each row
        keeps the index of its pupil. Lazy frames stay lazy, and the order of rows is theirs to
        choose. Words of the answer are categories in Polars (Enum), pandas and PyArrow
        (dictionary), and text in DuckDB and PySpark.

        Cells that no fact can have (an unknown word, a negative count, more than 10**9, a part
        that is more than its whole) are looked for before there is an answer. On a lazy frame that
        is a query that runs at once, over the columns of facts. With `check=False` no query runs
        ahead, and a row with such a cell gets null in place of its tier and of every status (in
        the long form, a row with null for each obligation); never a guess.

        Raises `DataError` with everything that is wrong with the names, or else with the types, or
        else with the cells, with the number of rows; it quotes no cell.
        """
        if form not in ("wide", "long"):
            raise ValueError("form must be `wide` or `long`")
        carry = (carry,) if isinstance(carry, str) else carry
        obligations = self._edition.obligations
        native, as_it_came = unwrapped(frame)
        kind = kind_of(native)
        added = ("tier", *obligations) if form == "wide" else LONG_COLUMNS
        layout = lay_out(kind.names, self._edition, added, carry, ignore_unknown_columns)
        kind.lead_with(layout.leading)
        table = kind.table({self._planner.columns[name]: name for name in layout.facts})
        told = tuple(
            name
            for name, one in obligations.items()
            if form == "wide" or standing or not one.standing
        )
        # A long form of nothing is checked as any other, and has its columns.
        asked = Asked(form, told or tuple(obligations), check)
        plan = self._planner.plan(kind, table.collect_schema(), asked)
        shaped = plan.answer(table, kind)
        answer: FrameT = as_it_came(kind.answer(shaped if told else shaped.head(0)))
        return answer
