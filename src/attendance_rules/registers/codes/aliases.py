"""A school's own marks → register codes: an alias file of YAML, or the same in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, Strict

from attendance_rules.documents.read import read_document
from attendance_rules.documents.written import Written
from attendance_rules.errors import DataError, PolicyError
from attendance_rules.messages.diagnostics import Diagnostics
from attendance_rules.messages.quoting import shown
from attendance_rules.messages.suggestions import did_you_mean
from attendance_rules.registers.codes.codes import RegisterCodes


class WrittenAliases(Written):
    """Each of a school's own marks with the code that it stands for."""

    aliases: Annotated[dict[str, Annotated[str, Strict()]], Field(min_length=1)]


def read_aliases(path: str | Path, codes: RegisterCodes) -> Mapping[str, str]:
    """The aliases in the file at `path`. Raises `PolicyError` with every mistake and its place."""
    diagnostics = Diagnostics()
    document = read_document(Path(path), str(path), WrittenAliases, diagnostics)
    if document is not None:
        node, written = document
        for mark, message, remedy in _mistakes(written.aliases, codes):
            diagnostics.add(node.at("aliases", mark), "wrong-alias", message, remedy)
    if diagnostics or document is None:
        raise PolicyError(diagnostics.sorted())
    return document[1].aliases


def check_aliases(aliases: Mapping[str, str], codes: RegisterCodes) -> None:
    """Raises `DataError` with every mistake in aliases that did not come from a file."""
    problems = [
        f"alias {shown(mark)}: {message}; {remedy}"
        for mark, message, remedy in _mistakes(aliases, codes)
    ]
    if problems:
        raise DataError(problems)


def _mistakes(aliases: Mapping[str, str], codes: RegisterCodes) -> Iterator[tuple[str, str, str]]:
    """For each wrong alias the mark, what is wrong and what to do."""
    known = list(dict.fromkeys(row.code for row in codes.rows))
    for mark, code in aliases.items():
        if code not in known:
            near = did_you_mean(code, known)
            remedy = near or "`attendance-rules codes` lists them"
            yield mark, f"{shown(code)} is no register code", remedy
        elif mark != mark.strip():
            yield mark, "there is white space around this mark", "marks are read without; remove it"
