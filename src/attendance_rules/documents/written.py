"""What every part of a document is: typed, frozen, and with its place."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, PrivateAttr

from attendance_rules.documents.nodes import Node
from attendance_rules.messages.diagnostics import Place


class Written(BaseModel):
    """Part of a document. `origin` is the node that it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _origin: Node = PrivateAttr(default_factory=lambda: Node(None, Place("")))

    @property
    def origin(self) -> Node:
        return self._origin
