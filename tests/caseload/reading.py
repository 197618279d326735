"""Reading made-up files, and checking that what is said of them gives nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from attendance_rules.caseload import Caseload, read_caseload
from attendance_rules.edition.edition import Edition
from attendance_rules.errors import DataError

SECRET = "s3cret"
"""Stands in cells of which no message may hold anything."""


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(
    path: Path,
    edition: Edition,
    *,
    carry: Sequence[str] = (),
    ignore_unknown_columns: bool = False,
) -> list[str]:
    """What is wrong with the file, without its path. No secret is in the error or behind it."""
    with pytest.raises(DataError) as caught:
        read_caseload(path, edition, carry=carry, ignore_unknown_columns=ignore_unknown_columns)
    assert caught.value.__cause__ is None
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in f"{error}{error.args}{vars(error)}"
        error = error.__context__
    found = caught.value.problems
    assert all(problem.startswith(f"{path}: ") for problem in found)
    return [problem.removeprefix(f"{path}: ") for problem in found]


def facts(caseload: Caseload, edition: Edition) -> list[dict[str, object]]:
    """What is known of each pupil, by name; defaults are left out."""
    return [
        {
            name: value
            for name, value in zip(edition.facts, row.facts.values, strict=True)
            if value is not None and name not in row.facts.assumed
        }
        for row in caseload.rows
    ]
