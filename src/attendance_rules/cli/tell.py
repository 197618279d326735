"""The summary of a file, in the form that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attendance_rules.caseload.engines import Engines
from attendance_rules.cli.console.stream import emit_all, emit_page
from attendance_rules.cli.forms import Request
from attendance_rules.errors import DataError
from attendance_rules.policy import Policy

if TYPE_CHECKING:
    from attendance_rules.summary.tally import Tally


def check_schools(request: Request, has_schools: bool) -> None:
    """Raises `DataError` when schools are asked for and the file does not tell them apart."""
    if request.by_school and not has_schools:
        raise DataError(["--by school needs a column `school_id`; add it, or leave --by out"])


def tell(policy: Policy, request: Request, tally: Tally, engines: Engines) -> None:
    """Print or write the summary; if only a report was asked for, say where the pupils are."""
    from attendance_rules.summary.publication import Area

    area = Area(policy, tally, engines, request.withhold_under, request.by_school)
    match request.form:
        case "json":
            text = json.dumps(area.document(), indent=1, ensure_ascii=False)
            emit_all([text, "\n"], request.out)
        case "csv":
            emit_all([area.csv()], request.out)
        case _:
            from attendance_rules.cli.console.area_report import area_report

            emit_page([*area_report(area, is_asked_for=request.summary)], request.out)
