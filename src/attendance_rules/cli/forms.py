"""What `evaluate` is asked for, and whether it fits together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless

Format = Literal["table", "json", "jsonl", "csv"]
Form = Format | Literal["parquet"]
_BY_SUFFIX: Final[dict[str, Form]] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "table",
}


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one run of `evaluate`."""

    file: Path
    form: Form
    out: Path | None = None
    pupil: str | None = None
    wide: bool = False
    standing: bool = False
    carry: tuple[str, ...] = ()
    full: bool = False
    summary: bool = False
    by_school: bool = False
    withhold_under: int = 0
    ignore_unknown_columns: bool = False

    def check(self) -> None:
        """Raises `DataError` with everything that does not fit together."""
        if problems := list(self._problems()):
            raise DataError(problems)

    def _problems(self) -> Iterator[str]:
        if self.summary:
            others = {"--pupil": self.pupil is not None, "--wide": self.wide}
            others |= {"--standing": self.standing, "--carry": bool(self.carry)}
            for option, is_given in others.items():
                if is_given:
                    yield f"{option} does not go with --summary, which tells of no single pupil"
            if self.form not in ("table", "json", "csv"):
                yield "--summary is a table, JSON or CSV; give --format or --out accordingly"
            if self.full:
                yield "--full does not go with --summary, which is always whole"
        elif self.wide and (self.form not in ("csv", "parquet") or self.out is None):
            yield "--wide needs --out with a name ending in .csv or .parquet"
        if self.by_school and not self.summary:
            yield "--by needs --summary"


def form_of(format: Format | None, out: Path | None) -> Form:
    """The form of the output. Raises `DataError` when it is not told, or told in two ways."""
    by_name = None if out is None else _BY_SUFFIX.get(out.suffix.lower())
    if out is not None and by_name is None and format is None:
        raise DataError(
            [
                f"{harmless(str(out))}: the ending of the name does not tell the format; "
                "use .csv, .parquet, .json, .jsonl or .txt, or give --format"
            ]
        )
    if format is not None and by_name not in (None, format):
        raise DataError(
            [f"{harmless(str(out))}: --format {format} does not fit the ending of the name"]
        )
    return by_name or format or "table"
