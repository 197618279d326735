"""`attendance-rules evaluate`: a file of pupils in, each party's actions out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.caseload import (
    Caseload,
    read_caseload,
    write_long,
    write_long_csv,
    write_wide,
)
from attendance_rules.cli.document import document, head
from attendance_rules.cli.options import (
    Carry,
    IgnoreUnknownColumns,
    Out,
    PolicyFolder,
    Set,
    open_policy,
)
from attendance_rules.cli.output import emit
from attendance_rules.cli.progress import with_progress
from attendance_rules.decision.decision import Decision
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy

Format = Literal["table", "json", "jsonl", "csv"]
_BY_SUFFIX: dict[str, Format | Literal["parquet"]] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "table",
}


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
    ignore_unknown_columns: IgnoreUnknownColumns = False,
    policy: PolicyFolder = None,
    set: Set = None,
) -> None:
    """Decide for every pupil in FILE: what is required, of whom, and what to find out first."""
    chosen = _format(format, out, wide)
    rules = open_policy(policy, set)
    caseload = read_caseload(
        file,
        rules.edition,
        ignore_unknown_columns=ignore_unknown_columns,
        carry=carry or (),
    )
    if pupil is not None:
        caseload = caseload.only(pupil)
    decisions = list(with_progress(_decide(rules, caseload), len(caseload.rows)))
    match chosen:
        case "json":
            emit(document(rules, [decision.to_dict() for decision in decisions]), out)
        case "jsonl":
            emit("\n".join(_json_lines(rules, decisions)), out)
        case "table":
            _print(rules, decisions, pupil is not None, out)
        case _ if out is not None and wide:
            write_wide(decisions, caseload, rules.edition, out)
        case _ if out is not None:
            write_long(decisions, caseload, rules.edition, out, standing=standing)
        case _:
            lines = io.StringIO()
            write_long_csv(decisions, caseload, rules.edition, lines, standing=standing)
            emit(lines.getvalue().removesuffix("\n"))


def _format(format: Format | None, out: Path | None, wide: bool) -> Format | Literal["parquet"]:
    """The form of the output, from what was asked for; what does not fit together is an error."""
    by_name = None if out is None else _BY_SUFFIX.get(out.suffix.lower())
    if out is not None and by_name is None and format is None:
        raise DataError(
            [
                f"{out}: the ending of the name does not tell the format; "
                "use .csv, .parquet, .json, .jsonl or .txt, or give --format"
            ]
        )
    if format is not None and by_name not in (None, format):
        raise DataError([f"{out}: --format {format} does not fit the ending of the name"])
    chosen = by_name or format or "table"
    if wide and (chosen not in ("csv", "parquet") or out is None):
        raise DataError(["--wide needs --out with a name ending in .csv or .parquet"])
    return chosen


def _decide(policy: Policy, caseload: Caseload) -> Iterator[Decision]:
    for row in caseload.rows:
        yield policy.decide_checked(row.facts, row.pupil_id, row.school_id)


def _json_lines(policy: Policy, decisions: Sequence[Decision]) -> Iterator[str]:
    """One decision a line, each with its version and policy, so that a line stands alone."""
    top = head(policy)
    for decision in decisions:
        yield json.dumps({**top, **decision.to_dict()}, ensure_ascii=False)


def _print(policy: Policy, decisions: list[Decision], one: bool, out: Path | None) -> None:
    from attendance_rules.cli.hanging import print_page
    from attendance_rules.cli.pupil import pupil_report
    from attendance_rules.cli.report import caseload_report

    if one:
        parts = (part for decision in decisions for part in pupil_report(policy, decision))
        print_page(parts, out)
    else:
        print_page(caseload_report(policy, decisions), out, wide=True)
