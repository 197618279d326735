"""What only a policy author needs, in one fold: names, the rule as it is written, fingerprints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from attendance_rules.documents.nodes import Node
from attendance_rules.edition.conditions import Condition, tests
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.models import ConditionDefinition
from attendance_rules.site.markdown import text
from attendance_rules.site.uses import conditions_of
from attendance_rules.wording.rates import share

TITLE = "For policy authors"
_RULE = (
    *("party", "with", "tier", "standing", "when", "strength", "step"),
    *("leads_to", "hands_over_to", "parts"),
)
_FOLD = "' '.join(sys.stdin.read().split())"
_COMMAND = f'python3 -c "import hashlib, sys; print(hashlib.sha256({_FOLD}.encode()).hexdigest())"'


class _Dumper(yaml.SafeDumper):
    """Writes `yes` and `no` without quotes: rules are read by YAML 1.2, where they are text."""


_Dumper.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for letter, found in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def fold(lines: Iterable[str]) -> list[str]:
    """The lines, opened at a click."""
    inside = [f"    {line}".rstrip() for line in lines]
    return [f'??? info "{TITLE}"', "", *inside, ""]


def rule(edition: Edition, name: str) -> list[str]:
    """An obligation's file, its rule, its thresholds by name, and its fingerprint."""
    obligation = edition.obligations[name]
    lines = [f"The rule is in `{name}.yaml`:", "", "```yaml"]
    lines += [*_written(obligation.origin, _RULE), "```", ""]
    named = thresholds(edition, conditions_of(edition, name))
    if named:
        lines += [f"Thresholds: {', '.join(named)}.", ""]
    return fold(
        [
            *lines,
            f"SHA-256 of the item's text, white space folded: `{obligation.source.sha256}`",
            "",
            "The guidance's words are not copied here. If you have the document, you can check "
            "that this page is about the same item: give the item's text to this command, and "
            "compare.",
            "",
            "```sh",
            f"{_COMMAND} < item.txt",
            "```",
        ]
    )


def thresholds(edition: Edition, conditions: Iterable[Condition]) -> list[str]:
    """The parameters that conditions and their definitions compare with, each with its value."""
    found: dict[str, None] = {}
    opened: set[str] = set()
    waiting = list(conditions)
    while waiting:
        for test in tests(waiting.pop(0)):
            found |= dict.fromkeys(str(operand.value) for operand in test.operands)
            definition = edition.definitions.get(test.subject)
            if isinstance(definition, ConditionDefinition) and test.subject not in opened:
                opened.add(test.subject)
                waiting.append(definition.when)
    return [
        f"`{name}` ({text(share(parameter.value))})"
        for name, parameter in edition.parameters.items()
        if name in found
    ]


def _written(document: Node, keys: Iterable[str]) -> list[str]:
    """Some entries of a document, as YAML."""
    entries = document.entries()
    chosen = {key: _plain(entries[key]) for key in keys if key in entries}
    return yaml.dump(chosen, Dumper=_Dumper, sort_keys=False, width=88, allow_unicode=True).split(
        "\n"
    )[:-1]


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: _plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(child) for child in node.value]
    return {True: "yes", False: "no"}[node.value] if isinstance(node.value, bool) else node.value
