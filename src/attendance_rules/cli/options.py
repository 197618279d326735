"""Options that several commands share, by the same names everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.errors import ParameterError
from attendance_rules.policy import Policy, load_policy

PolicyFolder = Annotated[
    Path | None,
    typer.Option(
        "--policy",
        metavar="DIR",
        help="Folder of an edition's rules.",
        show_default="the edition that comes with the package",
    ),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NAME=SHARE", help="Set a threshold, such as at_risk_from=8%. Repeatable."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write to this file instead.")
]
School = Annotated[
    str | None,
    typer.Option(
        "--school", metavar="ID", help="The school, where several have a pupil with this id."
    ),
]
Carry = Annotated[
    list[str] | None,
    typer.Option("--carry", metavar="COLUMN", help="Carry a column through. Repeatable."),
]
IgnoreUnknownColumns = Annotated[
    bool, typer.Option("--ignore-unknown-columns", help="Ignore columns that are not facts.")
]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")]


def open_policy(folder: Path | None, settings: list[str] | None) -> Policy:
    """The policy that `--policy` and `--set` name."""
    parameters: dict[str, str] = {}
    for setting in settings or ():
        name, equals, value = setting.partition("=")
        if not equals:
            raise ParameterError("`--set` takes a name and a share, such as `at_risk_from=8%`")
        parameters[name.strip()] = value.strip()
    return load_policy(folder, parameters=parameters)
