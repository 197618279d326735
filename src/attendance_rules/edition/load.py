"""A folder → Edition, or every mistake in it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attendance_rules.edition import checks, models
from attendance_rules.edition.diagnostics import Diagnostic, Diagnostics, Place, shown
from attendance_rules.edition.form import Edition
from attendance_rules.edition.nodes import Node
from attendance_rules.edition.reader import read
from attendance_rules.edition.validate import validate
from attendance_rules.errors import PolicyError

DEFAULT_EDITION = "working-together-2022"
MOST_FILES = 5_000

# The files at the top of an edition, and what each entry of them is.
_TABLES: dict[str, Any] = {
    "parameters.yaml": models.Parameter,
    "vocabulary.yaml": models.Fact,
    "definitions.yaml": models.Definition,
    "tiers.yaml": models.Tier,
}
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = frozenset({"any", "all", "not", "always", "when", "pupil_id", "school_id", "tier"})


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
    edition = _Loader(folder, diagnostics).load()
    return (None if diagnostics else edition), diagnostics.sorted()


class _Loader:
    def __init__(self, folder: Path, diagnostics: Diagnostics) -> None:
        self._folder = folder
        self._diagnostics = diagnostics
        self._digest = hashlib.sha256()

    def load(self) -> Edition | None:
        files = self._files()
        if files is None:
            return None
        about = self._about(files)
        tables = {name: self._table(name, kind, files) for name, kind in _TABLES.items()}
        obligations = self._obligations(files)
        if about is None:
            return None
        edition = Edition(
            id=self._folder.resolve().name,
            digest=f"sha256:{self._digest.hexdigest()}",
            about=about,
            parameters=tables["parameters.yaml"],
            facts=tables["vocabulary.yaml"],
            definitions=tables["definitions.yaml"],
            tiers=tables["tiers.yaml"],
            obligations=_in_table_order(about, obligations),
        )
        # A document that could not be read would be missed by others: one mistake, one message.
        if not self._diagnostics:
            checks.check(edition, self._diagnostics)
        return edition

    def _files(self) -> dict[str, Path] | None:
        """Every rule file below the folder by its relative name, in the order of names."""
        if not self._folder.is_dir():
            self._diagnostics.add(
                Place(self._folder.as_posix()),
                "no-edition",
                "this is not a folder" if self._folder.exists() else "there is no such folder",
                "name the folder of one edition, with an `edition.yaml` in it",
            )
            return None
        if not (self._folder / "edition.yaml").is_file():
            self._diagnostics.add(
                Place(self._folder.as_posix()),
                "no-edition",
                "there is no `edition.yaml` in this folder",
                "name the folder of one edition, with an `edition.yaml` in it",
            )
            return None
        files: dict[str, Path] = {}
        for parent, folders, names in os.walk(self._folder):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for name in names:
                path = Path(parent, name)
                relative = path.relative_to(self._folder).as_posix()
                if path.suffix == ".yml":
                    self._diagnostics.add(
                        Place(relative), "wrong-name", "rule files end in .yaml", "rename it"
                    )
                elif path.suffix == ".yaml" and not name.startswith("."):
                    files[relative] = path
            if len(files) > MOST_FILES:
                self._diagnostics.add(
                    Place(self._folder.as_posix()),
                    "too-many-files",
                    f"there are more than {MOST_FILES:,} rule files in this folder",
                    "name the folder of one edition",
                )
                return None
        return dict(sorted(files.items()))

    def _read(self, name: str, path: Path) -> Node | None:
        node, content = read(path, name, self._diagnostics)
        text = content.replace(b"\r\n", b"\n")
        self._digest.update(f"{name}\0{len(text)}\0".encode())
        self._digest.update(text)
        return node

    def _about(self, files: dict[str, Path]) -> models.About | None:
        node = self._read("edition.yaml", files["edition.yaml"])
        return validate(node, models.About, self._diagnostics) if node is not None else None

    def _table(self, name: str, kind: Any, files: dict[str, Path]) -> Mapping[str, Any]:
        """The entries of one of the files at the top, each by its name."""
        entries: dict[str, Any] = {}
        if name not in files:
            self._diagnostics.add(Place(name), "missing-file", f"there is no `{name}`", "add it")
            return entries
        node = self._read(name, files[name])
        if node is None:
            return entries
        if not isinstance(node.value, dict):
            self._diagnostics.add(
                node.place, "wrong-value", f"this must be a mapping of names, not {node.kind()}"
            )
        for entry, child in node.entries().items():
            if not _NAME.fullmatch(entry) or entry in _RESERVED or len(entry) > 60:
                self._diagnostics.add(
                    node.keys[entry],
                    "wrong-name",
                    f"{shown(entry)} cannot be a name here",
                    "use small letters, digits and single underscores, and no reserved word",
                )
            elif (model := validate(child, kind, self._diagnostics)) is not None:
                entries[entry] = model
        return entries

    def _obligations(self, files: dict[str, Path]) -> Mapping[str, models.Obligation]:
        found: dict[str, models.Obligation] = {}
        for name, path in files.items():
            if name == "edition.yaml" or name in _TABLES:
                continue
            parts = name.removesuffix(".yaml").split("/")
            if len(parts) != 2 or not all(_SLUG.fullmatch(part) for part in parts):
                self._diagnostics.add(
                    Place(name),
                    "wrong-name",
                    "an obligation is called <section>/<name>.yaml",
                    "use small letters, digits and single dashes",
                )
                continue
            node = self._read(name, path)
            if node is None:
                continue
            obligation = validate(node, models.Obligation, self._diagnostics)
            if obligation is not None:
                found["/".join(parts)] = obligation
        return found


def _in_table_order(
    about: models.About, obligations: Mapping[str, models.Obligation]
) -> Mapping[str, models.Obligation]:
    """The obligations by section, column and item, as a reader meets them in the source."""
    sections, columns = list(about.sections), list(about.columns)

    def place(name: str) -> tuple[int, int, int, str]:
        source = obligations[name].source
        section = sections.index(source.section) if source.section in sections else len(sections)
        column = columns.index(source.column) if source.column in columns else len(columns)
        return section, column, source.item, name

    return {name: obligations[name] for name in sorted(obligations, key=place)}
