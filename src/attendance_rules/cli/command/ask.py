"""`attendance-rules ask`: the interview, and the actions that it ends with."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from attendance_rules.caseload import read_caseload
from attendance_rules.caseload.document import document
from attendance_rules.cli.apart import check_apart
from attendance_rules.cli.console.output import complain, emit
from attendance_rules.cli.ending import Stopped
from attendance_rules.cli.options import (
    IgnoreUnknownColumns,
    PolicyFolder,
    School,
    Set,
    TextOrJson,
    open_policy,
)
from attendance_rules.cli.which import row_of
from attendance_rules.decision.decision import Decision
from attendance_rules.decision.interview import Interview
from attendance_rules.errors import DataError, FactsError
from attendance_rules.files.atomic import replacing
from attendance_rules.files.json_object import read_object
from attendance_rules.files.problems import Problems
from attendance_rules.policy import Policy


def ask(
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Start from the answers in this file (JSON)."),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Save the answers to this file (JSON)."),
    ] = None,
    caseload: Annotated[
        Path | None,
        typer.Option(
            "--caseload", metavar="FILE", help="Start from what this file knows of --pupil."
        ),
    ] = None,
    pupil: Annotated[
        str | None, typer.Option("--pupil", metavar="ID", help="The pupil in --caseload.")
    ] = None,
    school: School = None,
    ignore_unknown_columns: IgnoreUnknownColumns = False,
    format: TextOrJson = "text",
    policy: PolicyFolder = None,
    set: Set = None,
) -> None:
    """Ask what is still worth knowing about a pupil, and end with who has to do what.

    Questions go to standard error and the result to standard output. When it is
    interrupted (Ctrl-C), it ends with exit code 130 and nothing is saved.
    """
    _check_usage(from_, caseload, pupil, school)
    check_apart({"--caseload": caseload, "--policy": policy}, {"--save": save})
    rules = open_policy(policy, set)
    try:
        interview = _start(rules, from_, caseload, pupil, school, ignore_unknown_columns)
        if save is not None:
            _try_to_save(save)
        _hold(interview, rules)
    except Stopped:
        sys.stderr.write("\n")
        complain("interrupted; nothing was saved")
        raise
    if save is not None:
        emit(_answers(interview, rules), save)
    if format == "json":
        emit(document(rules, [interview.decision.to_dict()]))
    else:
        from attendance_rules.cli.console.hanging import print_page
        from attendance_rules.cli.console.pupil import pupil_report

        print_page(pupil_report(rules, interview.decision))


def _check_usage(
    from_: Path | None, caseload: Path | None, pupil: str | None, school: str | None
) -> None:
    if (caseload is None) != (pupil is None):
        raise DataError(["--caseload and --pupil go together; give both"])
    if school is not None and pupil is None:
        raise DataError(["--school needs --caseload and --pupil"])
    if from_ is not None and caseload is not None:
        raise DataError(["--from and --caseload are two beginnings; leave out one"])


def _start(
    rules: Policy,
    from_: Path | None,
    caseload: Path | None,
    pupil: str | None,
    school: str | None,
    ignore_unknown_columns: bool,
) -> Interview:
    """The interview, with what is known at its start."""
    if caseload is not None and pupil is not None:
        pupils = read_caseload(
            caseload, rules.edition, ignore_unknown_columns=ignore_unknown_columns
        )
        row = row_of(pupils, pupil, school)
        known = zip(rules.edition.facts, row.facts.values, strict=True)
        facts = {name: value for name, value in known if name not in row.facts.assumed}

        def decide(answered: Mapping[str, object]) -> Decision:
            return rules.decide_checked(rules.read(answered), row.pupil_id, row.school_id)

        return Interview(decide, facts)
    if from_ is None:
        return Interview(rules.decide, {})
    saved = read_object(from_, "a set of answers")
    problems = Problems(from_)
    try:
        return Interview(rules.decide, saved)
    except FactsError as error:
        for problem in error.problems:
            problems.add(problem)
    raise problems.error()


class _NotYetError(Exception):
    """Leaves the file as it is, when nothing is to be written yet."""


def _try_to_save(path: Path) -> None:
    """Raises `DataError` when the file cannot be written: better before the questions."""
    with contextlib.suppress(_NotYetError), replacing(path):
        raise _NotYetError


def _hold(interview: Interview, rules: Policy) -> None:
    from attendance_rules.cli.console.dialogue import Dialogue

    Dialogue(interview, rules.edition).hold()


def _answers(interview: Interview, rules: Policy) -> str:
    """What is known, in the order of the vocabulary."""
    facts = interview.facts
    known = {name: facts[name] for name in rules.edition.facts if facts.get(name) is not None}
    return json.dumps(known, indent=1, ensure_ascii=False)
