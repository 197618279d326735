"""A file of pupils in, each party's actions out, as a table or as JSON."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from attendance_rules.caseload.decided import ROW, DecidedFile
from attendance_rules.caseload.pupils import Pupils
from attendance_rules.caseload.write_json import json_document, json_lines
from attendance_rules.caseload.write_rows import write_csv_rows, write_parquet_rows
from attendance_rules.errors import DataError
from attendance_rules.files.atomic import replacing
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    import polars as pl

OutputForm = Literal["csv", "parquet", "json", "jsonl"]
BY_SUFFIX: dict[str, OutputForm] = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def decide_file(
    policy: Policy,
    path: str | PathLike[str],
    out: str | PathLike[str],
    *,
    wide: bool = False,
    standing: bool = False,
    carry: Sequence[str] = (),
    ignore_unknown_columns: bool = False,
) -> DecidedFile:
    """Decide every pupil in the file at `path` and write the answers to `out`, whole or not at all.

    `out` ends in `.csv` or `.parquet` for a table: the long form, a row for each pupil and action
    that is required or undetermined (`standing` obligations only if asked for), or the `wide` one,
    a row for each pupil and a column for each obligation. It ends in `.json` or `.jsonl` for
    decisions with their reasons. Columns named in `carry` are carried through to tables. What is
    given back says how many pupils there were and who decided. Raises `DataError` with everything
    that is wrong with the file, and `EngineError` when there is no answer.
    """
    source, target = Path(path), Path(out)
    form = BY_SUFFIX.get(target.suffix.lower())
    if form is None:
        raise DataError([f"{harmless(str(target))}: let its name end in {', '.join(BY_SUFFIX)}"])
    with contextlib.suppress(OSError, ValueError):  # a name that no file can have: said below
        if target.samefile(source):
            raise DataError([f"{harmless(str(target))}: is the caseload itself; name another file"])
    file = Pupils(
        source, policy.edition, ignore_unknown_columns=ignore_unknown_columns, carry=carry
    )
    decided = DecidedFile(policy, file)
    with replacing(target) as temporary, temporary.open("r+b") as stream:
        write_decided(decided, stream, form, wide=wide, standing=standing)
    return decided


def write_decided(
    decided: DecidedFile,
    stream: IO[bytes],
    form: OutputForm,
    *,
    wide: bool = False,
    standing: bool = False,
    pupil: str | None = None,
) -> None:
    """Write a decided file to an open one. Of one `pupil` only, if that is given."""
    if form in ("json", "jsonl"):
        decisions = (decision for _, decision in decided.decisions(pupil))
        texts = (json_document if form == "json" else json_lines)(decided.policy, decisions)
        for text in texts:
            stream.write(text.encode())
    elif decided.by_table and pupil is None:
        _write_frames(decided, stream, form, "wide" if wide else "long", standing)
    else:
        write = write_csv_rows if form == "csv" else write_parquet_rows
        write(
            decided.decisions(pupil), decided.file, decided.policy.edition, stream, wide, standing
        )


def _write_frames(
    decided: DecidedFile,
    stream: IO[bytes],
    form: OutputForm,
    shape: Literal["wide", "long"],
    standing: bool,
) -> None:
    from attendance_rules.caseload.write_frames import (
        without_formulas,
        write_csv_frames,
        write_parquet_frames,
    )

    schema = _schema(decided, shape)

    def tables() -> Iterator[pl.DataFrame]:
        for answered in decided.answered(shape, standing=standing):
            leading = answered.batch.leading
            if form == "csv":
                leading = without_formulas(leading)
            answers = answered.answers
            table = leading[answers[ROW]].hstack(answers.drop(ROW).get_columns())
            yield table.cast(schema)

    if form == "csv":
        write_csv_frames(tables(), schema, stream)
    else:
        write_parquet_frames(tables(), schema, stream)


def _schema(decided: DecidedFile, shape: Literal["wide", "long"]) -> pl.Schema:
    from attendance_rules.caseload.schemas import table_schema

    edition = decided.policy.edition
    school = ("school_id",) if decided.file.has_schools else ()
    own = ("tier", *edition.obligations) if shape == "wide" else ("obligation", "party", "status")
    return table_schema((*school, "pupil_id", *decided.file.carried, *own), edition)
