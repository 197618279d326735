"""XLSX workbooks, read row by row, each cell as it is stored and none by guess.

```python
with path.open("rb") as file:
    book = Workbook(file, Problems(path))
    sheets = book.choose(names)  # of no names: the first that is not hidden; all: book.worksheets
    for sheet in sheets:
        for number, cells in book.rows(sheet):  # `number` is what the spreadsheet calls the row
            ...
    others = book.unread(sheets)  # to be named to the user, who may not know that they are there
```

A cell is text (`str`), a whole number (`int`, with all digits that are stored, or `PaddedInt`
where people see zeros before it), another number (`Decimal`), a truth value (`bool`, which Python
takes for an `int` too: ask for it first), a `date`, `datetime`, `time` or `timedelta` where the
format of the cell shows one, `None` where there is nothing, or a `Fault`: there is something, but
no value that could be meant. A fault in a column that nobody reads does no harm, so the caller
stops at those that matter, by `fault.value` and the place: the sheet, the row and
`column_letters(index)`. Merged cells have their value in the first of them, and the others are
blank. Rows and columns that are hidden or filtered out are read like any other.

Whole numbers of more than 15 digits are not what somebody typed into Excel, which keeps 15.
Everything that is wrong with the file itself is a `DataError`, in words of this package alone.

What is refused as too large is said by `LARGEST` (bytes unpacked), `MOST_CELLS`, `MOST_TEXT` and
`LONGEST` (characters in a sheet and in a cell). Within these limits the reader keeps the shared
strings of the workbook in memory, as UTF-8, and some rows.
"""

from attendance_rules.files.workbook.archive import LARGEST
from attendance_rules.files.workbook.book import Workbook
from attendance_rules.files.workbook.cells import Cell, Fault, PaddedInt
from attendance_rules.files.workbook.contents import Sheet
from attendance_rules.files.workbook.kinds import SUFFIXES
from attendance_rules.files.workbook.references import LAST_COLUMN, LAST_ROW, column_letters
from attendance_rules.files.workbook.rows import MOST_CELLS, MOST_TEXT, Row
from attendance_rules.files.workbook.texts import LONGEST

__all__ = [
    "LARGEST",
    "LAST_COLUMN",
    "LAST_ROW",
    "LONGEST",
    "MOST_CELLS",
    "MOST_TEXT",
    "SUFFIXES",
    "Cell",
    "Fault",
    "PaddedInt",
    "Row",
    "Sheet",
    "Workbook",
    "column_letters",
]
