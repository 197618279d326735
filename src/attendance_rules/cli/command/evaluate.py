"""`attendance-rules evaluate`: a file of pupils in, each party's actions out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.caseload.decide_file import write_decided
from attendance_rules.caseload.decided import DecidedFile
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.share import watched
from attendance_rules.cli.console.stream import emit_all, emit_page, whole
from attendance_rules.cli.forms import Format, Request, form_of
from attendance_rules.cli.options import (
    Carry,
    IgnoreUnknownColumns,
    Out,
    PolicyFolder,
    Set,
    open_policy,
)
from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy

By = Literal["school"]


def evaluate(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Pupils: CSV, JSON, JSON Lines or Parquet.")
    ],
    pupil: Annotated[
        str | None, typer.Option("--pupil", metavar="ID", help="Show one pupil only.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Print the whole report, not only the chief of it.")
    ] = False,
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
    """Decide for every pupil in FILE: what is expected, of whom, and what to find out first."""
    check_apart({"FILE": file, "--policy": policy}, {"--out": out})
    request = Request(
        file=file,
        form=form_of(format, out),
        out=out,
        pupil=pupil,
        full=full,
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
    pupils = Pupils(
        file, rules.edition, ignore_unknown_columns=ignore_unknown_columns, carry=request.carry
    )
    decided = DecidedFile(rules, pupils, watch=watched)
    if summary:
        _publish(request, decided)
    elif request.form == "table":
        _report(rules, request, decided)
    else:
        with whole(out) as stream:
            write_decided(decided, stream, request.form, wide=wide, standing=standing, pupil=pupil)
            _check_found(request, decided)
    if pupils.are_many and pupil is None:
        sys.stderr.write(f"{decided.pupils:,} pupils, {decided.engines}\n")


def _check_found(request: Request, decided: DecidedFile) -> None:
    """Raises `DataError` when the one pupil who was asked for is not in the file."""
    if request.pupil is not None and not decided.pupils:
        path = harmless(str(request.file))
        raise DataError([f"{path}: no pupil has this `pupil_id`; write it as in the file"])


def _publish(request: Request, decided: DecidedFile) -> None:
    from attendance_rules.summary.summarise import publication_of

    publication = publication_of(decided, request.withhold_under, request.by_school)
    match request.form:
        case "json":
            text = json.dumps(publication.document(), indent=1, ensure_ascii=False)
            emit_all([text, "\n"], request.out)
        case "csv":
            emit_all([publication.csv()], request.out)
        case _:
            from attendance_rules.cli.console.publication import publication_report

            emit_page(publication_report(publication), request.out)


def _report(rules: Policy, request: Request, decided: DecidedFile) -> None:
    if request.pupil is not None:
        from attendance_rules.cli.console.pupil import pupil_report

        decisions = [decision for _, decision in decided.decisions(request.pupil)]
        _check_found(request, decided)
        parts = [part for decision in decisions for part in pupil_report(rules, decision)]
        emit_page(parts, request.out)
        return
    from attendance_rules.cli.console.report import first_report, full_report
    from attendance_rules.summary.summarise import summary_of

    made = summary_of(decided)
    emit_page((full_report if request.full else first_report)(rules, made), request.out)
