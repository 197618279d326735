"""What is to be done to a table, as expressions: made once for all tables with such columns."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.vocabulary import YES_NO
from attendance_rules.engines.frames.backends.backend import Kind
from attendance_rules.engines.frames.cells import Cells
from attendance_rules.engines.frames.expressions import stages
from attendance_rules.engines.frames.inputs import Inputs, is_limited_to
from attendance_rules.engines.frames.shapes import Form, Long, Shaper, Wide
from attendance_rules.errors import DataError
from attendance_rules.program.program import Program

if TYPE_CHECKING:
    from attendance_rules.engines.frames.backends.backend import Expr, Table


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller asks for: a shape of the answer, the obligations to tell of, and a check."""

    form: Form
    told: tuple[str, ...]
    check: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns to add, one list after the other, the check of the cells, and the answer."""

    words: list[Expr]
    settle: bool
    """Whether the columns of words are worth keeping: to compare text takes long."""
    cells: Cells
    sound: Expr | None
    """Whether the cells of a row are right; None if it is checked beforehand that all are."""
    stages: list[list[Expr]]
    shape: Wide | Long

    def answer(self, table: Table, kind: Kind) -> Table:
        """The answers for a table. Raises `DataError` if cells are checked and wrong."""
        table = table.with_columns(self.words)
        if self.settle:
            table = kind.settle(table)
        if self.sound is None:
            self.cells.check(lambda aggregates: kind.row(table.select(aggregates)))
        else:
            table = table.with_columns(self.sound)
        for stage in self.stages:
            table = table.with_columns(stage)
        return self.shape.of(table, kind)


class Planner:
    """Makes plans for one Program, and keeps some of them."""

    def __init__(self, program: Program, edition: Edition) -> None:
        self._program = program
        self._edition = edition
        self._tiers = dict(zip(edition.tier_ladder(), program.tiers, strict=True))
        self._parties = {name: one.party for name, one in edition.obligations.items()}
        self.columns = {fact.name: f"f{n}" for n, fact in enumerate(program.facts)}
        """The engine's name for the column of each fact."""
        self._kept: dict[Hashable, Plan] = {}

    def plan(self, kind: Kind, schema: Mapping[str, Hashable], asked: Asked) -> Plan:
        """For a table of this kind with these columns. Raises `DataError` for wrong types."""
        key = self._key(kind, schema, asked)
        plan = self._kept.get(key)
        if plan is None:
            plan = self._made(kind, schema, asked)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = plan
        return plan

    def _key(self, kind: Kind, schema: Mapping[str, Hashable], asked: Asked) -> Hashable:
        """What a plan depends on. It holds no type of categories: they may be cells."""
        types: list[Hashable] = []
        for fact in self._program.facts:
            dtype = schema.get(self.columns[fact.name])
            if isinstance(dtype, kind.x.Enum):
                types.append(is_limited_to(dtype, fact.words or YES_NO))
            else:
                types.append(dtype)
        return type(kind), tuple(kind.leading.items()), tuple(types), asked

    def _made(self, kind: Kind, schema: Mapping[str, Hashable], asked: Asked) -> Plan:
        inputs = Inputs(
            self._program, self._edition, self.columns, schema, kind, checked=asked.check
        )
        if problems := list(inputs.wrong_types()):
            raise DataError(problems)
        cells = Cells(inputs, self._edition)
        sound = None if asked.check else cells.sound().alias("sound")
        adding, columns = stages(inputs, [*asked.told, *self._tiers.values()])
        shaper = Shaper(kind, columns, None if sound is None else "sound")
        shape: Wide | Long
        if asked.form == "wide":
            shape = shaper.wide(self._tiers, asked.told)
        else:
            shape = shaper.long({name: self._parties[name] for name in asked.told})
        return Plan(inputs.word_columns(), inputs.compares_text(), cells, sound, adding, shape)


_MOST_KEPT = 16
"""Plans are some hundred expressions each, and few tables differ in their columns: if many do, all
are thrown away."""
