"""`attendance-rules explain`: why, why not, how far and what to ask, for one pupil."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendance_rules.caseload import read_caseload
from attendance_rules.caseload.document import document
from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import (
    Carry,
    IgnoreUnknownColumns,
    Out,
    PolicyFolder,
    School,
    Set,
    TextOrJson,
    open_policy,
)
from attendance_rules.cli.which import rows_of
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.explain.explained import Explained, explain_all, explain_one, to_dict
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    from rich.console import RenderableType

Explanations = Sequence[tuple[Decision, tuple[Explained, ...]]]


def explain(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Pupils: CSV, JSON, JSON Lines or Parquet.")
    ],
    pupil: Annotated[str, typer.Option("--pupil", metavar="ID", help="The pupil to explain.")],
    school: School = None,
    obligation: Annotated[
        str | None,
        typer.Option("--obligation", metavar="ID", help="This obligation only, in full."),
    ] = None,
    part: Annotated[
        str | None, typer.Option("--part", metavar="PART", help="This part of it only.")
    ] = None,
    all: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Explain what is not expected and what holds at all times as well.",
        ),
    ] = False,
    format: TextOrJson = "text",
    out: Out = None,
    record: Annotated[
        Path | None,
        typer.Option("--record", metavar="FILE", help="Write a record for `replay` to this file."),
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", metavar="TEXT", help="A reference to put in the record."),
    ] = None,
    carry: Carry = None,
    ignore_unknown_columns: IgnoreUnknownColumns = False,
    policy: PolicyFolder = None,
    set: Set = None,
) -> None:
    """Explain the answers for one pupil: why, why not, how far it is, and what to ask first."""
    _check_usage(obligation, part, all, record, reference)
    check_apart({"FILE": file, "--policy": policy}, {"--out": out, "--record": record})
    rules = open_policy(policy, set)
    caseload = read_caseload(
        file, rules.edition, ignore_unknown_columns=ignore_unknown_columns, carry=carry or ()
    )
    rows = rows_of(caseload, pupil, school)
    decisions = [rules.decide_checked(row.facts, row.pupil_id, row.school_id) for row in rows]
    explanations = [
        (
            decision,
            explain_all(rules.edition, decision, standing=all)
            if obligation is None
            else (explain_one(rules.edition, decision, obligation, part),),
        )
        for decision in decisions
    ]
    if record is not None:
        _write_record(decisions, reference, record)
    if format == "json":
        emit(document(rules, [to_dict(*pair) for pair in explanations]), out)
    else:
        from attendance_rules.cli.console.hanging import print_page

        print_page(_report(rules, explanations, obligation is not None, all), out)


def _check_usage(
    obligation: str | None, part: str | None, all: bool, record: Path | None, reference: str | None
) -> None:
    if part is not None and obligation is None:
        raise DataError(["--part needs --obligation"])
    if all and obligation is not None:
        raise DataError(["--all and --obligation do not go together; leave out one"])
    if reference is not None and record is None:
        raise DataError(["--reference needs --record"])


def _write_record(decisions: list[Decision], reference: str | None, out: Path) -> None:
    if len(decisions) > 1:
        raise DataError(
            ["--record writes one decision, and several schools have this pupil; add --school"]
        )
    (decision,) = decisions
    emit(json.dumps(decision.record(reference), indent=1, ensure_ascii=False), out)


def _report(
    policy: Policy, explanations: Explanations, in_full: bool, all: bool
) -> Iterator[RenderableType]:
    from rich.text import Text

    from attendance_rules.cli.console.explanation import explanation
    from attendance_rules.cli.console.pupil import name_and_tier, notice_lines
    from attendance_rules.cli.console.tree import tree_report

    yield from notice_lines(policy.edition)
    for number, (decision, explained) in enumerate(explanations):
        if number:
            yield Text("")
        yield name_and_tier(policy.edition, decision)
        if in_full:
            for answer in explained:
                yield from tree_report(policy.edition, answer)
        else:
            yield from explanation(policy.edition, decision, explained, every=all)
