"""The obligations as a tax-benefit system of OpenFisca: pupils, and variables with formulas.

OpenFisca has no unknown value, so this is two-valued: every fact must be known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.entities import Entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import YEAR, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.tables.by_hand.due import DUE, TIERS
from benchmarks.tables.by_hand.openfisca_formulas import ENUMS, FORMULAS, Pupil, tier

Array = np.ndarray

THIS_YEAR = period("2025")

_FACTS_OF_OTHER_NAMES = {"looked_after": "now_looked_after", "in_trust": "in_multi_academy_trust"}
_KINDS: Mapping[type[pl.DataType], type] = {pl.Int64: int, pl.Boolean: bool}


class System:
    """The system, and the facts of a frame of pupils as the arrays that it takes."""

    def __init__(self, pupils: pl.DataFrame) -> None:
        self._pupil = Entity("pupil", "pupils", "a pupil", "")
        self._system = TaxBenefitSystem([self._pupil])
        self._facts = {
            column.name: _array(column) for column in pupils.drop("school_id", "pupil_id")
        }
        self._number = pupils.height
        for column in pupils.drop("school_id", "pupil_id"):
            self._add(column.name, _KINDS.get(type(column.dtype), Enum))
        for formula in FORMULAS:
            self._add(formula.__name__, Enum if formula is tier else bool, formula)
        for name, due in DUE.items():
            if due == "always":
                self._add(name, bool, default_value=True)
            else:
                self._add(name, bool, _the_same_as(_FACTS_OF_OTHER_NAMES.get(due, due)))

    def decide(self) -> Mapping[str, Array]:
        """The tier, and whether each obligation is required, by a new simulation.

        Its builder is told how many pupils there are, and does not number them.
        """
        builder = SimulationBuilder()
        builder.create_entities(self._system)
        builder.populations["pupil"].count = self._number
        return self._calculate(builder.build(self._system))

    def decide_numbered(self) -> Mapping[str, Array]:
        """The same by the builder's default simulation, which numbers the pupils one by one."""
        return self._calculate(
            SimulationBuilder().build_default_simulation(self._system, self._number)
        )

    def _calculate(self, simulation: Any) -> Mapping[str, Array]:
        for name, values in self._facts.items():
            simulation.set_input(name, THIS_YEAR, values)
        return {name: simulation.calculate(name, THIS_YEAR) for name in ("tier", *DUE)}

    def as_frame(self, answer: Mapping[str, Array], ids: pl.Series) -> pl.DataFrame:
        """The answer beside the ids of the pupils, the tier in words."""
        tiers = pl.Series(list(TIERS)).gather(answer["tier"])
        return pl.DataFrame({"pupil_id": ids, **answer, "tier": tiers})

    def _add(self, name: str, kind: type, formula: Any = None, **more: object) -> None:
        held: dict[str, object] = {"value_type": kind, "entity": self._pupil, "label": name}
        held |= {"definition_period": YEAR, **more}
        if kind is Enum:
            words = ENUMS[name]
            held |= {"possible_values": words, "default_value": next(iter(words))}
        if formula is not None:
            held["formula"] = formula
        self._system.add_variable(type(name, (Variable,), held))


def _the_same_as(name: str) -> Callable[[Pupil, Any], Any]:
    return lambda pupil, year: pupil(name, year)


def _array(column: pl.Series) -> Array:
    if isinstance(column.dtype, pl.Enum):
        numbers = column.to_physical().cast(pl.Int16).to_numpy()
        words: Array = EnumArray(numbers, ENUMS[column.name])
        return words
    return column.cast(pl.Int32).to_numpy() if column.dtype == pl.Int64 else column.to_numpy()
