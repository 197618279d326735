"""What may stand in each file of an edition, typed and frozen, as written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, InstanceOf, Strict, ValidationInfo

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.values import (
    Address,
    Count,
    CountPhrase,
    Day,
    Name,
    RatePhrase,
    Sha256,
    Share,
    Slug,
    Text,
    Title,
    Word,
    YesNo,
    basis_points,
)
from attendance_rules.documents.written import Written
from attendance_rules.edition import conditions


def _condition(value: object, info: ValidationInfo) -> object:
    if isinstance(value, Node) and isinstance(info.context, conditions.ConditionReading):
        return info.context.condition(value)
    return value


WrittenCondition = Annotated[
    InstanceOf[conditions.Test]
    | InstanceOf[conditions.All]
    | InstanceOf[conditions.Any]
    | InstanceOf[conditions.Not],
    BeforeValidator(_condition),
]


class Source(Written):
    """Where an item stands in the summary table, with the fingerprint of its text."""

    section: Text
    column: Text
    item: Annotated[int, Strict(), Field(ge=1)]
    starts: Text
    sha256: Sha256


class ContinuedBy(Written):
    """The line of the table that says that the support of the tier before goes on."""

    column: Text
    item: Count
    sha256: Sha256


class InForce(Written):
    from_: Day = Field(alias="from")
    until: Day | None = None


class Revision(Written):
    """That a later edition was itself revised, as far as that is known."""

    date: Text
    source: Text
    confidence: Text


class SupersededBy(Written):
    """The edition that took the place of this one, since when, and how sure that is."""

    title: Text
    from_: Day = Field(alias="from")
    source: Text
    confidence: Text
    revised: Revision | None = None


class Publication(Written):
    """Where the guidance that is in force is published."""

    title: Text
    address: Address


class Document(Written):
    """The source document of the edition; the fingerprint is of its text, white space folded."""

    title: Title
    licence: Text
    sha256: Sha256


class Section(Written):
    title: Title
    items: dict[str, Count]


class About(Written):
    """`edition.yaml`: what the edition is, the shape of its table, and who takes part."""

    title: Title
    version: Text
    publisher: Text
    country: Text
    in_force: InForce
    superseded_by: SupersededBy | None = None
    guidance_in_force: Publication | None = None
    source: Document
    columns: dict[Name, Title]
    sections: dict[Slug, Section]
    parties: dict[Name, Title]
    counterparts: dict[Name, Title]


class Parameter(Written):
    """A named threshold, in basis points. A caller may set it."""

    title: Title
    value: Share
    unit: Text
    source: Text
    confidence: Text
    not_below: Text | None = None


class _Fact(Written):
    title: Title
    question: Text
    unknown: Text
    about: Literal["pupil", "school", "area"] = "pupil"
    note: Text | None = None


class CountFact(_Fact):
    """A whole number. `within` names the count that it is a part of."""

    type: Literal["count"]
    known: CountPhrase
    within: Text | None = None


class YesNoFact(_Fact):
    type: Literal["yes_no"]
    yes: Text
    no: Text
    default: YesNo | None = None
    default_because: Text | None = None


class WordFact(_Fact):
    """One of several words, each with the phrase that states it."""

    type: Literal["word"]
    words: Annotated[dict[Word, Text], Field(min_length=2)]


Fact = Annotated[CountFact | YesNoFact | WordFact, Field(discriminator="type")]


class RateDefinition(Written):
    """A share of one count in another. It is undefined when the whole is 0."""

    type: Literal["rate"]
    title: Title
    part: Text
    whole: Text
    known: RatePhrase
    undefined: Text
    unknown: Text
    note: Text | None = None


class ConditionDefinition(Written):
    """A yes/no fact that follows from others."""

    type: Literal["condition"]
    title: Title
    when: WrittenCondition
    yes: Text
    no: Text
    unknown: Text
    judgement: Text | None = None


Definition = Annotated[RateDefinition | ConditionDefinition, Field(discriminator="type")]


class Tier(Written):
    """A tier of support: the way in, and the tier whose support it continues."""

    title: Title
    section: Text
    yes: Text
    no: Text
    unknown: Text
    when: WrittenCondition
    continues: Text | None = None
    continued_by: tuple[ContinuedBy, ...] = ()
    judgement: Text | None = None


class Part(Written):
    """One of several duties in an item, due on a condition of its own."""

    title: Title
    when: WrittenCondition | None = None


Status = Literal["required", "not_required", "undetermined"]


class Example(Written):
    """Facts of a made-up pupil and the answer they must give."""

    name: Text
    given: dict[str, object]
    expect: Status
    set: dict[str, Share] = Field(default={})
    parts: dict[str, Status] = Field(default={})
    missing: tuple[Text, ...] | None = None


class Obligation(Written):
    """One item of the table: who is expected to do what, for whom, and when.

    `meaning` is what the guidance expects, no more and no less; `practice` is this project's own
    suggestion of what that can look like, and never shown as the guidance's.
    """

    title: Title
    party: Text
    with_: tuple[Text, ...] = Field(default=(), alias="with")
    tier: Text
    standing: YesNo = False
    when: WrittenCondition | None = None
    strength: Literal["must", "expected", "consider", "may", "described"]
    step: Literal["support", "legal"] | None = None
    ends_path: Text | None = None
    source: Source
    leads_to: tuple[Text, ...] = ()
    hands_over_to: tuple[Text, ...] = ()
    parts: dict[Slug, Part] = Field(default={})
    options: tuple[Text, ...] = ()
    meaning: Text
    practice: Text | None = None
    judgement: Text | None = None
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]

    @property
    def next_steps(self) -> tuple[str, ...]:
        """The ids of the steps that follow this one, on either side."""
        return (*self.leads_to, *self.hands_over_to)


__all__ = [
    "About",
    "ConditionDefinition",
    "CountFact",
    "Definition",
    "Example",
    "Fact",
    "Obligation",
    "Parameter",
    "Part",
    "RateDefinition",
    "Section",
    "Source",
    "Tier",
    "WordFact",
    "YesNoFact",
    "basis_points",
]
