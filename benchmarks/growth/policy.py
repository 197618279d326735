"""Policies of as many obligations as wanted, made up after the shipped rules, as an author's files.

Each 48 obligations are the shipped 48 over again: the same tiers, parties, parts and texts, and
conditions of the same form that ask for other things. Vocabulary, thresholds and tiers stay as they
are; definitions grow with the obligations. A condition that several of the shipped obligations have
is had by as many here, and any other is a new one, as long as there are new ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from attendance_rules.documents.nodes import Node
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import (
    ConditionDefinition,
    CountFact,
    RateDefinition,
    WordFact,
)

Document = dict[str, Any]

SEED = 20220901
TRIES = 100
"""So often a condition is made up anew while it is one that stands somewhere already."""
ORDINARY = 0.1
"""The share of tests that ask for what is so of most pupils."""
LARGEST_BOUND = 40
"""Of counts, and of rates in per cent."""

_NOT_ASKED = ("sessions_possible", "sessions_remaining")
"""Facts that no shipped obligation asks for by themselves."""


def write_policy(shipped: Edition, obligations: int, folder: Path) -> Path:
    """Writes the files of a policy, always the same ones for a number. JSON is YAML as well."""
    for name, document in _Maker(shipped).documents(obligations).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document, indent=2, ensure_ascii=False), encoding="utf-8")
    return folder


class _Maker:
    """Makes up documents. The examples in them are the shipped ones: loading decides none."""

    def __init__(self, shipped: Edition) -> None:
        self._shipped = shipped
        self._random = Random(SEED)
        self._facts = [name for name in shipped.facts if name not in _NOT_ASKED]
        self._definitions: list[str] = []
        self._taken: set[str] = set()

    def documents(self, obligations: int) -> dict[str, Document]:
        """All files, by name."""
        shipped = self._shipped
        about = _plain(shipped.about.origin)
        definitions = {
            name: _plain(one.origin)
            for name, one in shipped.definitions.items()
            if isinstance(one, RateDefinition)
        }
        made: dict[str, Document] = {}
        for number in count(1):
            if len(made) >= obligations:
                break
            definitions |= self._more_definitions(number)
            made |= islice(self._more_obligations(number), obligations - len(made))
        _fit_table(about, made)
        return {
            "edition.yaml": about,
            "parameters.yaml": _all(shipped.parameters),
            "vocabulary.yaml": _all(shipped.facts),
            "tiers.yaml": _all(shipped.tiers),
            "definitions.yaml": definitions,
            **{f"{name}.yaml": document for name, document in made.items()},
        }

    def _more_definitions(self, number: int) -> dict[str, Document]:
        """A condition like each of those that have a name in the shipped rules."""
        made = {}
        for name, one in self._shipped.definitions.items():
            if isinstance(one, ConditionDefinition):
                document = _plain(one.origin)
                made[f"{name}_{number}"] = document | {"when": self._new("", document["when"])}
        self._definitions += made
        return made

    def _more_obligations(self, number: int) -> Iterator[tuple[str, Document]]:
        """An obligation like each of the shipped ones, in their order."""
        found: dict[str, Document] = {}

        def like(tier: str, when: Document) -> Document:
            key = _key(tier, when)
            if key not in found:
                found[key] = self._new(tier, when)
            return found[key]

        for name, one in self._shipped.obligations.items():
            document = _plain(one.origin)
            # What is owed whatever the pupil may ask only for what is known of school or area.
            for part in () if one.standing else (document, *document.get("parts", {}).values()):
                if "when" in part:
                    part["when"] = like(one.tier, part["when"])
            for key in ("leads_to", "hands_over_to"):
                document[key] = [f"{other}-{number}" for other in document.get(key, ())]
            yield f"{name}-{number}", document

    def _new(self, tier: str, when: Document) -> Document:
        """A condition of the same form; one that the tier does not have yet, if any is found."""
        for _ in range(TRIES):
            made = self._like(when)
            if _key(tier, made) not in self._taken:
                break
        self._taken.add(_key(tier, made))
        return made

    def _like(self, when: Document) -> Document:
        """A condition of the same form that makes other tests."""
        made: Document = {}
        for key, value in when.items():
            match key:
                case "any" | "all":
                    made[key] = [self._like(one) for one in value]
                case "not":
                    made[key] = self._like(value)
                case _:
                    subject = self._subject(key)
                    while subject in made:
                        subject = self._subject(key)
                    made[subject] = self._test(subject)
        return made

    def _subject(self, like: str) -> str:
        """Another definition for a definition, any fact for a fact; a rate stays itself."""
        definition = self._shipped.definitions.get(like)
        if isinstance(definition, ConditionDefinition):
            return self._random.choice(self._definitions)
        return self._random.choice(self._facts) if definition is None else like

    def _test(self, subject: str) -> object:
        """What it is compared with: as in the shipped rules, mostly what is out of the ordinary.

        The first word of a fact stands for what is ordinary.
        """
        ordinary = self._random.random() < ORDINARY
        match self._shipped.facts.get(subject):
            case CountFact():
                return {"less_than" if ordinary else "at_least": self._bound()}
            case WordFact(words=words):
                others = list(words)[1:]
                chosen = self._random.sample(others, self._random.randint(1, len(others)))
                asked = [word for word in words if (word in chosen) != ordinary]
                return {"one_of": asked}
            case None if subject in self._shipped.definitions:
                return {"less_than" if ordinary else "at_least": f"{self._bound()}%"}
            case _:
                return "no" if ordinary else "yes"

    def _bound(self) -> int:
        return self._random.randint(1, LARGEST_BOUND)


def _fit_table(about: Document, obligations: dict[str, Document]) -> None:
    """Gives each obligation an item of its own, and leaves out steps to what is not there."""
    sections = about["sections"]
    for section in sections.values():
        section["items"] = dict.fromkeys(section["items"], 0)
    for document in obligations.values():
        source = document["source"]
        items = sections[source["section"]]["items"]
        items[source["column"]] += 1
        source["item"] = items[source["column"]]
        for key in ("leads_to", "hands_over_to"):
            document[key] = [one for one in document[key] if one in obligations]


def _key(tier: str, when: Document) -> str:
    return f"{tier} {json.dumps(when, sort_keys=True)}"


def _all(written: Any) -> Document:
    return {name: _plain(one.origin) for name, one in written.items()}


def _plain(node: Node) -> Any:
    """What a document holds, as an author wrote it."""
    match node.value:
        case dict():
            return {key: _plain(child) for key, child in node.value.items()}
        case list():
            return [_plain(child) for child in node.value]
    return node.value
