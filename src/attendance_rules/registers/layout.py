"""How a supplier's export is laid out: a mapping file of YAML, or the same in Python."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, Strict

from attendance_rules.documents.read import read_document
from attendance_rules.documents.values import Text, YesNo
from attendance_rules.documents.written import Written
from attendance_rules.errors import DataError, PolicyError
from attendance_rules.messages.diagnostics import Diagnostics

Form = Literal["long", "marks", "totals", "codes"]
"""A row for each mark; for each pupil a string of marks; totals; or a column for each code."""

_DIRECTIVES = {"YYYY": "%Y", "MM": "%m", "DD": "%d"}
_FORMAT_REMEDY = "name year, month and day once each, such as `DD/MM/YYYY` or `%d/%m/%Y`"


class Columns(Written):
    """What each column is called. A form needs some of them, and passes over the others."""

    pupil: Text = "pupil_id"
    school: Text = "school_id"
    date: Text = "date"
    session: Text = "session"
    code: Text = "code"
    start: Text = "start_date"
    marks: Text = "marks"
    possible: Text = "sessions_possible"
    absent: Text = "sessions_absent"
    authorised: Text = "sessions_authorised"
    unauthorised: Text = "sessions_unauthorised"
    unexplained: Text = "sessions_unexplained"


class Layout(Written):
    """How registers are laid out. Everything has a default.

    `form` is told by the columns if it is not given. `sessions` says which words mean the morning
    and the afternoon. For strings of marks, `days` says whether they run over Monday to Friday or
    over every day, and `separator` what stands between two marks, if anything does. `codes` names
    the columns that hold the counts of a code, where they are not called by it.
    """

    form: Form | None = None
    columns: Columns = Columns()
    date_format: Text = "YYYY-MM-DD"
    sessions: Annotated[dict[str, Literal["AM", "PM"]], Field(min_length=1)] = Field(
        default={"AM": "AM", "PM": "PM"}
    )
    days: Literal["weekdays", "all"] = "weekdays"
    separator: Annotated[str, Strict()] = ""
    codes: dict[str, Annotated[str, Strict()]] = Field(default={})
    ignore_unknown_columns: YesNo = False

    def strptime_format(self) -> str:
        """The date format with directives such as `%d`. Raises `DataError` if it is none.

        A year has four digits: with two, its century would be a guess.
        """
        text = self.date_format
        for word, directive in _DIRECTIVES.items():
            text = text.replace(word, directive)
        directives = re.findall("%.", text)
        if any(directives.count(one) != 1 for one in _DIRECTIVES.values()):
            raise DataError([f"the date format cannot be used; {_FORMAT_REMEDY}"])
        return text


def read_layout(path: str | Path) -> Layout:
    """The mapping file at `path`. Raises `PolicyError` with every mistake and its place."""
    diagnostics = Diagnostics()
    document = read_document(Path(path), str(path), Layout, diagnostics)
    if document is not None:
        node, layout = document
        try:
            layout.strptime_format()
        except DataError:
            diagnostics.add(
                node.at("date_format"), "wrong-value", "this is no date format", _FORMAT_REMEDY
            )
    if diagnostics or document is None:
        raise PolicyError(diagnostics.sorted())
    return document[1]
