"""Columns of steps → the answer: a row for each pupil, or a row for each pupil and action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from attendance_rules.edition.models import Status
from attendance_rules.program.kleene import STATUS

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.dtypes import DType

Form = Literal["wide", "long"]
STATUSES: Final = get_args(Status)
NOT_REQUIRED, UNDETERMINED, _, REQUIRED = STATUS


@dataclass(frozen=True, slots=True)
class Words:
    """How words of an answer are held: as categories where that is cheap, else as text."""

    categorical: bool

    def among(self, words: Sequence[str]) -> DType:
        """The type of a column that holds some of these words."""
        import narwhals as nw

        return nw.Enum(list(words)) if self.categorical else nw.String()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the shapes are made from. Columns of leading values are `l0`, `l1` …"""

    leading: tuple[str, ...]
    columns: Mapping[str, str]
    """The column of each step."""
    words: Words
    sound: str | None
    """The column that says that a row's cells were allowed, if they were not checked before."""

    def leading_columns(self) -> list[nw.Expr]:
        """The identifiers and the carried columns, by their own names."""
        import narwhals as nw

        return [nw.col(f"l{n}").alias(name) for n, name in enumerate(self.leading)]

    def status(self, step: str) -> nw.Expr:
        """The status of a step; null where a row's cells are not allowed."""
        import narwhals as nw

        dtype = self.words.among(STATUSES)
        holds = nw.col(self.columns[step])
        known = nw.when(~holds).then(nw.lit(NOT_REQUIRED, dtype=dtype))
        status = (
            nw.when(holds)
            .then(nw.lit(REQUIRED, dtype=dtype))
            .otherwise(known.otherwise(nw.lit(UNDETERMINED, dtype=dtype)))
        )
        return self._if_sound(status)

    def tier(self, ladder: Mapping[str, str]) -> nw.Expr:
        """The highest tier whose step holds; null where that is not known. Lowest tier first."""
        import narwhals as nw

        dtype = self.words.among(list(ladder))
        tier = nw.lit(None, dtype=dtype)
        for name, step in ladder.items():
            holds = nw.col(self.columns[step])
            lower = nw.when(~holds).then(tier)
            tier = nw.when(holds).then(nw.lit(name, dtype=dtype)).otherwise(lower)
        return self._if_sound(tier)

    def due(self, step: str) -> nw.Expr:
        """Whether a row has an action of this step: anything but not required."""
        import narwhals as nw

        due = nw.col(self.columns[step]).fill_null(True)
        return due if self.sound is None else due | ~nw.col(self.sound)

    def _if_sound(self, answer: nw.Expr) -> nw.Expr:
        import narwhals as nw

        return answer if self.sound is None else nw.when(nw.col(self.sound)).then(answer)
