"""`graph`: the escalation graph as Mermaid, SVG or node-link JSON, for a tier, a party, a pupil."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from attendance_rules.caseload import read_caseload
from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import (
    IgnoreUnknownColumns,
    Out,
    PolicyFolder,
    School,
    Set,
    open_policy,
)
from attendance_rules.cli.which import row_of
from attendance_rules.decision.decision import Decision
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy


def graph(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="Pupils, to show where the one of --pupil stands."),
    ] = None,
    pupil: Annotated[
        str | None, typer.Option("--pupil", metavar="ID", help="Show where this pupil stands.")
    ] = None,
    school: School = None,
    format: Annotated[
        Literal["mermaid", "svg", "json"],
        typer.Option("--format", help="Mermaid text, an SVG drawing, or networkx node-link JSON."),
    ] = "mermaid",
    tier: Annotated[
        str | None, typer.Option("--tier", metavar="TIER", help="Draw this tier only.")
    ] = None,
    party: Annotated[
        str | None, typer.Option("--party", metavar="PARTY", help="Draw this party only.")
    ] = None,
    ignore_unknown_columns: IgnoreUnknownColumns = False,
    policy: PolicyFolder = None,
    set: Set = None,
    out: Out = None,
) -> None:
    """Write the escalation graph: tiers, obligations and the steps between them."""
    from attendance_rules.escalation import mermaid, node_link, svg

    check_apart({"FILE": file, "--policy": policy}, {"--out": out})
    rules = open_policy(policy, set)
    decision = _decision(rules, file, pupil, school, ignore_unknown_columns)
    if format == "json":
        data = node_link(rules.escalation, tier, party, decision)
        emit(json.dumps(data, indent=2, ensure_ascii=False), out)
    elif format == "svg":
        emit(svg(rules.escalation, tier=tier, party=party, decision=decision).rstrip("\n"), out)
    else:
        emit(mermaid(rules.escalation, tier, party, decision).rstrip("\n"), out)


def _decision(
    policy: Policy,
    file: Path | None,
    pupil: str | None,
    school: str | None,
    ignore_unknown_columns: bool,
) -> Decision | None:
    """The decision for the pupil that is meant, if one is."""
    if file is None and pupil is None:
        return None
    if file is None or pupil is None:
        raise DataError(["a pupil is shown with both a FILE and `--pupil ID`"])
    caseload = read_caseload(file, policy.edition, ignore_unknown_columns=ignore_unknown_columns)
    return policy.decide_checked(row_of(caseload, pupil, school).facts)
