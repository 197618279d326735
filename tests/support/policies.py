"""Random policies as authors could write them, and random facts for any policy."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import CountFact, RateDefinition, WordFact
from attendance_rules.edition.vocabulary import wholes

Documents = dict[str, Any]

_WORDS = ("red", "green", "blue", "none", "no")
_THRESHOLDS = ("0%", "5%", "9.99%", "10%", "12.5%", "50%", "100%", "low", "high")
_SOURCE = {"column": "left", "starts": "Made up", "sha256": "0" * 64}


def write(documents: Documents, folder: Path) -> Path:
    """The documents as files. JSON is YAML, and quotes what needs quoting."""
    for name, document in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document), encoding="utf-8")
    return folder


@st.composite
def policies(draw: st.DrawFn, *, share_counts: bool = True, most: int = 6) -> Documents:
    """Vocabulary, definitions over definitions, tiers and obligations with parts.

    Without `share_counts` no count is tested in more than one way, so that every fact's
    relevance can be told exactly.
    """
    vocabulary: Documents = {}
    for n in range(draw(st.integers(1, 3))):
        vocabulary[f"flag_{n}"] = _phrased({"type": "yes_no", "yes": "y", "no": "n"})
    if draw(st.booleans()):
        vocabulary["flag_0"] |= {"default": "no", "default_because": "d"}
    for n in range(draw(st.integers(0, 2))):
        words = _WORDS[: draw(st.integers(2, 5))]
        vocabulary[f"word_{n}"] = _phrased({"type": "word", "words": dict.fromkeys(words, "w")})
    has_rate = draw(st.booleans())
    if has_rate:
        vocabulary["whole"] = _phrased({"type": "count", "known": "{value}"})
        vocabulary["part"] = _phrased({"type": "count", "known": "{value}", "within": "whole"})
    if draw(st.booleans()):
        vocabulary["number"] = _phrased({"type": "count", "known": "{value}"})

    subjects: dict[str, Any] = dict(vocabulary)
    if has_rate and not share_counts:
        del subjects["whole"], subjects["part"]
    definitions: Documents = {}
    if has_rate:
        definitions["rate"] = {
            "type": "rate",
            "title": "t",
            "part": "part",
            "whole": "whole",
            "known": "{part} of {whole}",
            "undefined": "u",
            "unknown": "u",
        }
        subjects["rate"] = definitions["rate"]
    for n in range(draw(st.integers(0, 4))):
        definition = {"type": "condition", "title": "t", "yes": "y", "no": "n", "unknown": "u"}
        definitions[f"definition_{n}"] = definition | {"when": draw(_conditions(subjects))}
        subjects[f"definition_{n}"] = definition

    tiers: Documents = {}
    for n in range(draw(st.integers(1, 4))):
        tier: Documents = {"title": "t", "section": "one", "yes": "y", "no": "n", "unknown": "u"}
        tier["when"] = draw(_conditions(subjects))
        if n:
            tier["continues"] = f"tier_{n - 1}"
        elif draw(st.booleans()):
            tier["when"] = "always"
        tiers[f"tier_{n}"] = tier

    count = draw(st.integers(1, most))
    documents: Documents = {
        "edition.yaml": _about(count),
        "vocabulary.yaml": vocabulary,
        "definitions.yaml": definitions,
        "parameters.yaml": {
            name: {"title": "t", "value": value, "unit": "u", "source": "s", "confidence": "c"}
            for name, value in (("low", "8.25%"), ("high", "33.33%"))
        },
        "tiers.yaml": tiers,
    }
    for n in range(count):
        obligation: Documents = {
            "title": "t",
            "party": "body",
            "tier": draw(st.sampled_from(sorted(tiers))),
            "strength": "expected",
            "source": {"section": "one", "item": n + 1} | _SOURCE,
            "meaning": "m",
            "examples": [{"name": "e", "given": {}, "expect": "undetermined"}],
        }
        if draw(st.booleans()):
            obligation["when"] = draw(_conditions(subjects))
        parts = {
            f"part-{m}": {"title": "t"}
            | ({"when": draw(_conditions(subjects))} if draw(st.booleans()) else {})
            for m in range(draw(st.integers(0, 2)))
        }
        documents[f"one/obligation-{n}.yaml"] = obligation | ({"parts": parts} if parts else {})
    return documents


def _phrased(fact: Documents) -> Documents:
    return {"title": "t", "question": "q", "unknown": "u"} | fact


def _about(count: int) -> Documents:
    return {
        "title": "t",
        "version": "v",
        "publisher": "p",
        "country": "c",
        "in_force": {"from": "2022-09-01"},
        "source": {"title": "t", "licence": "l", "sha256": "0" * 64},
        "columns": {"left": "Left"},
        "sections": {"one": {"title": "One", "items": {"left": count}}},
        "parties": {"body": "Body"},
        "counterparts": {},
    }


def _tests(subjects: Documents) -> st.SearchStrategy[Documents]:
    def test(name: str) -> st.SearchStrategy[Documents]:
        fact = subjects[name]
        sizes = st.sampled_from(("at_least", "more_than", "at_most", "less_than"))
        match fact["type"]:
            case "yes_no" | "condition":
                value: st.SearchStrategy[Any] = st.sampled_from(("yes", "no", True, False))
            case "word":
                words = list(fact["words"])
                value = st.sampled_from(words) | st.lists(
                    st.sampled_from(words), min_size=1, max_size=len(words) - 1, unique=True
                ).map(lambda chosen: {"one_of": chosen})
            case "count":
                value = st.dictionaries(sizes, st.integers(0, 12), min_size=1, max_size=2)
            case _:
                value = st.dictionaries(sizes, st.sampled_from(_THRESHOLDS), min_size=1, max_size=2)
        return value.map(lambda one: {name: one})

    return st.sampled_from(sorted(subjects)).flatmap(test)


def _conditions(subjects: Documents) -> st.SearchStrategy[Documents]:
    def nested(inner: st.SearchStrategy[Documents]) -> st.SearchStrategy[Documents]:
        several = st.lists(inner, min_size=1, max_size=3)
        return (
            st.builds(lambda of: {"any": of}, several)
            | st.builds(lambda of: {"all": of}, several)
            | st.builds(lambda of: {"not": of}, inner)
        )

    return st.recursive(_tests(subjects), nested, max_leaves=6)


def random_facts(edition: Edition, random: Random, unknown: float = 0.4) -> dict[str, Any]:
    """Facts of no pupil: each unknown by chance, counts often near a threshold."""
    facts: dict[str, Any] = {}
    for name, fact in edition.facts.items():
        if random.random() < unknown:
            continue
        if isinstance(fact, CountFact):
            most = min(
                (facts[whole] for whole in wholes(edition, name) if whole in facts), default=None
            )
            facts[name] = _count(random, most)
        elif isinstance(fact, WordFact):
            facts[name] = random.choice(list(fact.words))
        else:
            facts[name] = random.random() < 0.5
    return facts


def _count(random: Random, most: int | None) -> int:
    if most is None:
        return random.choice((0, 1, 3, 10, 11, 12, 100, 120, 363, 9999, 10**6, 10**9))
    shares = (0, 5, 5.0001, 4.9999, 8.25, 9.99, 10, 12.5, 33.33, 50, 100)
    near = int(most * random.choice(shares) / 100) + random.choice((-1, 0, 1))
    return min(max(near, 0), most)


def domains(edition: Edition, facts: dict[str, Any]) -> dict[str, list[object]]:
    """A few values for each unknown fact, enough to make every test of `policies` come out
    either way: shares in steps of one in 10,000 are too many, so a whole of 10,000 stands in."""
    found: dict[str, list[object]] = {}
    rates = [one for one in edition.definitions.values() if isinstance(one, RateDefinition)]
    for name, fact in edition.facts.items():
        if facts.get(name) is not None:
            continue
        if isinstance(fact, WordFact):
            found[name] = list(fact.words)
        elif not isinstance(fact, CountFact):
            found[name] = [True, False]
        elif any(name == rate.whole for rate in rates):
            found[name] = [10_000]
        elif any(name == rate.part for rate in rates):
            near = (0, 500, 825, 999, 1000, 1250, 3333, 5000, 10_000)
            found[name] = list({min(max(n + d, 0), 10_000) for n in near for d in (-1, 0, 1)})
        else:
            found[name] = list(range(14))
    return found
