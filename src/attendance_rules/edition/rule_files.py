"""A folder → the rule files in it, each by its name there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attendance_rules.documents.values import SLUG
from attendance_rules.messages.diagnostics import Diagnostics, Place
from attendance_rules.messages.quoting import harmless, shown
from attendance_rules.messages.suggestions import nearest

DEFAULT_EDITION = "working-together-2022"
CODES_FOLDER = "register-codes"
ABOUT = "edition.yaml"
TABLES = ("parameters.yaml", "vocabulary.yaml", "definitions.yaml", "tiers.yaml")
MOST_FILES = 5_000


def packaged_rules() -> Path:
    """The folder of editions that comes with the package."""
    inside = Path(__file__).parent.parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rules"


@dataclass(slots=True)
class RuleFiles:
    """The files of an edition, in the order of their names. Obligations go by their ids.

    `misnamed` holds the folders (the top one as nothing) of which a file was refused, and the names
    that tables were to have, so that what they hold is not missed elsewhere.
    """

    tables: dict[str, Path] = field(default_factory=dict)
    obligations: dict[str, Path] = field(default_factory=dict)
    misnamed: set[str] = field(default_factory=set)


def rule_files(folder: Path, diagnostics: Diagnostics) -> RuleFiles | None:
    """The rule files in `folder`, or None when it holds no edition."""
    problem = _no_edition(folder)
    if problem is not None:
        help = "name the folder of one edition, with an `edition.yaml` in it"
        diagnostics.add(_place(folder), "no-edition", problem, help)
        return None
    found = RuleFiles()
    entries: dict[str, os.DirEntry[str]] = {}
    for name, entry in _entries(folder, found, diagnostics):
        entries[name] = entry
        if len(entries) > MOST_FILES:
            diagnostics.add(
                _place(folder),
                "too-many-files",
                f"there are more than {MOST_FILES:,} files in this folder",
                "name the folder of one edition",
            )
            return None
    home = os.path.realpath(folder)
    for name, entry in sorted(entries.items()):
        refusal = _not_a_file(entry, home)
        if refusal is not None:
            _refuse(name, *refusal, found, diagnostics)
        elif _named_as_rules(name):
            _sort_in(name, Path(entry.path), found, diagnostics)
    return found


def _place(folder: Path) -> Place:
    return Place(harmless(folder.as_posix()))


def _no_edition(folder: Path) -> str | None:
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike that of Path, it never raises
        return "this is not a folder" if os.path.lexists(folder) else "there is no such folder"
    if not os.path.isfile(folder / ABOUT):  # noqa: PTH113
        return f"there is no `{ABOUT}` in this folder"
    return None


def _entries(
    folder: Path, found: RuleFiles, diagnostics: Diagnostics
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What lies in a folder and below, by its relative name; links to folders not followed."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        prefix, path = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    yield prefix + entry.name, entry
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append((f"{prefix}{entry.name}/", entry.path))
        except OSError:
            place = Place(harmless(prefix.rstrip("/"))) if prefix else _place(folder)
            diagnostics.add(place, "unreadable", "this folder cannot be read")
            found.misnamed.add(prefix.split("/")[0])


def _named_as_rules(name: str) -> bool:
    return name.lower().endswith((".yaml", ".yml"))


def _not_a_file(entry: os.DirEntry[str], home: str) -> tuple[str, str, str] | None:
    """Why an entry with the name of a rule file, or a link to a folder, cannot be read as one."""
    if entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - it never raises
        return "not-a-file", "this is a link that is not followed", "put the folder itself here"
    if not _named_as_rules(entry.name):
        return None
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "unreadable", "this file cannot be read", ""
    if entry.is_symlink() and not os.path.realpath(entry.path).startswith(home.rstrip("/") + "/"):
        return "not-a-file", "this is a link that is not followed", "put the file itself here"
    if stat.S_ISDIR(mode):
        return "not-a-file", "this is a folder with the name of a file", "rename it"
    if not stat.S_ISREG(mode):
        return "not-a-file", "this is not a file that holds text", "take it away"
    return None


def _sort_in(name: str, path: Path, found: RuleFiles, diagnostics: Diagnostics) -> None:
    """Put a file where it belongs by its name, or report the name."""
    parts = name.removesuffix(".yaml").split("/")
    message = "an obligation is called `<section>/<name>.yaml`"
    if name == ABOUT or name in TABLES:
        found.tables[name] = path
    elif not name.endswith(".yaml"):
        message = "rule files end in `.yaml`"
        help = f"rename it to {shown(path.stem + '.yaml')}"
        _refuse(name, "wrong-name", message, help, found, diagnostics)
    elif len(parts) == 1:
        message = "no file of this name belongs here"
        near = _table_meant(name)
        help = f"did you mean `{near}`?" if near else "obligations lie in the folder of a section"
        _refuse(name, "wrong-name", message, help, found, diagnostics)
    elif len(parts) > 2:
        _refuse(name, "wrong-name", message, "move it up", found, diagnostics)
    elif not all(map(SLUG.fullmatch, parts)):
        help = "use small letters, digits and single dashes"
        _refuse(name, "wrong-name", message, help, found, diagnostics)
    else:
        found.obligations["/".join(parts)] = path


def _table_meant(name: str) -> str | None:
    stems = {table.partition(".")[0]: table for table in (ABOUT, *TABLES)}
    near = nearest(name.rpartition(".")[0], stems)
    return None if near is None else stems[near]


def _refuse(
    name: str, code: str, message: str, help: str, found: RuleFiles, diagnostics: Diagnostics
) -> None:
    diagnostics.add(Place(harmless(name)), code, message, help)
    folder = name.partition("/")[0] if "/" in name else ""
    found.misnamed.add(folder)
    if not folder:
        found.misnamed.add(_table_meant(name) or "")
