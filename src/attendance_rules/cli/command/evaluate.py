"""`attendance-rules evaluate`: a file of pupils in, each party's actions out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.cli import few, large
from attendance_rules.cli.forms import Format, Request, form_of
from attendance_rules.cli.options import (
    Carry,
    IgnoreUnknownColumns,
    Out,
    PolicyFolder,
    Set,
    open_policy,
)

By = Literal["school"]


def evaluate(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Pupils: CSV, JSON, JSON Lines or Parquet.")
    ],
    pupil: Annotated[
        str | None, typer.Option("--pupil", metavar="ID", help="Show one pupil only.")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="How to print it.", show_default="table, or by --out"),
    ] = None,
    out: Out = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="One row a pupil, one column an obligation.")
    ] = False,
    standing: Annotated[
        bool, typer.Option("--standing", help="Put standing obligations in the long form too.")
    ] = False,
    carry: Carry = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="Say for how many pupils, and not for which.")
    ] = False,
    by: Annotated[
        By | None, typer.Option("--by", help="Give the summary of each school as well.")
    ] = None,
    withhold_under: Annotated[
        int,
        typer.Option(
            "--withhold-under", metavar="N", min=0, help="In a summary, withhold counts under N."
        ),
    ] = 5,
    ignore_unknown_columns: IgnoreUnknownColumns = False,
    policy: PolicyFolder = None,
    set: Set = None,
) -> None:
    """Decide for every pupil in FILE: what each party is expected to do, and what to find out."""
    request = Request(
        file=file,
        form=form_of(format, out),
        out=out,
        pupil=pupil,
        wide=wide,
        standing=standing,
        carry=tuple(carry or ()),
        summary=summary,
        by_school=by is not None,
        withhold_under=withhold_under,
        ignore_unknown_columns=ignore_unknown_columns,
    )
    request.check()
    rules = open_policy(policy, set)
    if pupil is None and large.is_large(file):
        large.evaluate(rules, request)
    else:
        few.evaluate(rules, request)
