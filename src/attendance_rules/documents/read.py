"""A file of YAML → one of this package's documents, with its nodes for the places of mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from attendance_rules.documents.nodes import Node
from attendance_rules.documents.text import read_text
from attendance_rules.documents.validate import Reading, validate
from attendance_rules.documents.written import Written
from attendance_rules.documents.yaml_reader import parse
from attendance_rules.messages.diagnostics import Diagnostics

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
