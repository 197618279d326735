"""A folder → a draft of an edition, and the mistakes of single documents."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.text import read_text
from attendance_rules.documents.validate import validate
from attendance_rules.documents.values import is_name
from attendance_rules.documents.yaml_reader import Allowance, TooMuchError, parse
from attendance_rules.edition import models
from attendance_rules.edition.conditions import ConditionReading
from attendance_rules.edition.draft import Draft, Table
from attendance_rules.edition.rule_files import ABOUT, RuleFiles, rule_files
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import harmless, shown


def read_draft(folder: Path, diagnostics: Diagnostics) -> Draft | None:
    """What could be read of the rules in `folder`; None where it holds no edition.

    Mistakes of single documents go to `diagnostics`. What must hold between documents is for
    checks to say.
    """
    files = rule_files(folder, diagnostics)
    if files is None:
        return None
    try:
        return _Loader(folder, files, diagnostics).load()
    except TooMuchError:
        place = Place(harmless(folder.as_posix()))
        message = "the files in this folder together hold more than an edition can"
        diagnostics.add(place, "too-large", message, "name the folder of one edition")
        return None


class _Loader:
    def __init__(self, folder: Path, files: RuleFiles, diagnostics: Diagnostics) -> None:
        self._folder = folder
        self._files = files
        self._diagnostics = diagnostics
        self._reading = ConditionReading(diagnostics)
        self._allowance = Allowance()
        self._digest = hashlib.sha256()

    def load(self) -> Draft:
        layout = self._read(ABOUT, self._files.tables[ABOUT])
        draft = Draft(
            about=None if layout is None else validate(layout, models.About, self._reading),
            layout=layout,
            parameters=self._table("parameters.yaml", models.Parameter),
            facts=self._table("vocabulary.yaml", models.Fact),
            definitions=self._table("definitions.yaml", models.Definition),
            tiers=self._table("tiers.yaml", models.Tier),
            misnamed=self._files.misnamed,
            conditions=self._reading.conditions,
        )
        self._obligations(draft)
        draft.id = self._folder.resolve().name
        draft.digest = f"sha256:{self._digest.hexdigest()}"
        return draft

    def _read(self, name: str, path: Path) -> Node | None:
        text = read_text(path, name, self._diagnostics)
        if text is None:
            return None
        content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
        self._digest.update(f"{name}\0{len(content)}\0".encode())
        self._digest.update(content)
        return parse(text, name, self._diagnostics, self._allowance)

    def _table(self, name: str, kind: Any) -> Table[Any]:
        """The entries of one of the files at the top, each by its name."""
        table: Table[Any] = Table(complete=False)
        if name not in self._files.tables:
            if name not in self._files.misnamed:
                self._diagnostics.add(
                    Place(name),
                    "missing-file",
                    f"there is no `{name}`",
                    "add it, with `{}` in it if nothing belongs there",
                )
            return table
        node = self._read(name, self._files.tables[name])
        if node is None:
            return table
        if not isinstance(node.value, dict):
            self._diagnostics.add(
                node.place, "wrong-value", f"this must be a mapping of names, not {node.kind()}"
            )
            return table
        table.places.update(node.keys)
        table.complete = True
        for entry, child in node.value.items():
            if not is_name(entry):
                table.complete = False  # it is known elsewhere by the name that it should have
                self._diagnostics.add(
                    node.keys[entry],
                    "wrong-name",
                    f"{shown(entry)} cannot be a name here",
                    "use small letters, digits and single underscores, and no reserved word",
                )
            elif (model := validate(child, kind, self._reading, node.keys[entry])) is not None:
                table.entries[entry] = model
        return table

    def _obligations(self, draft: Draft) -> None:
        table = draft.obligations
        table.complete = not self._files.misnamed
        for name, path in self._files.obligations.items():
            file = f"{name}.yaml"
            table.places[name] = Place(file)
            node = self._read(file, path)
            if node is None:
                continue
            draft.nodes[name] = node
            obligation = validate(node, models.Obligation, self._reading)
            if obligation is not None:
                table.entries[name] = obligation
