"""`attendance-rules replay`: a recorded decision made again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from attendance_rules.caseload.document import head
from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import emit
from attendance_rules.cli.options import Out, PolicyFolder, TextOrJson, open_policy
from attendance_rules.decision.record import Replay
from attendance_rules.errors import FactsError, ParameterError, RecordError
from attendance_rules.files.json_object import read_object
from attendance_rules.files.problems import Problems
from attendance_rules.messages.english import number_of
from attendance_rules.messages.quoting import harmless
from attendance_rules.policy import Policy
from attendance_rules.wording.statuses import STATUSES

_TAMPERED = "The record was changed after it was written: its digest does not fit what it holds."

if TYPE_CHECKING:
    from rich.console import RenderableType


def replay(
    record: Annotated[
        Path, typer.Argument(metavar="RECORD", help="A record, as `explain --record` writes it.")
    ],
    format: TextOrJson = "text",
    out: Out = None,
    policy: PolicyFolder = None,
) -> None:
    """Decide a recorded decision again, and say whether it comes out the same."""
    check_apart({"RECORD": record, "--policy": policy}, {"--out": out})
    recorded = read_object(record, "a record")
    rules = open_policy(policy, None)
    replayed = _again(rules, recorded, record)
    # Who replays under the recorded thresholds should read them beside the policy.
    rules = Policy(rules.edition, recorded["policy"]["parameters"])
    if format == "json":
        document = {**head(rules), **replayed.to_dict()}
        emit(json.dumps(document, indent=1, ensure_ascii=False), out)
    else:
        from attendance_rules.cli.console.hanging import print_page

        print_page(_report(rules, recorded, replayed), out)
    if not replayed.same:
        raise typer.Exit(1)


def _again(rules: Policy, recorded: Mapping[str, Any], path: Path) -> Replay:
    """The replay. What is wrong with the record is an error that names its file."""
    problems = Problems(path)
    try:
        return rules.replay(recorded)
    except FactsError as error:
        for problem in error.problems:
            problems.add(f"cannot be decided under these rules: {problem}")
    except (RecordError, ParameterError) as error:
        problems.add(str(error))
    raise problems.error()


def _report(
    rules: Policy, recorded: Mapping[str, Any], replayed: Replay
) -> Iterator[RenderableType]:
    from rich.text import Text

    from attendance_rules.cli.console.hanging import hanging, heading

    before, now = recorded["policy"], rules.identity
    which = "the same rules" if replayed.same_policy else "other rules"
    if recorded.get("reference"):
        yield hanging("Reference       ", harmless(recorded["reference"]))
    yield hanging("Recorded under  ", _policy(before["id"], before["digest"]))
    yield hanging("Decided under   ", f"{_policy(now.id, now.digest)}: {which}")
    for name, value in now.parameters:
        yield hanging("With            ", f"{name} at {value}")
    if not replayed.intact:
        yield hanging("", Text(f"\n{_TAMPERED}", "bold red"))
    if not replayed.differences:
        yield Text("\nIt comes out the same.", "bold green" if replayed.intact else "")
        return
    yield heading(f"It comes out otherwise in {number_of(len(replayed.differences), 'answer')}")
    for answer in replayed.differences:
        change = f"was {_said(rules, answer.before)}, now {_said(rules, answer.after)}"
        yield hanging(" • ", Text.assemble((change, "bold"), f"  {_title(rules, answer.what)}"))
        yield hanging("", harmless(answer.what), 3, "dim")


def _policy(name: str, digest: str) -> str:
    return harmless(f"{name} ({digest[:19]}…)")


def _title(rules: Policy, what: str) -> str:
    """The title of an obligation or part, as far as these rules have it."""
    obligation, _, part = what.partition("#")
    written = rules.edition.obligations.get(obligation)
    if written is None:
        return ""
    return written.parts[part].title if part in written.parts else written.title


def _said(rules: Policy, answer: str | None) -> str:
    """A status or a tier in words; None is an obligation that is not there, or no tier."""
    if answer is None:
        return "none"
    tier = rules.edition.tiers.get(answer)
    return (
        STATUSES.get(answer, harmless(answer).replace("_", " ")).lower()
        if tier is None
        else tier.title
    )
