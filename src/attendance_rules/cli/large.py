"""`evaluate` for more pupils than anybody looks at one by one, and than memory may hold."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from attendance_rules.cli.console.share import watched
from attendance_rules.cli.console.stream import emit_all, json_document, json_lines, whole
from attendance_rules.cli.forms import Request
from attendance_rules.cli.tell import check_schools, tell
from attendance_rules.decision.decision import Decision
from attendance_rules.policy import Policy
from attendance_rules.summary.engines import Engines, single, table

if TYPE_CHECKING:
    from attendance_rules.caseload.batches import Batches

LARGE: Final = 5_000
"""Files with more pupils are decided by the table engine."""
_CHUNK: Final = 2**16  # bytes


def is_large(path: Path) -> bool:
    """Whether a file has more rows than `LARGE`, of those kinds that are read in batches."""
    with contextlib.suppress(OSError, ValueError):  # for the reader of the file to say
        if path.is_file() and path.suffix.lower() == ".csv":
            return _has_more_lines(path, LARGE)
        if path.is_file() and path.suffix.lower() == ".parquet":
            return _has_more_records(path, LARGE)
    return False


def _has_more_lines(path: Path, most: int) -> bool:
    feeds = returns = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            if max(feeds, returns) > most + 1:  # the header is one
                return True
    return False


def _has_more_records(path: Path, most: int) -> bool:
    import polars as pl

    from attendance_rules.files.parquet_file import broken

    with contextlib.suppress(*broken()):
        frame = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        count: int = frame.select(pl.len()).collect().item()
        return count > most
    return False


def evaluate(policy: Policy, request: Request) -> None:
    """Decide, and print or write what is asked for; then say on standard error who decided."""
    from attendance_rules.caseload.batches import Batches

    batches = Batches(
        request.file,
        policy.edition,
        ignore_unknown_columns=request.ignore_unknown_columns,
        carry=request.carry,
    )
    if request.form == "parquet" or (request.form == "csv" and not request.summary):
        pupils, engines = _write_table(policy, request, batches)
    elif request.form in ("table", "csv") or request.summary:
        pupils, engines = _summarise(policy, request, batches)
    else:
        pupils, engines = _write_json(policy, request, batches)
    sys.stderr.write(f"{pupils:,} pupils, {engines}\n")


def _write_table(policy: Policy, request: Request, batches: Batches) -> tuple[int, Engines]:
    from attendance_rules.caseload.sink import write_csv_frames, write_frames
    from attendance_rules.cli.many import Many

    form: Literal["wide", "long"] = "wide" if request.wide else "long"
    many = Many(policy, batches, form, standing=request.standing)
    tables = many.tables(safe=request.form == "csv")
    if request.out is not None:
        write_frames(tables, many.schema, request.out, request.file)
    else:
        with whole(None) as file:
            write_csv_frames(tables, many.schema, file)
    return many.pupils, table(policy, len(many.sample))


def _summarise(policy: Policy, request: Request, batches: Batches) -> tuple[int, Engines]:
    from attendance_rules.cli.many import Many
    from attendance_rules.summary.tally import Tally

    check_schools(request, batches.has_schools)
    many = Many(policy, batches, "wide", standing=False)
    tally = Tally(policy, withhold=request.withhold_under > 0)
    for decided in many.decided():
        ids = decided.batch.identifiers
        schools = ids["school_id"] if batches.has_schools else None
        tally.add(schools, decided.answers, decided.batch.facts)
    engines = table(policy, len(many.sample))
    tell(policy, request, tally, engines)
    return many.pupils, engines


def _write_json(policy: Policy, request: Request, batches: Batches) -> tuple[int, Engines]:
    pupils = 0

    def decisions() -> Iterator[Decision]:
        nonlocal pupils
        for batch in watched(batches):
            for row in batches.rows(batch):
                pupils += 1
                yield policy.decide_checked(row.facts, row.pupil_id, row.school_id)

    texts = json_document if request.form == "json" else json_lines
    emit_all(texts(policy, decisions()), request.out)
    return pupils, single(policy)
