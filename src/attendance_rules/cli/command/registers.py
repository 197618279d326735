"""`attendance-rules registers`: register marks in, the facts about each pupil out."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from attendance_rules.cli.command.codes import CodesFolder
from attendance_rules.cli.console.output import emit
from attendance_rules.errors import DataError
from attendance_rules.messages.quoting import harmless, shown
from attendance_rules.messages.suggestions import did_you_mean
from attendance_rules.registers.codes.aliases import read_aliases
from attendance_rules.registers.codes.load import load_codes
from attendance_rules.registers.layout import Columns, Form, Layout, read_layout

if TYPE_CHECKING:
    from attendance_rules.registers.reading import Progress

Day = str | None


def registers(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Registers: CSV, Parquet or XLSX.")
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FACTS", help="Write the facts here: .csv or .parquet."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write what was seen here, as JSON."),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option("--form", help="How they are laid out.", show_default="told by the columns"),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="The layout of a supplier's export: YAML."),
    ] = None,
    aliases: Annotated[
        Path | None,
        typer.Option("--aliases", metavar="FILE", help="The school's own marks as codes: YAML."),
    ] = None,
    codes: CodesFolder = None,
    date_format: Annotated[
        str | None,
        typer.Option(
            "--date-format", metavar="FORMAT", help="Such as DD/MM/YYYY.", show_default="YYYY-MM-DD"
        ),
    ] = None,
    first: Annotated[
        Day, typer.Option("--from", metavar="DATE", help="Leave out sessions before this day.")
    ] = None,
    last: Annotated[
        Day, typer.Option("--to", metavar="DATE", help="Leave out sessions after this day.")
    ] = None,
    on: Annotated[
        Day,
        typer.Option(
            "--on",
            metavar="DATE",
            help="The day whose codes apply to columns of codes.",
            show_default="the newest codes",
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            metavar="ROLE=NAME",
            help="What a column is called, such as pupil=UPN. Repeatable.",
        ),
    ] = None,
    ignore_unknown_columns: Annotated[
        bool, typer.Option("--ignore-unknown-columns", help="Ignore columns that are not codes.")
    ] = False,
) -> None:
    """Count register marks: possible, absent, unauthorised and unexplained sessions of each pupil.

    What was seen in the registers is said on standard error.
    """
    # Polars comes with these, and `--help` is for people who wait.
    from attendance_rules.registers.facts import register_facts
    from attendance_rules.registers.tables import write_facts, write_facts_csv

    changes = {
        "form": form,
        "date_format": date_format,
        "ignore_unknown_columns": ignore_unknown_columns or None,
    }
    layout = _layout(mapping, changes, _columns(column or ()))
    table = load_codes(codes)
    with showing() as progress:
        facts, seen = register_facts(
            files,
            layout=layout,
            codes=table,
            aliases=read_aliases(aliases, table) if aliases else None,
            start=_day("--from", first),
            end=_day("--to", last),
            on=_day("--on", on),
            progress=progress,
        )
    if out is not None:
        write_facts(facts, out, inputs=files)
    else:
        text = io.BytesIO()
        write_facts_csv(facts, text)
        emit(text.getvalue().decode().removesuffix("\n"))
    if report is not None:
        emit(json.dumps(seen.to_dict(), indent=2, ensure_ascii=False), report)
    sys.stderr.write("".join(f"{harmless(line)}\n" for line in seen.lines()))


def _columns(settings: Iterable[str]) -> Mapping[str, str]:
    """What the columns are called, by role. Raises `DataError`."""
    roles = list(Columns.model_fields)
    named: dict[str, str] = {}
    problems = []
    for setting in settings:
        role, equals, name = (part.strip() for part in setting.partition("="))
        if not equals or not role or not name:
            problems.append("`--column` takes a role and a name, such as `pupil=UPN`")
        elif role in named:
            problems.append(f"`--column` names the column of {shown(role)} twice; leave one out")
        elif role in roles:
            named[role] = name
        else:
            turned = f"did you mean {shown(f'{name}={role}')}?" if name in roles else ""
            remedy = turned or did_you_mean(role, roles) or f"known: {', '.join(map(shown, roles))}"
            problems.append(f"`--column`: there is no role {shown(role)}; {remedy}")
    if problems:
        raise DataError(problems)
    return named


def _layout(
    mapping: Path | None, changes: Mapping[str, object], columns: Mapping[str, str]
) -> Layout:
    """What the mapping file says, with what the options say in its place."""
    layout = read_layout(mapping) if mapping else Layout()
    update = {key: value for key, value in changes.items() if value is not None}
    if columns:
        update["columns"] = layout.columns.model_copy(update=columns)
    return layout.model_copy(update=update)


def _day(option: str, text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        fault = f"`{option}` takes a date such as 2025-09-01"
    raise DataError([fault])


@contextmanager
def showing() -> Iterator[Progress | None]:
    """What to call with the marks read so far; on a terminal it shows them, after a moment."""
    if not sys.stderr.isatty():
        yield None
        return
    import time

    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    from attendance_rules.cli.console import progress

    started = time.monotonic()
    words = TextColumn("{task.completed:,.0f} marks")
    columns = (SpinnerColumn(), TextColumn("reading registers"), BarColumn(), words)
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.stop()
        task = bar.add_task("", total=None)

        def show(marks: int, of: int | None) -> None:
            if time.monotonic() - started > progress.MOMENT:
                bar.start()
            bar.update(task, completed=marks, total=of)

        yield show
