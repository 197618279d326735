"""What must hold between the documents of an edition.

Each check is a function from the edition to its mistakes; `CHECKS` is all of them. They run once
every document is well formed by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from attendance_rules.edition.conditions import Test, tests
from attendance_rules.edition.diagnostics import Diagnostics, Place, did_you_mean, shown
from attendance_rules.edition.form import Edition
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    Obligation,
    RateDefinition,
    WordFact,
    YesNoFact,
)
from attendance_rules.edition.operands import operand_problem

_PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check(edition: Edition, diagnostics: Diagnostics) -> None:
    """Report every mistake between the documents of `edition`."""
    for one in CHECKS:
        one(edition, diagnostics)


def _known(
    name: str, known: Iterable[str], what: str, place: Place, diagnostics: Diagnostics
) -> bool:
    """Report a name that is not known, with the nearest one that is."""
    known = list(known)
    if name in known:
        return True
    diagnostics.add(
        place, f"unknown-{what}", f"there is no {what} {shown(name)}", did_you_mean(name, known)
    )
    return False


def names_are_told_apart(edition: Edition, diagnostics: Diagnostics) -> None:
    """No name serves for a fact and a definition at once."""
    for name in edition.definitions.keys() & edition.facts.keys():
        diagnostics.add(
            edition.definitions[name].origin.place,
            "duplicate-name",
            f"{shown(name)} is a fact and a definition",
            "rename one of them",
        )


def facts_are_whole(edition: Edition, diagnostics: Diagnostics) -> None:
    """`within` names another count, and a default says why."""
    counts = [name for name, fact in edition.facts.items() if isinstance(fact, CountFact)]
    for name, fact in edition.facts.items():
        if isinstance(fact, CountFact) and fact.within is not None:
            place = fact.origin.at("within")
            _known(fact.within, [c for c in counts if c != name], "fact", place, diagnostics)
        if isinstance(fact, YesNoFact) and fact.default is not None and not fact.default_because:
            diagnostics.add(
                fact.origin.key_at("default"),
                "missing-key",
                "a default needs `default_because`",
                "say what justifies taking it when nobody has said",
            )


def counts_lie_within_others(edition: Edition, diagnostics: Diagnostics) -> None:
    """No count is, by way of others, a part of itself."""
    reported: set[str] = set()
    for start in edition.facts:
        chain: list[str] = []
        name: str | None = start
        while name is not None and name not in chain:
            chain.append(name)
            fact = edition.facts.get(name)
            name = fact.within if isinstance(fact, CountFact) else None
        if name == start and not reported & set(chain):
            reported.update(chain)
            diagnostics.add(
                edition.facts[start].origin.at("within"),
                "cycle",
                f"{shown(start)} lies within itself",
                "let one of these counts stand on its own",
            )


def parameters_are_ordered(edition: Edition, diagnostics: Diagnostics) -> None:
    """`not_below` names a parameter, and the edition's own values keep to it."""
    for name, parameter in edition.parameters.items():
        if parameter.not_below is None:
            continue
        place = parameter.origin.at("not_below")
        others = [one for one in edition.parameters if one != name]
        if not _known(parameter.not_below, others, "parameter", place, diagnostics):
            continue
        if parameter.value < edition.parameters[parameter.not_below].value:
            diagnostics.add(
                parameter.origin.at("value"),
                "wrong-value",
                f"`value` is below that of {shown(parameter.not_below)}",
                "raise it, or take `not_below` away",
            )


def conditions_are_typed(edition: Edition, diagnostics: Diagnostics) -> None:
    """Every test names a fact or definition and compares it with what it can be."""
    known = [*edition.facts, *edition.definitions]
    for condition in edition.conditions():
        for test in tests(condition):
            if _known(test.subject, known, "fact", test.place, diagnostics):
                _check_operands(edition, test, diagnostics)


def _check_operands(edition: Edition, test: Test, diagnostics: Diagnostics) -> None:
    subject = edition.facts.get(test.subject) or edition.definitions[test.subject]
    for operand in test.operands:
        problem = operand_problem(subject, test, operand.value, edition.parameters)
        if problem is not None:
            code, message, help = problem
            diagnostics.add(operand.place, code, message, help)
            if code == "wrong-comparator":
                return
    if len({operand.value for operand in test.operands}) < len(test.operands):
        diagnostics.add(test.place, "wrong-condition", "a word stands here twice", "keep one")
    elif isinstance(subject, WordFact) and len(test.operands) == len(subject.words):
        diagnostics.add(
            test.place,
            "wrong-condition",
            f"every word of {shown(test.subject)} stands here, so nothing is asked",
            "leave the test out, or name fewer words",
        )
    elif not test.operands:
        diagnostics.add(test.place, "wrong-condition", "`one_of` needs at least one word")


def definitions_have_no_cycle(edition: Edition, diagnostics: Diagnostics) -> None:
    """No definition depends on itself, so that rules can be ordered in strata."""
    uses = {
        name: list(dict.fromkeys(test.subject for test in tests(definition.when)))
        for name, definition in edition.definitions.items()
        if isinstance(definition, ConditionDefinition)
    }
    state: dict[str, int] = {}
    for start in uses:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            name, position = stack.pop()
            if position == 0:
                if state.get(name) == 2:
                    continue
                state[name] = 1
                path.append(name)
            if position < len(uses[name]):
                stack.append((name, position + 1))
                child = uses[name][position]
                if child in uses and state.get(child) == 1:
                    ring = [*path[path.index(child) :], child]
                    diagnostics.add(
                        edition.definitions[child].origin.place,
                        "cycle",
                        f"{shown(child)} depends on itself: {' → '.join(ring)}",
                        "take one of these steps out",
                    )
                elif child in uses and child not in state:
                    stack.append((child, 0))
            else:
                state[name] = 2
                path.pop()


def rates_are_of_counts(edition: Edition, diagnostics: Diagnostics) -> None:
    """A rate is a share of one count in another."""
    counts = [name for name, fact in edition.facts.items() if isinstance(fact, CountFact)]
    for rate in edition.definitions.values():
        if isinstance(rate, RateDefinition):
            _known(rate.part, counts, "fact", rate.origin.at("part"), diagnostics)
            others = [name for name in counts if name != rate.part]
            if _known(rate.whole, others, "fact", rate.origin.at("whole"), diagnostics):
                _check_within(edition, rate, diagnostics)


def _check_within(edition: Edition, rate: RateDefinition, diagnostics: Diagnostics) -> None:
    """The part of a rate is said to lie within its whole, so that no rate is above 100 %."""
    name: str | None = rate.part
    passed: set[str] = set()
    while name is not None and name not in passed:
        if name == rate.whole:
            return
        passed.add(name)
        fact = edition.facts.get(name)
        name = fact.within if isinstance(fact, CountFact) else None
    if rate.part in edition.facts:
        diagnostics.add(
            rate.origin.at("part"),
            "not-a-share",
            f"{shown(rate.part)} is not said to lie within {shown(rate.whole)}",
            f"add `within: {rate.whole}` to it in the vocabulary",
        )


def tiers_form_a_ladder(edition: Edition, diagnostics: Diagnostics) -> None:
    """One lowest tier, and each other tier continues one before it."""
    if not edition.tiers:
        diagnostics.add(Place("tiers.yaml"), "no-tier", "there is no tier", "add at least one")
        return
    broken = False
    for name, tier in edition.tiers.items():
        if tier.continues == name:
            diagnostics.add(
                tier.origin.at("continues"),
                "cycle",
                f"the tier {shown(name)} continues itself",
                "name the tier whose support goes on in it",
            )
            broken = True
        elif tier.continues is not None:
            place = tier.origin.at("continues")
            broken |= not _known(tier.continues, edition.tiers, "tier", place, diagnostics)
        _known(
            tier.section,
            edition.about.sections,
            "section",
            tier.origin.at("section"),
            diagnostics,
        )
    ladder = edition.tier_ladder()
    if not broken and len(ladder) < len(edition.tiers):
        stray = next(name for name in edition.tiers if name not in ladder)
        diagnostics.add(
            edition.tiers[stray].origin.place,
            "not-a-ladder",
            f"the tier {shown(stray)} is not on the one ladder of tiers",
            "one tier continues none, and every other one continues a different tier",
        )


def obligations_refer_to_what_exists(edition: Edition, diagnostics: Diagnostics) -> None:
    """Party, tier, section, column and the following steps are known names."""
    about = edition.about
    for name, obligation in edition.obligations.items():
        at, source = obligation.origin.at, obligation.source
        _known(obligation.party, about.parties, "party", at("party"), diagnostics)
        towards = [*about.counterparts, *about.parties]
        for position, other in enumerate(obligation.with_):
            _known(other, towards, "counterpart", at("with", position), diagnostics)
        _known(obligation.tier, edition.tiers, "tier", at("tier"), diagnostics)
        if source.section != name.split("/")[0]:
            diagnostics.add(
                at("source", "section"),
                "wrong-section",
                f"this file lies in the folder {shown(name.split('/')[0])}",
                "move the file, or name that section",
            )
        elif _known(
            source.section, about.sections, "section", at("source", "section"), diagnostics
        ):
            _known(source.column, about.columns, "column", at("source", "column"), diagnostics)
        for slug in obligation.parts:
            if not _PART.fullmatch(slug):
                diagnostics.add(
                    obligation.origin.key_at("parts", slug),
                    "wrong-name",
                    f"{shown(slug)} cannot be a part's name",
                    "use small letters, digits and single dashes",
                )
        if obligation.standing:
            _check_standing(edition, obligation, diagnostics)


def _check_standing(edition: Edition, obligation: Obligation, diagnostics: Diagnostics) -> None:
    """What a body owes whatever the pupil depends only on facts about the body."""
    whens = [obligation.when, *(part.when for part in obligation.parts.values())]
    for test in (test for when in whens if when is not None for test in tests(when)):
        fact = edition.facts.get(test.subject)
        if test.subject in edition.definitions or (fact is not None and fact.about == "pupil"):
            diagnostics.add(
                test.place,
                "standing-on-a-pupil",
                f"{shown(test.subject)} is about a pupil, and this obligation is standing",
                "take `standing` away, or ask for a fact about the school or area",
            )


def steps_lead_on(edition: Edition, diagnostics: Diagnostics) -> None:
    """`leads_to` stays with the party, `hands_over_to` goes to another."""
    for obligation in edition.obligations.values():
        for key, ids in (
            ("leads_to", obligation.leads_to),
            ("hands_over_to", obligation.hands_over_to),
        ):
            for position, target in enumerate(ids):
                place = obligation.origin.at(key, position)
                if not _known(target, edition.obligations, "obligation", place, diagnostics):
                    continue
                same = edition.obligations[target].party == obligation.party
                if same != (key == "leads_to"):
                    other = "hands_over_to" if key == "leads_to" else "leads_to"
                    diagnostics.add(
                        place,
                        "wrong-hand",
                        f"{shown(target)} is a step of {'the same' if same else 'another'} party",
                        f"move it to `{other}`",
                    )


def every_item_has_one_obligation(edition: Edition, diagnostics: Diagnostics) -> None:
    """Each item of the source's table is covered by exactly one obligation."""
    owners: dict[tuple[str, str, int], str] = {}
    for name, obligation in edition.obligations.items():
        source = obligation.source
        place = obligation.origin.at("source", "item")
        item = (source.section, source.column, source.item)
        section = edition.about.sections.get(source.section)
        if item in owners:
            diagnostics.add(
                place,
                "duplicate-item",
                f"item {source.item} of this cell already belongs to {shown(owners[item])}",
                "make one obligation of the two, with `parts`, or correct the item's number",
            )
        elif section is not None and source.item > section.items.get(source.column, 0):
            diagnostics.add(
                place,
                "unknown-item",
                f"this cell of the table has {section.items.get(source.column, 0)} items",
                "correct the number, or the count in `edition.yaml`",
            )
        owners.setdefault(item, name)
    for name, section in edition.about.sections.items():
        for column, count in section.items.items():
            place = edition.about.origin.at("sections", name, "items", column)
            if not _known(column, edition.about.columns, "column", place, diagnostics):
                continue
            absent = [str(n) for n in range(1, count + 1) if (name, column, n) not in owners]
            if absent:
                diagnostics.add(
                    place,
                    "item-without-obligation",
                    f"no obligation covers item {', '.join(absent)} of this cell",
                    f"add a file in the folder `{name}`",
                )


def examples_use_what_exists(edition: Edition, diagnostics: Diagnostics) -> None:
    """Examples name known facts, parts and parameters, each example by a name of its own."""
    for obligation in edition.obligations.values():
        counted = Counter(example.name for example in obligation.examples)
        for position, example in enumerate(obligation.examples):
            origin, base = obligation.origin, ("examples", position)
            if counted[example.name] > 1:
                diagnostics.add(
                    origin.at(*base, "name"),
                    "duplicate-name",
                    "another example here has the same name",
                    "give each a name of its own",
                )
            for name, value in example.given.items():
                if not _known(
                    name, edition.facts, "fact", origin.key_at(*base, "given", name), diagnostics
                ):
                    continue
                problem = _given_problem(edition, name, value)
                if problem:
                    diagnostics.add(
                        origin.at(*base, "given", name), "wrong-value", f"{shown(name)} {problem}"
                    )
            for part in example.parts:
                place = origin.key_at(*base, "parts", part)
                _known(part, obligation.parts, "part", place, diagnostics)
            for name in example.set:
                place = origin.key_at(*base, "set", name)
                _known(name, edition.parameters, "parameter", place, diagnostics)
            for index, name in enumerate(example.missing or ()):
                place = origin.at(*base, "missing", index)
                _known(name, edition.facts, "fact", place, diagnostics)


def _given_problem(edition: Edition, name: str, value: object) -> str | None:
    match edition.facts[name]:
        case CountFact() if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return "must be a whole number, 0 or more"
        case YesNoFact() if value not in ("yes", "no") and not isinstance(value, bool):
            return "must be `yes` or `no`"
        case WordFact() as fact if value not in fact.words:
            return f"must be one of {', '.join(f'`{word}`' for word in fact.words)}"
    return None


CHECKS = (
    names_are_told_apart,
    facts_are_whole,
    counts_lie_within_others,
    parameters_are_ordered,
    rates_are_of_counts,
    conditions_are_typed,
    definitions_have_no_cycle,
    tiers_form_a_ladder,
    obligations_refer_to_what_exists,
    steps_lead_on,
    every_item_has_one_obligation,
    examples_use_what_exists,
)
