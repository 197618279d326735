"""Which column of a source is what, and so in which form it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from attendance_rules.files.problems import Problems
from attendance_rules.messages.english import listed
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import nearest
from attendance_rules.registers.codes.codes import RegisterCodes
from attendance_rules.registers.layout import Columns, Form, Layout
from attendance_rules.registers.sources.sources import Source

_NEEDED: dict[Form, tuple[str, ...]] = {
    "long": ("date", "session", "code"),
    "marks": ("start", "marks"),
    "totals": ("possible",),
    "codes": (),
}


class Headed(Protocol):
    """What the columns are told by, whatever holds the rows: a `Source`, or a frame of Spark."""

    @property
    def columns(self) -> Mapping[str, str]:
        """The name in the frame of each column, by its name without white space around it."""

    def problems(self) -> Problems:
        """For what is wrong with it."""

    def readable(self, name: str) -> bool:
        """Whether cells of a column have one text, which nobody would write otherwise."""


AnySource = TypeVar("AnySource", bound=Headed)


@dataclass(frozen=True, slots=True)
class LaidOut(Generic[AnySource]):
    """A source whose columns are known. `ids` are the identifiers it has, the school's first."""

    source: AnySource
    form: Form
    ids: tuple[str, ...]
    layout: Layout

    def column(self, role: str) -> str:
        """The name in the source's frame of the column that plays this part."""
        return self.source.columns[self.shown(role)]

    def shown(self, role: str) -> str:
        """What people call that column."""
        return str(getattr(self.layout.columns, role))

    def has(self, role: str) -> bool:
        """Whether there is such a column."""
        return self.shown(role) in self.source.columns


Laid: TypeAlias = LaidOut[Source]


def lay_out(
    sources: Sequence[AnySource], layout: Layout, codes: RegisterCodes
) -> list[LaidOut[AnySource]]:
    """The sources with what their columns are. Raises `DataError`.

    All are in the same form, and either all name schools or none does: a pupil's marks in one of
    them could otherwise not be added to those in another.
    """
    laid = [_lay_out(source, layout, codes) for source in sources]
    for one in laid[1:]:
        if one.form != laid[0].form:
            raise one.source.problems().error(
                f"is in the form `{one.form}` and the first register in the form "
                f"`{laid[0].form}`; read them one by one"
            )
        if one.ids != laid[0].ids:
            column = shown(layout.columns.school)
            with_, without = ("this", "the first") if one.has("school") else ("the first", "this")
            raise one.source.problems().error(
                f"{with_} register has a column {column} and {without} has none; add it there"
            )
    return laid


def _lay_out(source: AnySource, layout: Layout, codes: RegisterCodes) -> LaidOut[AnySource]:
    columns = layout.columns
    form = layout.form or _form(source, layout, codes)
    needed = ["pupil", *_NEEDED[form]]
    if "school" in columns.model_fields_set or columns.school in source.columns:
        needed.append("school")
    problems = source.problems()
    for role in needed:
        if getattr(columns, role) not in source.columns:
            problems.add(_missing(role, columns, source))
        elif not source.readable(getattr(columns, role)):
            message = "must be of a text or whole-number type, or a date; cast it"
            problems.add(f"column {shown(getattr(columns, role))}: {message}")
    if problems:
        raise problems.error()
    has_school = columns.school in source.columns
    ids = ("school_id", "pupil_id") if has_school else ("pupil_id",)
    return LaidOut(source, form, ids, layout)


def _form(source: Headed, layout: Layout, codes: RegisterCodes) -> Form:
    """The form that the columns tell. Raises `DataError` when they tell none, or several."""

    names = {_plain(name) for name in source.columns}

    def has(role: str) -> bool:
        # However it is spelt: the message about the column that is missing then names it.
        return _plain(getattr(layout.columns, role)) in names

    counted = {row.code for row in codes.rows if row.code} | layout.codes.keys()
    # Two of its columns tell the long form, so that a third that is missing is named.
    told: list[Form] = ["long"] if sum(has(role) for role in _NEEDED["long"]) >= 2 else []
    told += ["marks"] if has("marks") else []
    told += ["totals"] if has("possible") else []
    told += ["codes"] if not told and counted & source.columns.keys() else []
    if len(told) == 1:
        return told[0]
    problems = source.problems()
    if told:
        several = listed(f"`{form}`" for form in told)
        raise problems.error(
            f"has columns of the forms {several}; say with `--form` which it is in"
        )
    # The names are not quoted: a file without a header has a pupil there.
    raise problems.error(
        "no column tells the form; call them "
        f"{', '.join(shown(getattr(layout.columns, role)) for role in ('pupil', *_NEEDED['long']))}"
        ", or say what they are called in a mapping file"
    )


def _missing(role: str, columns: Columns, source: Headed) -> str:
    name = getattr(columns, role)
    plain = {_plain(column): column for column in source.columns}
    near = plain.get(_plain(name)) or nearest(name, source.columns)
    remedy = f"did you mean {shown(near)}? " if near else ""
    how = f"say what it is called with `--column {role}=…` or in a mapping file"
    return f"there is no column {shown(name)}; {remedy}{how}"


def _plain(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")
