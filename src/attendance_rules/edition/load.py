"""A folder → Edition, or every mistake in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attendance_rules.edition import checks, models
from attendance_rules.edition.conditions import Reading
from attendance_rules.edition.diagnostics import Diagnostic, Diagnostics, Place, harmless, shown
from attendance_rules.edition.draft import Draft, Table
from attendance_rules.edition.files import ABOUT, RuleFiles, rule_files
from attendance_rules.edition.form import Edition
from attendance_rules.edition.nodes import Node
from attendance_rules.edition.reader import Allowance, TooMuchError, parse
from attendance_rules.edition.text import read_text
from attendance_rules.edition.validate import validate
from attendance_rules.edition.values import is_name
from attendance_rules.errors import PolicyError

DEFAULT_EDITION = "working-together-2022"


def packaged_rules() -> Path:
    """The folder of editions that comes with the package."""
    inside = Path(__file__).parent.parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rules"


def load_edition(folder: Path | None = None) -> Edition:
    """The edition in `folder`, or the one that comes with the package.

    Raises `PolicyError` with every mistake of every file.
    """
    edition, mistakes = check_edition(folder)
    if edition is None:
        raise PolicyError(mistakes)
    return edition


def check_edition(folder: Path | None = None) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """The edition in `folder` and no mistakes, or None and all of them."""
    folder = packaged_rules() / DEFAULT_EDITION if folder is None else folder
    diagnostics = Diagnostics()
    files = rule_files(folder, diagnostics)
    edition = None
    if files is not None:
        try:
            edition = _Loader(folder, files, diagnostics).load()
        except TooMuchError:
            place = Place(harmless(folder.as_posix()))
            message = "the files in this folder together hold more than an edition can"
            diagnostics.add(place, "too-large", message, "name the folder of one edition")
    return (None if diagnostics else edition), diagnostics.sorted()


class _Loader:
    def __init__(self, folder: Path, files: RuleFiles, diagnostics: Diagnostics) -> None:
        self._folder = folder
        self._files = files
        self._diagnostics = diagnostics
        self._reading = Reading(diagnostics)
        self._allowance = Allowance()
        self._digest = hashlib.sha256()

    def load(self) -> Edition | None:
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
        checks.check(draft, self._diagnostics)
        if self._diagnostics or draft.about is None:
            return None
        return Edition(
            id=self._folder.resolve().name,
            digest=f"sha256:{self._digest.hexdigest()}",
            about=draft.about,
            parameters=draft.parameters.entries,
            facts=draft.facts.entries,
            definitions=draft.definitions.entries,
            tiers=draft.tiers.entries,
            obligations=_in_table_order(draft.about, draft.obligations.entries),
        )

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


def _in_table_order(
    about: models.About, obligations: Mapping[str, models.Obligation]
) -> Mapping[str, models.Obligation]:
    """The obligations by section, column and item, as a reader meets them in the source."""
    sections = {name: position for position, name in enumerate(about.sections)}
    columns = {name: position for position, name in enumerate(about.columns)}

    def place(name: str) -> tuple[int, int, int]:
        source = obligations[name].source
        return sections[source.section], columns[source.column], source.item

    return {name: obligations[name] for name in sorted(obligations, key=place)}
