"""Facts in words: what is known of a pupil, and how a count compares."""

from __future__ import annotations

from collections.abc import Mapping

from attendance_rules.edition.edition import Edition, Fact
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact, YesNoFact
from attendance_rules.edition.operands import as_yes_no
from attendance_rules.wording.rates import percent


def stated(fact: Fact, value: object) -> str:
    """The phrase that states a known value of a fact: "parents are not engaging"."""
    match fact:
        case CountFact():
            assert isinstance(value, int)
            return counted(fact, "is", value)
        case YesNoFact():
            return fact.yes if as_yes_no(value) else fact.no  # type: ignore[arg-type]
        case WordFact():
            return fact.words[str(value)]


def to_find_out(unknown: str) -> str:
    """What is to be found out, from the phrase that it is not known: "whether parents engage"."""
    return unknown.removesuffix(" is not known")


def counted(fact: CountFact, comparator: str, number: int) -> str:
    """How a count compares with `number`, in the fact's own phrase.

    The phrases are in the plural, so a count of exactly one is stated by the fact's title.
    """
    if comparator in ("more_than", "at_most"):
        comparator = {"more_than": "at_least", "at_most": "less_than"}[comparator]
        number += 1
    match comparator, number:
        case "is", 1:
            return f"the number of {fact.title} is 1"
        case ("is", 0) | ("less_than", 1):
            value = "no"
        case "is", _:
            value = str(number)
        case "at_least", _:
            value = f"{number} or more"
        case "less_than", 2:
            value = "0 or 1"
        case _:
            value = f"fewer than {number}"
    return fact.known.replace("{value}", value)


def known(edition: Edition, given: Mapping[str, object]) -> tuple[str, ...]:
    """What is given, a phrase for each fact; two counts of which a rate is made share one phrase.

    `given` is as rule files write it: yes/no facts by those words or as true and false.
    """
    phrases: dict[str, str] = {}
    for rate in edition.definitions.values():
        if isinstance(rate, RateDefinition) and {rate.part, rate.whole} <= given.keys():
            phrases[rate.part] = _rate_stated(rate, given[rate.part], given[rate.whole])
            phrases.setdefault(rate.whole, "")
    return tuple(
        phrase
        for name, value in given.items()
        if (phrase := phrases.get(name, stated(edition.facts[name], value)))
    )


def _rate_stated(rate: RateDefinition, part: object, whole: object) -> str:
    assert isinstance(part, int)
    assert isinstance(whole, int)
    if whole == 0:
        return rate.undefined
    said = rate.known.replace("{part}", str(part)).replace("{whole}", str(whole))
    return f"{said} ({percent(part, whole)})"
