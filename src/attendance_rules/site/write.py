"""Hand-written pages and pages made from an edition → one folder for the site's builder."""

from __future__ import annotations

import shutil
from pathlib import Path

from attendance_rules.edition.edition import Edition
from attendance_rules.errors import AttendanceRulesError
from attendance_rules.site.about_edition import with_notice
from attendance_rules.site.pages import assets, pages

# Marks a folder as written here, so that nothing else is ever cleared away.
MARK = ".attendance-rules-site"


class SiteError(AttendanceRulesError):
    """The pages cannot be written. The message says which and why."""


def write(edition: Edition, docs: Path, target: Path) -> int:
    """Fill `target` with the pages of `docs` and those made from the edition; how many were made.

    Each says under its title which edition it is about. What an earlier run left in `target` goes.
    Raises `SiteError` if `docs` is no folder, if a made page would take the place of a hand-written
    one, or if `target` holds anything else.
    """
    made, loaded = pages(edition), assets(edition)
    if not docs.is_dir():
        raise SiteError(f"there is no folder {docs}")
    for path in (*made, *loaded):
        if (docs / path).exists():
            raise SiteError(f"{docs / path} is written by hand and would be overwritten: move it")
    _clear(docs, target)
    shutil.copytree(docs, target)
    (target / MARK).touch()
    written = {
        page.relative_to(target).as_posix(): page.read_text(encoding="utf-8")
        for page in target.rglob("*.md")
    }
    for path, text in (written | made).items():
        page = target / path
        page.parent.mkdir(parents=True, exist_ok=True)
        whole = with_notice(edition, text.rstrip() + "\n")
        page.write_text(whole, encoding="utf-8", newline="\n")
    for path, text in loaded.items():
        asset = target / path
        asset.parent.mkdir(parents=True, exist_ok=True)
        asset.write_text(text, encoding="utf-8", newline="\n")
    return len(made)


def _clear(docs: Path, target: Path) -> None:
    inside, outside = docs.resolve(), target.resolve()
    if inside == outside or inside in outside.parents or outside in inside.parents:
        raise SiteError(f"{target} and {docs} must lie apart from one another")
    if not target.exists():
        return
    if not target.is_dir() or (any(target.iterdir()) and not (target / MARK).exists()):
        raise SiteError(f"{target} holds something that was not written here: move or remove it")
    shutil.rmtree(target)
