"""The commands, and how they end: 0 done, 1 findings, 2 unusable input or usage."""

from __future__ import annotations

import sys

import typer

from attendance_rules.cli.commands import Commands
from attendance_rules.cli.console.output import complain
from attendance_rules.errors import AttendanceRulesError
from attendance_rules.version import __version__

app = typer.Typer(
    name="attendance-rules",
    help="England's school attendance guidance as rules: who has to do what, for which pupil.",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"attendance-rules {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and stop."
    ),
) -> None:
    """Options of every command."""


def run() -> None:
    """Run the command that is called. Every foreseen error ends in a message and exit code 2."""
    try:
        app()
    except AttendanceRulesError as error:
        complain(str(error))
        sys.exit(2)
    except UnicodeEncodeError:
        complain("the output has signs that its encoding lacks; set PYTHONIOENCODING=utf-8")
        sys.exit(2)
    except OSError as error:
        what = (error.strerror or "cannot be used").lower()
        complain(f"{error.filename or 'the output'}: {what}")
        sys.exit(2)
