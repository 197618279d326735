"""Memory is bounded, whatever a workbook holds: each is read by a process that has little."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.workbook.making import BOOK, SHEET, STYLES, Parts, cell, packed, parts, sheet

pytestmark = pytest.mark.slow

MEMORY = 64 * 2**20
"""Bytes of address space. The interpreter and the reader begin with 20 MB."""

FLOOD = 40 * 2**20
"""Bytes of XML, which take several times as much once they are objects of Python."""

READ = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
from pathlib import Path
from attendance_rules.errors import DataError
from attendance_rules.files.problems import Problems
from attendance_rules.files.workbook import Workbook
try:
    with Path(sys.argv[1]).open("rb") as file:
        workbook = Workbook(file, Problems("r.xlsx"))
        (chosen,) = workbook.choose()
        print(sum(1 for _ in workbook.rows(chosen)), "rows")
except DataError as error:
    print(error)
"""

STRANGE = "holds XML that no spreadsheet writes"
LONG_TEXT = "a text has more than 131,072 characters"
LONG_STRING = "<si><t>" + "x" * 131_072 + "</t></si>"
FIRST = '<c t="s"><v>0</v></c>'
ONE = "<v>1</v>"


def flood(text: str, before: str = "", after: str = "") -> str:
    return before + text * (FLOOD // len(text)) + after


def in_front(text: str) -> Parts:
    """Something before the rows of a sheet."""
    data = sheet(cell(ONE)).replace("<sheetData>", f"{text}<sheetData>")
    return parts() | {SHEET: data}


def within(part: str, before: str, text: str) -> Parts:
    """Something within another part, behind the first tag that begins so."""
    content = parts(cell(ONE))
    start, tag, end = str(content[part]).partition(before)
    return content | {part: f"{start}{tag}{text}{end}"}


def marks(rows: int) -> Parts:
    """A register of so many marks, as spreadsheets write it."""
    data = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row // 380}</v></c>'
        f'<c r="B{row}" s="1"><v>{45901 + row % 190}</v></c>'
        f'<c r="C{row}" t="s"><v>{row % 2}</v></c><c r="D{row}" t="s"><v>2</v></c></row>'
        for row in range(1, rows + 1)
    )
    strings = "".join(f"<si><t>P{number}</t></si>" for number in range(1000))
    return parts(data, strings=strings, styles=(0, 14))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: marks(200_000), "200000 rows"),
        (lambda: parts(flood("<row/>")), "row 1048576: a row that follows has an impossible"),
        (lambda: parts(flood("<c/>", "<row>", "</row>")), "column XFD: a cell that follows has an"),
        (lambda: parts(flood(" ", cell(ONE))), "1 rows"),
        (lambda: parts(flood(" ", "<row><c><v>", "</v></c></row>")), LONG_TEXT),
        (lambda: parts(flood("a<!---->", '<row><c t="str"><v>', "</v></c></row>")), LONG_TEXT),
        (lambda: parts(flood("<r><t>ab</t></r>", "<row><c><is>", "</is></c></row>")), LONG_TEXT),
        (lambda: parts(flood("x", "<row><c><f>", f"</f>{ONE}</c></row>")), "1 rows"),
        (lambda: parts(flood("<x>", "<row><c><extLst>")), "nested too deep"),
        (lambda: parts(cell("<v>0</v>", 't="s"'), strings="<si><t>ab</t></si>" * 10**6), "1 rows"),
        (lambda: parts(cell("<v>0</v>", 't="s"'), strings=flood("<si><x/>")), "nested too deep"),
        (
            lambda: parts(f"<row>{FIRST * 10}</row>" * 500, strings=LONG_STRING),
            "row 410, column G: holds more than 536,870,912 characters; save the sheet as CSV",
        ),
        (
            lambda: parts(
                "".join(
                    f'<row r="{number}"><c r="XFD{number}">{ONE}</c></row>'
                    for number in range(1, 1000)
                )
            ),
            "row 611, column XFD: makes the table one of more than 10,000,000 cells",
        ),
        (lambda: in_front(flood("<!-- -->")), "1 rows"),
        (lambda: in_front(flood("x", "<!--", "-->")), STRANGE),
        (lambda: in_front(flood("<x>")), "nested too deep"),
        (lambda: in_front("".join(f"<x{number}/>" for number in range(10**6))), STRANGE),
        (lambda: within(STYLES, "<cellXfs>", flood("<xf/>")), "more than 100,000 formats"),
        (
            lambda: within(
                BOOK,
                "<sheets>",
                "".join(f'<sheet name="{number}" r:id="r1"/>' for number in range(10**6)),
            ),
            "has two sheets of one name, or too many",
        ),
    ],
)
def test_what_takes_much_when_it_is_kept(
    tmp_path: Path, make: Callable[[], Parts], said: str
) -> None:
    assert said in read_in_little(tmp_path, packed(make(), zipfile.ZIP_STORED))


def test_a_part_that_is_larger_than_it_says(tmp_path: Path) -> None:
    """A zip bomb: 200 MB of blanks that call themselves 1,000 bytes."""
    file = io.BytesIO(packed(parts() | {SHEET: sheet(" " * 200 * 2**20)}))
    with zipfile.ZipFile(file, "a") as archive:
        archive.getinfo(SHEET).file_size = 1000
        archive.writestr("x", "")
    assert "is broken or cut off" in read_in_little(tmp_path, file.getvalue())


def read_in_little(folder: Path, content: bytes) -> str:
    """What a process says that reads the file in little memory."""
    path = folder / "r.xlsx"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", READ, path],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
