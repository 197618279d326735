"""`attendance-rules codes`: the dated register codes and what each counts as."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import Out, TextOrJson
from attendance_rules.registers.codes.codes import RegisterCode
from attendance_rules.registers.codes.load import load_codes

CodesFolder = Annotated[
    Path | None,
    typer.Option(
        "--codes",
        metavar="DIR",
        help="Folder of tables of register codes.",
        show_default="the tables that come with the package",
    ),
]


def codes(codes: CodesFolder = None, format: TextOrJson = "text", out: Out = None) -> None:
    """List the register codes, retired ones included, with what each counts as and when."""
    rows = load_codes(codes).rows
    if format == "json":
        emit(json.dumps([row.to_dict() for row in rows], indent=2, ensure_ascii=False), out)
    else:
        emit("\n".join(_lines(rows)), out)


def _lines(rows: Sequence[RegisterCode]) -> Iterator[str]:
    heading = ""
    for row in rows:
        if (own := _days(row)) != heading:
            yield f"{'' if not heading else chr(10)}{own}"
            heading = own
        category = row.category.replace("_", " ")
        yield f"  {row.code or 'blank':5}  {category:29}  {row.meaning}"


def _days(row: RegisterCode) -> str:
    if row.valid_from and row.valid_until:
        return f"From {row.valid_from} to {row.valid_until}"
    if row.valid_from:
        return f"From {row.valid_from}"
    return f"Until {row.valid_until}" if row.valid_until else "At any time"
