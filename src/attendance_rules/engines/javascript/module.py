"""Program and words → the text of one ES module, and of the types that go with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from attendance_rules.engines.javascript.tables import SayCell, Tables
from attendance_rules.program.program import Program

_PARTS = ("facts", "evaluate", "reasons", "ways", "counts", "questions", "decide")
"""The files of the hand-written part, each below those that it needs."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the module says and the Program does not know, as plain values.

    `told` is what the module exports under its own names: the edition, its facts, obligations,
    tiers and parties. `outcomes` names the steps of tiers, obligations and parts in their order.
    `phrases` state what is known behind each test, and `cell` says a class of values.
    """

    told: Mapping[str, Any]
    outcomes: Mapping[str, Any]
    phrases: Mapping[str, Any]
    cell: SayCell


def module(program: Program, words: Words, asked: Iterable[str], heading: str) -> str:
    """The module. `asked` names the steps that outcomes are told of, `heading` opens it.

    Raises `EngineError` where JavaScript could not compare a number of the rules exactly.
    """
    data = {**Tables(program, asked, words.cell).plain(), **words.outcomes, **words.phrases}
    told = [f"export const {name} = {_frozen(value)};" for name, value in words.told.items()]
    parts = [_text(f"{name}.js") for name in _PARTS]
    lines = [f"// {line}" for line in heading.splitlines()]
    return "\n".join([*lines, "", *told, "", f"const RULES = {_json(data)};", "", *parts])


def types(words: Words, heading: str) -> str:
    """The module's `.d.ts`: every name of the edition as a type, and what each function gives."""
    unions = {
        "FactName": words.told["facts"],
        "Obligation": words.told["obligations"],
        "Tier": words.told["tiers"],
        "Party": words.told["parties"],
    }
    lines = [f"// {line}" for line in heading.splitlines()]
    lines += [
        f"export type {name} = {' | '.join(map(_json, found)) or 'never'};"
        for name, found in unions.items()
    ]
    facts = [f"  {name}?: {_type_of(fact)} | null;" for name, fact in words.told["facts"].items()]
    known = ["/** What is known of a pupil. What is left out or null is unknown. */"]
    known += ["export interface Facts {", *facts, "}"]
    return "\n".join([*lines, "", *known, "", _text("module.d.ts")])


def _type_of(fact: Mapping[str, Any]) -> str:
    if fact["type"] == "count":
        return "number"
    if fact["type"] == "yes_no":
        return 'boolean | "yes" | "no"'
    return " | ".join(_json(answer["value"]) for answer in fact["answers"])


def _text(name: str) -> str:
    return (files("attendance_rules.engines.javascript") / "handwritten" / name).read_text("utf-8")


def _frozen(value: Any) -> str:
    return f"frozen({_json(value)})"


def _json(value: Any) -> str:
    """JSON is JavaScript; in ASCII, whatever encoding a server gives the file."""
    return json.dumps(value, separators=(",", ":"))
