"""`attendance-rules check`: every mistake in a folder of rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.checks.load import check_edition
from attendance_rules.cli.console.output import emit
from attendance_rules.messages.english import number_of


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]",
            help="Folder of an edition's rules.",
            show_default="the edition that comes with the package",
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print them.")
    ] = "text",
) -> None:
    """Check a folder of rules: every mistake of every file, with its place and a remedy.

    Where the files are in order, every example in them is decided as well.
    """
    edition, mistakes = check_edition(folder)
    if edition is not None:
        from attendance_rules.checks.catalogue import problems

        mistakes = problems(edition)
    if format == "json":
        emit(json.dumps([mistake.to_dict() for mistake in mistakes], indent=2))
    elif mistakes or edition is None:
        files = len({mistake.place.path for mistake in mistakes})
        emit("\n".join(str(mistake) for mistake in mistakes))
        emit(f"\n{number_of(len(mistakes), 'mistake')} in {number_of(files, 'file')}")
    else:
        examples = sum(len(obligation.examples) for obligation in edition.obligations.values())
        emit(
            f"{edition.id}: {number_of(len(edition.obligations), 'obligation')}, "
            f"{number_of(len(edition.facts), 'fact')}, {number_of(examples, 'example')}, no mistake"
        )
    if any(mistake.code == "no-edition" for mistake in mistakes):
        raise typer.Exit(2)
    if mistakes:
        raise typer.Exit(1)
