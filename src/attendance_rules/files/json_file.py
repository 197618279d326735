"""JSON: an array of flat objects. JSON Lines: one flat object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from attendance_rules.files.problems import NO_PUPILS, Problems
from attendance_rules.files.table import Column, OddNumber, Record, Table, Wanted
from attendance_rules.files.text import Lines, refuse_other_formats
from attendance_rules.messages.quoting import shown

_LONGEST_NUMBER = 100  # digits; Python's own limit is a matter of its settings
_NOT_JSON = object()  # NaN and Infinity
_SYNTAX = "check the commas, quotes and brackets before this place"


class _Object(tuple[tuple[str, object], ...]):
    """The names and values of an object, as written, so that a name that stands twice shows."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<_Object>"


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a text is not JSON. Not an exception, because the library's holds the whole text."""

    message: str
    line: int = 0
    column: int = 0


def read_json(file: BinaryIO, problems: Problems) -> Table:
    """The table in a JSON file, whose objects count from 1. Raises `DataError`."""
    refuse_other_formats(file, problems)
    content = file.read()
    text, bad = "", -1
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = error.start
    if bad >= 0:
        line = content.count(b"\n", 0, bad) + 1
        raise problems.error(f"line {line} is not UTF-8; save the file as UTF-8")
    values = _parse(text)
    if isinstance(values, _Fault):
        place = f"line {values.line}, character {values.column}: " if values.line else ""
        raise problems.error(f"{place}{values.message}")
    if not isinstance(values, list):
        raise problems.error("must be an array of objects, one for each pupil: [{…}, {…}]")
    return _table("object", enumerate(values, start=1), problems)


def read_json_lines(file: BinaryIO, problems: Problems) -> Table:
    """The table in a JSON Lines file, whose lines count from 1. Raises `DataError`."""
    refuse_other_formats(file, problems)

    def values() -> Iterator[tuple[int, object]]:
        lines = Lines(file, "line", problems)
        for line in lines:
            if line.strip():
                value = _parse(line.rstrip("\r\n"))
                if isinstance(value, _Fault):
                    place = f", character {value.column}" if value.column else ""
                    problems.add(f"line {lines.place}{place}: {value.message}")
                else:
                    yield lines.place, value
            lines.place += 1

    return _table("line", values(), problems)


def _parse(text: str) -> object:
    try:
        return json.loads(
            text,
            object_pairs_hook=_Object,
            parse_int=_whole_number,
            parse_float=OddNumber,
            parse_constant=_not_json,
        )
    except json.JSONDecodeError as error:
        return _Fault(f"this is not JSON; {_SYNTAX}", error.lineno, error.colno)
    except RecursionError:
        return _Fault("nested too deep; write one flat object for each pupil")


def _whole_number(digits: str) -> int | OddNumber:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else OddNumber(digits)


def _not_json(_: str) -> object:
    return _NOT_JSON


def _table(
    unit: Literal["object", "line"], values: Iterable[tuple[int, object]], problems: Problems
) -> Table:
    """The columns are the names of all objects; one that an object leaves out is blank in it."""
    objects: list[tuple[int, _Object]] = []
    columns: dict[str, Column] = {}
    for place, value in values:
        if isinstance(value, _Object):
            objects.append((place, value))
            for name in (pair[0].strip() for pair in value):
                if name not in columns:
                    columns[name] = Column(name, f"{unit} {place}")
        else:
            problems.add(f"{unit} {place} is not an object; write {{…}} for each pupil")
    if not objects:
        raise problems.error(None if problems else NO_PUPILS)

    def records(_: Wanted) -> Iterator[Record]:
        for place, pairs in objects:
            cells = _cells(pairs, f"{unit} {place}", problems.add)
            yield place, [cells.get(name) for name in columns]

    return Table(unit, "null", tuple(columns.values()), records)


def _cells(pairs: _Object, place: str, report: Callable[[str], None]) -> dict[str, object]:
    cells: dict[str, object] = {}
    for name, value in pairs:
        column = name.strip()
        here = f"{place}, column {shown(column)}"
        if column in cells:
            report(f"{here}: stands there twice; keep one of them")
            continue
        cells[column] = None
        if isinstance(value, list | _Object):
            report(f"{here}: holds a list or an object; write a single value")
        elif value is _NOT_JSON:
            report(f"{here}: holds NaN or Infinity, which JSON does not have; write null")
        else:
            cells[column] = value
    return cells
