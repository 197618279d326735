"""A folder → the rule files in it, each by its name there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from attendance_rules.edition.diagnostics import Diagnostics, Place, harmless, nearest, shown
from attendance_rules.edition.values import SLUG

ABOUT = "edition.yaml"
TABLES = ("parameters.yaml", "vocabulary.yaml", "definitions.yaml", "tiers.yaml")
MOST_FILES = 5_000


@dataclass(slots=True)
class RuleFiles:
    """The files of an edition, in the order of their names. Obligations go by their ids.

    `misnamed` holds the folders, and the names of tables, of which a file was refused, so that
    what it holds is not missed elsewhere.
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
    entries: dict[str, os.DirEntry[str]] = {}
    for name, entry in _entries(folder, diagnostics):
        entries[name] = entry
        if len(entries) > MOST_FILES:
            diagnostics.add(
                _place(folder),
                "too-many-files",
                f"there are more than {MOST_FILES:,} files in this folder",
                "name the folder of one edition",
            )
            return None
    found = RuleFiles()
    home = os.path.realpath(folder)
    for name, entry in sorted(entries.items()):
        refusal = _not_a_file(entry, home)
        if refusal is not None:
            diagnostics.add(Place(harmless(name)), *refusal)
            found.misnamed.add(name.rpartition("/")[0] or name)
        elif not entry.is_dir() and name.lower().endswith((".yaml", ".yml")):
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


def _entries(folder: Path, diagnostics: Diagnostics) -> Iterator[tuple[str, os.DirEntry[str]]]:
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
            place = Place(harmless(prefix.rstrip("/") or Path(path).as_posix()))
            diagnostics.add(place, "unreadable", "this folder cannot be read")


def _not_a_file(entry: os.DirEntry[str], home: str) -> tuple[str, str, str] | None:
    """Why an entry with the name of a rule file, or a link to a folder, cannot be read as one."""
    named_as_rules = entry.name.lower().endswith((".yaml", ".yml"))
    if entry.is_symlink() and (named_as_rules or entry.is_dir()):
        target = os.path.realpath(entry.path)
        if entry.is_dir() or not target.startswith(home.rstrip(os.sep) + os.sep):
            return "not-a-file", "this is a link that is not followed", "put the thing itself here"
    if not named_as_rules:
        return None
    try:
        mode = entry.stat().st_mode
    except OSError:
        return "unreadable", "this file cannot be read", ""
    if stat.S_ISDIR(mode):
        return "not-a-file", "this is a folder with the name of a file", "rename it"
    if not stat.S_ISREG(mode):
        return "not-a-file", "this is not a file that holds text", "take it away"
    return None


def _sort_in(name: str, path: Path, found: RuleFiles, diagnostics: Diagnostics) -> None:
    parts = name.removesuffix(".yaml").split("/")
    if name == ABOUT or name in TABLES:
        found.tables[name] = path
    elif not name.endswith(".yaml"):
        help = f"rename it to {shown(name.rpartition('/')[2].rpartition('.')[0] + '.yaml')}"
        _misnamed(name, "rule files end in `.yaml`", help, found, diagnostics)
    elif len(parts) == 1:
        near = nearest(name, (ABOUT, *TABLES))
        help = f"did you mean `{near}`?" if near else "obligations lie in the folder of a section"
        _misnamed(name, "no file of this name belongs here", help, found, diagnostics)
    elif len(parts) > 2:
        message = "an obligation is called `<section>/<name>.yaml`"
        _misnamed(name, message, "move it up", found, diagnostics)
    elif not all(map(SLUG.fullmatch, parts)):
        message = "an obligation is called `<section>/<name>.yaml`"
        help = "use small letters, digits and single dashes"
        _misnamed(name, message, help, found, diagnostics)
    else:
        found.obligations["/".join(parts)] = path


def _misnamed(
    name: str, message: str, help: str, found: RuleFiles, diagnostics: Diagnostics
) -> None:
    diagnostics.add(Place(harmless(name)), "wrong-name", message, help)
    folder, _, file = name.rpartition("/")
    found.misnamed.add(folder.split("/")[0] or nearest(file, TABLES) or file)
