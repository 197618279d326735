"""Any cells in any rows, of any kinds, are read as what was stored."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attendance_rules.files.workbook import Cell, Fault, Row, column_letters
from tests.files.workbook.making import opened, packed, parts, rows

STYLES = (0, 164, 165, 166)
FORMATS = {164: "dd/mm/yyyy", 165: "dd/mm/yyyy hh:mm:ss.000", 166: "0000"}
DAY_0 = dt.datetime(1899, 12, 30)

# XML has no others; and of each line end it makes a line feed.
IN_XML = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(IN_XML | st.sampled_from("\t\n"), max_size=12)
DAYS = st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31))
TIMES = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)).map(
    lambda time: time.replace(microsecond=time.microsecond // 1000 * 1000)
)
NUMBERS = st.integers(-(10**18), 10**18) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6
)
CELLS = st.one_of(
    TEXTS,
    st.sampled_from(["0071", "71", "071.0", "2025-09-01", "TRUE", "#N/A", "=1+1", " a ", "\t", ""]),
    NUMBERS,
    st.booleans(),
    DAYS,
    TIMES,
    st.sampled_from([Fault.ERROR, Fault.NOT_CALCULATED]),
    st.none(),
)
PLACES = st.integers(1, 3) | st.integers(1, 40) | st.sampled_from([1000, 10_000])
TABLES = st.dictionaries(PLACES, st.dictionaries(st.integers(0, 5) | st.integers(0, 700), CELLS))


class Writer:
    """Writes cells as XML, each in one of the ways that there are."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.strings: list[str] = []

    def pick(self, *ways: str) -> str:
        return self._random.choice(ways)

    def row(self, number: int, before: int, cells: dict[int, Cell]) -> str:
        place = number != before + 1 or self.pick("with", "without") == "with"
        filled = [(column, cells[column]) for column in sorted(cells)]
        last = -1
        written = ""
        for column, value in filled:
            named = column != last + 1 or self.pick("with", "without") == "with"
            written += self.cell(f' r="{column_letters(column)}{number}"' if named else "", value)
            last = column
        return f"<row{f' r={quoteattr(str(number))}' if place else ''}>{written}</row>"

    def cell(self, place: str, value: Cell) -> str:
        match value:
            case None:
                return self.pick(f"<c{place}/>", f'<c{place} s="2"/>', f'<c{place} t="s"><v/></c>')
            case bool():
                return f'<c{place} t="b"><v>{value:d}</v></c>'
            case str():
                return self.text(place, value)
            case int() | Decimal():
                number = self.pick(f"{Decimal(value):f}", f"{Decimal(value):.6f}")
                return self.pick(f"<c{place}>", f'<c{place} t="n">') + f"<v>{number}</v></c>"
            case dt.datetime():
                serial = Decimal((value - DAY_0) // dt.timedelta(milliseconds=1)) / 86_400_000
                number = self.pick(f"{serial}", repr(float(serial)))
                iso = value.isoformat(timespec="milliseconds")
                return self.pick(
                    f'<c{place} s="2"><v>{number}</v></c>',
                    f'<c{place} s="2" t="d"><v>{iso}</v></c>',
                )
            case dt.date():
                serial = Decimal((value - DAY_0.date()).days)
                return self.pick(
                    f'<c{place} s="1"><v>{serial}</v></c>',
                    f'<c{place} s="1" t="d"><v>{value}</v></c>',
                )
            case Fault.ERROR:
                return f'<c{place} t="e">{self.pick("", "<f>NA()</f>")}<v>#REF!</v></c>'
            case Fault.NOT_CALCULATED:
                return f"<c{place}><f>1+1</f>{self.pick('', '<v/>')}</c>"
        raise AssertionError(value)

    def text(self, place: str, value: str) -> str:
        # An underscore and an x could be the beginning of an escaped character.
        stored = escape(value.replace("_x", "_x005F_x"))
        match self.pick("inline", "shared", "formula", "rich"):
            case "inline":
                return f'<c{place} t="inlineStr"><is><t>{stored}</t></is></c>'
            case "formula":
                return f'<c{place} t="str">{self.pick("", "<f>A1</f>")}<v>{stored}</v></c>'
            case "shared":
                self.strings.append(f"<si><t>{stored}</t></si>")
            case "rich":
                runs = "".join(f"<r><rPr/><t>{escape(char)}</t></r>" for char in value)
                self.strings.append(f"<si>{runs.replace('_', '_x005F_')}<rPh><t>x</t></rPh></si>")
        return f'<c{place} t="s"><v>{len(self.strings) - 1}</v></c>'


def expected(table: dict[int, dict[int, Cell]]) -> list[Row]:
    found = []
    for number in sorted(table):
        filled = {column: value for column, value in table[number].items() if value is not None}
        if filled:
            cells = [filled.get(column) for column in range(max(filled) + 1)]
            found.append(Row(number, cells))
    return found


def typed(found: Sequence[Row]) -> list[tuple[int, list[tuple[type, Cell]]]]:
    """With the type of each cell, since `1 == True == Decimal(1)`."""
    return [(number, [(type(cell), cell) for cell in cells]) for number, cells in found]


def whole(value: Cell) -> Cell:
    """A whole number is one, however it is written."""
    return int(value) if isinstance(value, Decimal) and value % 1 == 0 else value


@given(table=TABLES, seed=st.integers(0, 2**32), piece=st.sampled_from([1, 13, 8192]))
def test_cells_are_what_was_stored(
    table: dict[int, dict[int, Cell]], seed: int, piece: int
) -> None:
    writer = Writer(Random(seed))
    data, before = "", 0
    for number in sorted(table):
        data += writer.row(number, before, table[number])
        before = number
    strings = "".join(writer.strings)
    content = packed(parts(data, strings=strings, formats=FORMATS, styles=STYLES))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("attendance_rules.files.workbook.archive.PIECE", piece)
        found = rows(content)
    wholes = {
        number: {column: whole(value) for column, value in cells.items()}
        for number, cells in table.items()
    }
    assert typed(found) == typed(expected(wholes))


PLAIN = st.one_of(
    TEXTS.filter(lambda text: text and "_x" not in text and not text.startswith(("=", "#"))),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9),
    st.booleans(),
    DAYS,
    st.none(),
)


@given(st.lists(st.lists(PLAIN, max_size=6), max_size=12))
@example([[1.0, 0.1, -0.0, 1e-7, "0071", True, dt.date(2025, 9, 1)]])
def test_what_openpyxl_writes(table: list[list[Cell | float]]) -> None:
    book = openpyxl.Workbook()
    first = book.create_sheet("Marks", 0)
    for cells in table:
        first.append(cells)
    file = io.BytesIO()
    book.save(file)
    workbook = opened(file.getvalue())
    found = [Row(number, cells) for number, cells in workbook.rows(workbook.sheets[0])]

    def stored(value: Cell | float) -> Cell:
        return whole(Decimal(f"{value:.16g}")) if isinstance(value, float) else value

    as_stored = {
        number: {column: stored(value) for column, value in enumerate(cells)}
        for number, cells in enumerate(table, start=1)
    }
    assert typed(found) == typed(expected(as_stored))
