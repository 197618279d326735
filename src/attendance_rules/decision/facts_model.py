"""The facts of one edition as a pydantic model, made from its vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    create_model,
    model_validator,
)

from attendance_rules.decision.facts import FactReader
from attendance_rules.decision.scalars import LONGEST_IDENTIFIER, identifier, plain, whole_number
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, WordFact, YesNoFact
from attendance_rules.edition.vocabulary import IDENTIFIERS, LARGEST_COUNT


class FactsModel(BaseModel):
    """What is known of one pupil. A fact that is left out, or null, is unknown.

    `policy.facts_model` is the model of one edition, with a field for each of its facts; this is
    what all of them have in common. `policy.decide(facts.model_dump(exclude_none=True))` decides.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    if TYPE_CHECKING:
        # The fields are those of an edition, which type checkers cannot know.
        def __init__(self, **facts: object) -> None: ...

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    __str__ = __repr__


def facts_model(edition: Edition) -> type[FactsModel]:
    """A model with an optional field for each fact, and for `pupil_id` and `school_id`.

    It takes what `decide` takes, except that yes/no facts are true or false and not words, and
    raises pydantic's `ValidationError`, whose text holds no value. (Its `errors()` do, unless
    called with `include_input=False`.) A count that is more than its whole is refused, too.
    """
    reader = FactReader(edition)
    names = list(edition.facts)

    def no_contradictions(facts: FactsModel) -> FactsModel:
        if found := reader.contradictions([getattr(facts, name) for name in names]):
            raise ValueError("; ".join(found))
        return facts

    fields: dict[str, Any] = {
        name: _optional(_IDENTIFIER, name, "An identifier; no fact.", _identifier)
        for name in IDENTIFIERS
    }
    for name, fact in edition.facts.items():
        fields[name] = _optional(_type(fact), fact.title, fact.question, plain)
    check: Any = model_validator(mode="after")(no_contradictions)
    model: type[FactsModel] = create_model(
        "Facts",
        __base__=FactsModel,
        __doc__="What is known of one pupil. A fact that is left out, or null, is unknown.",
        __validators__={"no_contradictions": check},
        **fields,
    )
    return model


_IDENTIFIER = Annotated[str, Field(max_length=LONGEST_IDENTIFIER)]


def _optional(kind: Any, title: str, description: str, read: Callable[[Any], Any]) -> Any:
    own = Annotated[kind | None, BeforeValidator(read), Field(title=title, description=description)]
    return own, None


def _type(fact: CountFact | YesNoFact | WordFact) -> Any:
    match fact:
        case CountFact():
            return Annotated[int, Field(ge=0, le=LARGEST_COUNT), BeforeValidator(_count)]
        case YesNoFact():
            return Annotated[bool, Strict()]
        case WordFact():
            return Literal[tuple(fact.words)]


def _identifier(value: Any) -> str | None:
    try:
        return identifier(value)
    except ValueError:
        raise ValueError("must be short text or a whole number") from None


def _count(value: Any) -> int:
    try:
        return whole_number(value)
    except ValueError:
        raise ValueError("must be a whole number, 0 or more") from None
