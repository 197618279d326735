"""`evaluate` for as many pupils as somebody looks at: each decided by the single engines."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from attendance_rules.caseload import (
    Caseload,
    read_caseload,
    write_long,
    write_long_csv,
    write_wide,
)
from attendance_rules.cli.console.progress import with_progress
from attendance_rules.cli.console.stream import (
    emit_all,
    emit_page,
    json_document,
    json_lines,
    whole,
)
from attendance_rules.cli.forms import Request
from attendance_rules.cli.tell import check_schools, tell
from attendance_rules.decision.decision import Decision
from attendance_rules.policy import Policy


def evaluate(policy: Policy, request: Request) -> None:
    """Decide, and print or write what is asked for."""
    caseload = read_caseload(
        request.file,
        policy.edition,
        ignore_unknown_columns=request.ignore_unknown_columns,
        carry=request.carry,
    )
    if request.pupil is not None:
        caseload = caseload.only(request.pupil)
    decisions = with_progress(_decide(policy, caseload), len(caseload.rows))
    out, edition = request.out, policy.edition
    if request.summary:
        check_schools(request, caseload.has_schools)
        _summarise(policy, request, caseload, list(decisions))
        return
    match request.form:
        case "json":
            emit_all(json_document(policy, decisions), out)
        case "jsonl":
            emit_all(json_lines(policy, decisions), out)
        case "table":
            _print(policy, list(decisions), request.pupil is not None, out)
        case _ if out is not None and request.wide:
            write_wide(decisions, caseload, edition, out)
        case _ if out is not None:
            write_long(decisions, caseload, edition, out, standing=request.standing)
        case _:
            with whole(None) as file:
                text = io.TextIOWrapper(file, "utf-8", newline="")
                write_long_csv(decisions, caseload, edition, text, standing=request.standing)
                text.detach()


def _decide(policy: Policy, caseload: Caseload) -> Iterator[Decision]:
    for row in caseload.rows:
        yield policy.decide_checked(row.facts, row.pupil_id, row.school_id)


def _summarise(
    policy: Policy, request: Request, caseload: Caseload, decisions: Sequence[Decision]
) -> None:
    import polars as pl

    from attendance_rules.caseload.schemas import table_schema
    from attendance_rules.summary.engines import single
    from attendance_rules.summary.tally import Tally

    rows = [{"tier": one.tier, **one.statuses} for one in decisions]
    answers = pl.DataFrame(
        rows, table_schema(("tier", *policy.edition.obligations), policy.edition)
    )
    tally = Tally(policy, withhold=request.withhold_under > 0)
    names = [fact.name for fact in policy.program.facts]
    schools = pl.Series([row.school_id for row in caseload.rows], dtype=pl.String)
    facts = [
        [
            None if name in row.facts.assumed else value
            for name, value in zip(names, row.facts.values, strict=True)
        ]
        for row in caseload.rows
    ]
    known = pl.DataFrame(facts, names, orient="row", infer_schema_length=None)
    tally.add(schools, answers, known)
    tell(policy, request, tally, single(policy))


def _print(policy: Policy, decisions: Sequence[Decision], one: bool, out: Path | None) -> None:
    from attendance_rules.cli.console.pupil import pupil_report
    from attendance_rules.cli.console.report import caseload_report

    if one:
        parts = [part for decision in decisions for part in pupil_report(policy, decision)]
    else:
        parts = caseload_report(policy, decisions)
    emit_page(parts, out)
