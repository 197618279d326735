"""A file of YAML → one of this package's documents, with its nodes for the places of mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from attendance_rules.edition.conditions import Reading
from attendance_rules.edition.diagnostics import Diagnostics
from attendance_rules.edition.models import Written
from attendance_rules.edition.nodes import Node
from attendance_rules.edition.reader import parse
from attendance_rules.edition.text import read_text
from attendance_rules.edition.validate import validate

Document = TypeVar("Document", bound=Written)


def read_document(
    path: Path, name: str, kind: type[Document], diagnostics: Diagnostics
) -> tuple[Node, Document] | None:
    """The document in `path`, which diagnostics call `name`, or None with every mistake in it."""
    text = read_text(path, name, diagnostics)
    node = None if text is None else parse(text, name, diagnostics)
    if node is None:
        return None
    document: Document | None = validate(node, kind, Reading(diagnostics))
    return None if document is None else (node, document)
