"""A progress bar on a terminal, for what takes more than a moment."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
MOMENT = 0.5  # seconds


def with_progress(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, with a bar on standard error once a moment has passed, if it is a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    started = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        progress.stop()
        task = None
        for done, item in enumerate(items):
            if task is None and time.monotonic() - started > MOMENT:
                progress.start()
                task = progress.add_task("deciding", total=total, completed=done)
            yield item
            if task is not None:
                progress.advance(task)
