"""A folder → Edition, or every mistake in it."""

from __future__ import annotations

from pathlib import Path

from attendance_rules.checks import drafts
from attendance_rules.edition.edition import Edition
from attendance_rules.edition.load import read_draft
from attendance_rules.edition.rule_files import DEFAULT_EDITION, packaged_rules
from attendance_rules.errors import PolicyError
from attendance_rules.messages.diagnostics import Diagnostic, Diagnostics


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
    draft = read_draft(folder, diagnostics)
    if draft is not None:
        drafts.check(draft, diagnostics)
    if draft is None or draft.about is None or diagnostics:
        return None, diagnostics.sorted()
    return draft.edition(), ()
