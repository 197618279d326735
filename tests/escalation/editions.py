"""Copies of the rules with something changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from attendance_rules.checks.load import check_edition
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules


def changed(tmp_path: Path, file: str, old: str, new: str) -> Edition:
    """The edition with `old` replaced by `new` in one of its files."""
    folder = tmp_path / DEFAULT_EDITION
    if not folder.exists():
        shutil.copytree(packaged_rules() / DEFAULT_EDITION, folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    edition, mistakes = check_edition(folder)
    assert edition is not None, mistakes
    return edition
