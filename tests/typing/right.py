"""User code that type checkers take."""

from __future__ import annotations

import polars as pl

from attendance_rules import Action, Decision, Form, Headroom, Status, Strength, load_policy

policy = load_policy(parameters={"at_risk_from": "8%"})
decision: Decision = policy.decide({"sessions_possible": 120, "sessions_absent": 31})
status: Status = decision.statuses["persistent/school-formal-conversations"]
form: Form = "long"
frame: pl.DataFrame = policy.decide_frame(pl.DataFrame({"pupil_id": ["P1"]}), form=form)


def firm(actions: tuple[Action, ...]) -> list[Strength]:
    return [action.strength for action in actions if action.status == "required"]


def nearest(headroom: tuple[Headroom, ...] | None) -> int | None:
    return headroom[0].more_missed if headroom else None


facts = policy.facts_model.model_validate({"sessions_possible": 120})
again = policy.decide(facts.model_dump(exclude_none=True))
for moment in policy.decide_history({"2025-09-01": {}}):
    for change in moment.changes.of("began") if moment.changes else ():
        assert change.after == "required" or moment.decision.why(change.obligation).missing
firm(again.required("school"))
nearest(again.headroom())
