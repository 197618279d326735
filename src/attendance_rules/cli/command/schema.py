"""`attendance-rules schema`: the JSON Schema of what goes in or comes out."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import Out, PolicyFolder, open_policy
from attendance_rules.schemas import Name, json_schema


def schema(
    what: Annotated[
        Name,
        typer.Argument(
            metavar="WHAT",
            help="`facts` of a pupil, one `decision`, the document of `decisions`, or a `record`.",
        ),
    ],
    out: Out = None,
    policy: PolicyFolder = None,
) -> None:
    """Write the JSON Schema of facts, of a decision, of a document of decisions, or of a record."""
    check_apart({"--policy": policy}, {"--out": out})
    written = json_schema(what, open_policy(policy, None))
    emit(json.dumps(written, indent=1, ensure_ascii=False), out)
