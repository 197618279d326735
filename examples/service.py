"""A web service that decides: one endpoint, with a typed body and a typed answer.

    pip install attendance-rules fastapi uvicorn
    uvicorn examples.service:app

`/docs` shows what may be asked, made from the vocabulary of the edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from attendance_rules import Decision, FactsModel, load_policy

policy = load_policy()
if TYPE_CHECKING:
    Facts = FactsModel  # type checkers cannot know what an edition asks
else:
    Facts = policy.facts_model

app = FastAPI(title="What is expected of whom for a pupil's attendance")


@app.post("/decisions")
def decide(facts: Facts) -> Decision:
    """Who is expected to do what for one pupil, why, and what is still worth finding out."""
    return policy.decide(facts.model_dump(exclude_none=True))


@app.exception_handler(RequestValidationError)
def refuse(_: Request, error: Exception) -> JSONResponse:
    """Says what is wrong and where. What was sent is left out: answers end up in logs."""
    assert isinstance(error, RequestValidationError)
    # Where a key is no fact, its name is the caller's own.
    problems = [
        {"where": [str(part) for part in problem["loc"]], "what": problem["msg"]}
        for problem in error.errors()
    ]
    return JSONResponse({"problems": problems}, status_code=422)
