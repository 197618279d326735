"""XLSX registers, through Polars and fastexcel, which the extra `excel` installs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from attendance_rules.files.problems import Problems
from attendance_rules.registers.sources.sources import Source, stripped

if TYPE_CHECKING:
    import polars as pl


def open_workbook(path: Path, problems: Problems) -> Source:
    """The register in the first sheet of a workbook. Raises `DataError`.

    Cells are what the sheet says they are: an identifier keeps its leading zeros where its cell is
    text, and a date may be a date or text.
    """
    import polars as pl

    fault = ""
    frame: pl.DataFrame | None = None
    try:
        frame = pl.read_excel(path, engine="calamine", raise_if_empty=False)
    except ModuleNotFoundError:
        fault = (
            "is a spreadsheet, which needs a further package; run "
            "`pip install attendance-rules[excel]`, or save the sheet as CSV UTF-8"
        )
    except Exception:  # whatever fastexcel raises; its words may hold cells
        fault = "cannot be read as a workbook; open it and save it again, or as CSV UTF-8"
    if frame is None:
        raise problems.error(fault)
    return Source(
        str(path),
        "row",
        2,
        frame.lazy(),
        stripped(frame.columns),
        may_have_blank_rows=True,
        path=path,
    )
