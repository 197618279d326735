"""The codes of mistakes. They are stable: programs and people look for them."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    # the folder and its files
    "no-edition": "the folder is missing or holds no `edition.yaml`",
    "missing-file": "a file at the top of the folder is missing",
    "wrong-name": "a file, or what it defines, cannot be called so",
    "not-a-file": "a folder, a link or a device stands where a file should",
    "unreadable": "a file or folder cannot be opened",
    "too-large": "a file, or all together, hold more than rules need",
    "too-many-files": "the folder holds more files than an edition has",
    # text and YAML
    "not-utf-8": "a file is not UTF-8 text",
    "yaml-syntax": "a file is not YAML",
    "empty": "a file holds nothing",
    "several-documents": "a file holds more than one document",
    "alias": "an alias or anchor of YAML",
    "tag": "a tag of YAML",
    "too-deep": "lists and mappings, or definitions, are nested too deep",
    "duplicate-key": "a name stands twice in one mapping",
    "wrong-key": "the name of an entry is missing or is not text",
    # entries
    "unknown-key": "an entry that means nothing where it stands",
    "missing-key": "an entry that must be there is not",
    "wrong-value": "a value is empty, of the wrong kind or out of range",
    "wrong-order": "a threshold lies below one that it must not",
    "duplicate-name": "a name stands for two things, or twice in a list",
    # conditions
    "empty-condition": "a condition asks nothing",
    "wrong-condition": "a condition is put together wrongly",
    "unknown-comparator": "a comparison that does not exist",
    "wrong-comparator": "a comparison that this fact does not allow",
    "unknown-word": "a word that the fact does not have",
    "cycle": "something depends on, continues or lies within itself",
    "standing-on-a-pupil": "a standing obligation asks about a pupil",
    # names of other things
    "unknown-fact": "there is no such fact or definition",
    "unknown-parameter": "there is no such threshold",
    "unknown-tier": "there is no such tier",
    "unknown-section": "there is no such section",
    "unknown-column": "there is no such column",
    "unknown-party": "there is no such party",
    "unknown-counterpart": "there is nobody of this name",
    "unknown-obligation": "there is no such obligation",
    "unknown-part": "the obligation has no such part",
    "not-a-count": "a fact that is not a count is used where a count must be",
    "not-a-fact": "a definition stands where a fact must",
    "not-a-share": "the part of a rate does not lie within its whole",
    # the table and the tiers
    "no-tier": "there is no tier",
    "too-many-tiers": "there are more tiers than a ladder can have",
    "not-a-ladder": "the tiers do not continue one another one by one",
    "wrong-section": "an obligation lies in the folder of another section",
    "unknown-item": "the cell of the table has no such item",
    "duplicate-item": "an item of the table is covered twice",
    "item-without-obligation": "an item of the table is not covered",
    "wrong-hand": "a next step of the wrong party",
    # the escalation
    "tier-without-way-in": "a tier is not reached from below, or holds everybody",
    "tier-without-pupils": "nobody can be in a tier",
    "support-lost": "what a lower tier brings ends in a higher one",
    "not-a-step": "an obligation that is no step has a place on the path",
    "step-without-way-on": "a step neither leads on nor says why it is the end",
    "way-on-after-end": "a step that ends the path leads on",
    "way-on-to-no-step": "a step leads to an obligation that is no step",
    "step-goes-down": "a step leads to one of a lower tier",
    "standing-step": "a step is owed at all times",
    "ring-of-steps": "steps come before themselves",
    "law-before-support": "a legal step can be reached without support before it",
    # examples
    "example-differs": "an example comes out otherwise than it says",
    # register codes
    "no-codes": "a folder holds no table of register codes",
    "wrong-alias": "an alias stands for no register code, or for a code that there is",
    "wrong-days": "a register code ends before it begins",
    "overlapping-codes": "a register code has two meanings on the same days",
}
